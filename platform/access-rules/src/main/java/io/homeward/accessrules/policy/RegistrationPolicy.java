package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

/** Who has to register a second factor (H2, H3). */
public record RegistrationPolicy(boolean enabled, People people) {
    public static final RegistrationPolicy NONE = new RegistrationPolicy(false, People.NOBODY);

    public RegistrationPolicy {
        requireNonNull(people, "people");
    }

    /** A restriction: it binds unless we know that it does not. */
    public boolean binds(Subject subject) {
        return enabled && people.cover(subject) != Truth.FALSE;
    }
}
