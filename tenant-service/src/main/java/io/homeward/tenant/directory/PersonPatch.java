package io.homeward.tenant.directory;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A user as a client writes him: what is absent stays as it is, null takes away. Properties that we do not keep are ignored. */
record PersonPatch(JsonNode json) {
    private static final List<String> NAMED =
            List.of("userPrincipalName", "displayName", "accountEnabled", "userType", "businessPhones", "otherMails");

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
                flag(json, "accountEnabled", true),
                userType(Profile.UserType.MEMBER),
                texts(Map.of()),
                several("businessPhones", List.of()),
                several("otherMails", List.of()));
    }

    /** Empty where nothing of the profile is named. */
    Optional<UnaryOperator<Profile>> change() {
        Stream<String> ours =
                Stream.concat(NAMED.stream(), Stream.of(ProfileText.values()).map(ProfileText::wire));
        return ours.anyMatch(json::has) ? Optional.of(this::applied) : Optional.empty();
    }

    private Profile applied(Profile before) {
        return new Profile(
                json.has("userPrincipalName") ? required("userPrincipalName") : before.userPrincipalName(),
                json.has("displayName") ? required("displayName") : before.displayName(),
                flag(json, "accountEnabled", before.accountEnabled()),
                userType(before.userType()),
                texts(before.texts()),
                several("businessPhones", before.businessPhones()),
                several("otherMails", before.otherMails()));
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
        JsonNode value = json.path("userType");
        if (value.isMissingNode()) {
            return otherwise;
        }
        return Profile.UserType.of(value.isTextual() ? value.asText() : "")
                .orElseThrow(() -> new Refusal(Fault.INVALID, "userType is Member or Guest, not %s.".formatted(value)));
    }

    private Map<ProfileText, String> texts(Map<ProfileText, String> before) {
        var texts = new EnumMap<ProfileText, String>(ProfileText.class);
        texts.putAll(before);
        for (ProfileText which : ProfileText.values()) {
            JsonNode value = json.path(which.wire());
            if (value.isNull()) {
                texts.remove(which);
            } else if (!value.isMissingNode()) {
                texts.put(which, text(which.wire(), value));
            }
        }
        return texts;
    }

    private String required(String property) {
        JsonNode value = json.path(property);
        if (value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.asText().isBlank())) {
            throw new Refusal(
                    Fault.INVALID, "A value is required for property '%s' of resource 'User'.".formatted(property));
        }
        return text(property, value);
    }

    private List<String> several(String property, List<String> otherwise) {
        JsonNode value = json.path(property);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isArray()) {
            throw new Refusal(Fault.INVALID, "'%s' is a list of texts.".formatted(property));
        }
        var texts = new ArrayList<String>();
        value.forEach(one -> texts.add(text(property, one)));
        return texts;
    }

    private static String text(String property, JsonNode value) {
        if (!value.isTextual()) {
            throw new Refusal(Fault.INVALID, "'%s' is a text.".formatted(property));
        }
        return value.asText();
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
