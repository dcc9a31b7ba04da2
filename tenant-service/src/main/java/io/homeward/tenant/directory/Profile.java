package io.homeward.tenant.directory;

import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is written about a person, and may be changed. */
public record Profile(
        String userPrincipalName,
        String displayName,
        @Nullable String givenName,
        @Nullable String surname,
        @Nullable String jobTitle,
        @Nullable String mail,
        @Nullable String mobilePhone,
        @Nullable String officeLocation,
        @Nullable String preferredLanguage,
        boolean accountEnabled,
        UserType userType) {
    private static final Pattern NAME = Pattern.compile("[^\\s@/\\\\\\p{Cntrl}]{1,64}@[A-Za-z0-9.-]{3,253}");
    private static final Pattern MAIL = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]{1,253}");
    private static final int LENGTH = 256;

    /** Graph: {@code userType}. */
    public enum UserType {
        MEMBER("Member"),
        GUEST("Guest");

        private final String wire;

        UserType(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }

        public static Optional<UserType> of(String text) {
            return java.util.Arrays.stream(values())
                    .filter(type -> type.wire.equalsIgnoreCase(text))
                    .findFirst();
        }
    }

    /** @throws Refusal {@link Fault#INVALID} */
    public Profile {
        if (!NAME.matcher(userPrincipalName).matches()) {
            throw new Refusal(Fault.INVALID, "userPrincipalName is a name like rui@fjordclinic.example.");
        }
        displayName = displayName.strip();
        if (displayName.isEmpty() || displayName.length() > LENGTH) {
            throw new Refusal(Fault.INVALID, "displayName has 1 to %d characters.".formatted(LENGTH));
        }
        if (mail != null && !MAIL.matcher(mail).matches()) {
            throw new Refusal(Fault.INVALID, "mail is not an e-mail address.");
        }
    }

    /** The part behind the {@code @}, in lower case. */
    String domain() {
        return userPrincipalName.substring(userPrincipalName.indexOf('@') + 1).toLowerCase(Locale.ROOT);
    }
}
