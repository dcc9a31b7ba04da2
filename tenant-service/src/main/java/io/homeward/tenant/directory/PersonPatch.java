package io.homeward.tenant.directory;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A user as a client writes him: what is absent stays as it is, null takes away. Properties that we do not keep are ignored. */
record PersonPatch(JsonNode json) {
    private static final Set<String> PROFILE = Set.of(
            "userPrincipalName",
            "displayName",
            "givenName",
            "surname",
            "jobTitle",
            "mail",
            "mobilePhone",
            "officeLocation",
            "preferredLanguage",
            "accountEnabled",
            "userType");

    /** @throws Refusal {@link Fault#INVALID} */
    PersonPatch {
        if (!json.isObject()) {
            throw new Refusal(Fault.INVALID, "A user is an object.");
        }
    }

    /** A new user: without these two nobody is named. */
    Profile profile() {
        return new Profile(
                required("userPrincipalName"),
                required("displayName"),
                text("givenName", null),
                text("surname", null),
                text("jobTitle", null),
                text("mail", null),
                text("mobilePhone", null),
                text("officeLocation", null),
                text("preferredLanguage", null),
                flag("accountEnabled", true),
                userType(Profile.UserType.MEMBER));
    }

    /** Empty where nothing of the profile is named. */
    Optional<UnaryOperator<Profile>> change() {
        return PROFILE.stream().anyMatch(json::has) ? Optional.of(this::applied) : Optional.empty();
    }

    private Profile applied(Profile before) {
        return new Profile(
                json.has("userPrincipalName") ? required("userPrincipalName") : before.userPrincipalName(),
                json.has("displayName") ? required("displayName") : before.displayName(),
                text("givenName", before.givenName()),
                text("surname", before.surname()),
                text("jobTitle", before.jobTitle()),
                text("mail", before.mail()),
                text("mobilePhone", before.mobilePhone()),
                text("officeLocation", before.officeLocation()),
                text("preferredLanguage", before.preferredLanguage()),
                flag("accountEnabled", before.accountEnabled()),
                userType(before.userType()));
    }

    /** Unless the client says otherwise, whoever is given a password replaces it at the next sign-in. */
    Optional<KeepPeople.NewPassword> password() {
        JsonNode profile = json.path("passwordProfile");
        if (profile.isMissingNode() || profile.isNull()) {
            return Optional.empty();
        }
        JsonNode password = profile.path("password");
        if (!password.isTextual() || password.asText().isEmpty()) {
            throw new Refusal(Fault.INVALID, "passwordProfile needs a password.");
        }
        boolean temporary = flag(profile, "forceChangePasswordNextSignIn", true)
                || flag(profile, "forceChangePasswordNextSignInWithMfa", false);
        return Optional.of(new KeepPeople.NewPassword(password.asText(), temporary));
    }

    private Profile.UserType userType(Profile.UserType otherwise) {
        String text = text("userType", otherwise.wire());
        return Profile.UserType.of(String.valueOf(text))
                .orElseThrow(
                        () -> new Refusal(Fault.INVALID, "userType is Member or Guest, not '%s'.".formatted(text)));
    }

    private String required(String property) {
        String text = text(property, null);
        if (text == null || text.isBlank()) {
            throw new Refusal(
                    Fault.INVALID, "A value is required for property '%s' of resource 'User'.".formatted(property));
        }
        return text;
    }

    private @Nullable String text(String property, @Nullable String otherwise) {
        JsonNode value = json.path(property);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (value.isNull()) {
            return null;
        }
        if (!value.isTextual()
                || value.asText().length() > 256
                || value.asText().indexOf('\0') >= 0) {
            throw new Refusal(Fault.INVALID, "'%s' is a text of at most 256 characters.".formatted(property));
        }
        return value.asText();
    }

    private boolean flag(String property, boolean otherwise) {
        return flag(json, property, otherwise);
    }

    private static boolean flag(JsonNode json, String property, boolean otherwise) {
        JsonNode value = json.path(property);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw new Refusal(Fault.INVALID, "'%s' is true or false.".formatted(property));
        }
        return value.asBoolean();
    }
}
