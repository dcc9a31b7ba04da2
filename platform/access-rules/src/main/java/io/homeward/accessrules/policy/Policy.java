package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.PolicyId;
import java.util.Optional;
import java.util.stream.Stream;

/** One conditional-access policy, as far as decisions need it. */
public record Policy(PolicyId id, String name, State state, People people, Conditions conditions, Grant grant) {
    public Policy {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(state, "state");
        requireNonNull(people, "people");
        requireNonNull(conditions, "conditions");
        requireNonNull(grant, "grant");
    }

    /** Graph: {@code state}. */
    public enum State {
        ENABLED("enabled"),
        /** Evaluated and recorded, shown to nobody, and remediates nothing. */
        REPORT_ONLY("enabledForReportingButNotEnforced"),
        DISABLED("disabled");

        private final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }

        public static Optional<State> ofWire(String wireName) {
            return Stream.of(values())
                    .filter(state -> state.wireName.equals(wireName))
                    .findFirst();
        }
    }

    /** Answers to the account's risk: H8, H10, H19. */
    public boolean aboutUserRisk() {
        return conditions.aboutUserRisk();
    }

    /** Answers to the risk of one sign-in: H5, H7. */
    public boolean aboutSignInRisk() {
        return conditions.aboutSignInRisk();
    }

    /** No condition but that people are people; known to apply even in a format this version does not know. */
    private boolean unconditional() {
        return people.include().everyone() && people.exclude().empty() && conditions.equals(Conditions.NONE);
    }

    /** What this policy says to these circumstances, by rules of this format. */
    Verdict judge(Circumstances circumstances, boolean formatKnown) {
        var covered = people.cover(circumstances.subject());
        if (!formatKnown && !unconditional()) {
            return new Verdict(this, Truth.UNKNOWN, Truth.UNKNOWN);
        }
        return new Verdict(
                this,
                covered.and(conditions.hold(circumstances)),
                covered.and(conditions.withoutSignInRisk(circumstances)));
    }
}
