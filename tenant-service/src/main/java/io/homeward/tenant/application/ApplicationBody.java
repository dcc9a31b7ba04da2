package io.homeward.tenant.application;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.tenant.Fault;
import io.homeward.tenant.IdText;
import io.homeward.tenant.Permission;
import io.homeward.tenant.PlainText;
import io.homeward.tenant.Refusal;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Graph: an {@code application} as it is sent. What is not named stays; what is not known here is refused by name, unless it is null. */
record ApplicationBody(JsonNode json) {
    private static final Set<String> KNOWN = Set.of(
            "displayName",
            "description",
            "signInAudience",
            "web",
            "spa",
            "publicClient",
            "isFallbackPublicClient",
            "appRoles",
            "requiredResourceAccess",
            "keyCredentials",
            "homewardPermissions",
            "homewardUpstream");
    private static final int MOST_URIS = 256;
    private static final int MOST_ROLES = 200;
    private static final int MOST_KEYS = 20;

    ApplicationBody {
        if (!json.isObject()) {
            throw new Refusal(Fault.INVALID, "An application is an object.");
        }
        json.properties().forEach(property -> {
            String name = property.getKey();
            if (!KNOWN.contains(name)
                    && !name.startsWith("@")
                    && !property.getValue().isNull()) {
                throw new Refusal(Fault.INVALID, "'%s' of an application cannot be set here.".formatted(name));
            }
        });
        if (json.hasNonNull("signInAudience")
                && !json.path("signInAudience").asText().equals("AzureADMyOrg")) {
            throw new Refusal(Fault.INVALID, "signInAudience is AzureADMyOrg: an application belongs to one tenant.");
        }
    }

    /** A new one: without a name nobody knows it. */
    Applications.Registration registration() {
        if (!json.hasNonNull("displayName")) {
            throw new Refusal(
                    Fault.INVALID, "A value is required for property 'displayName' of resource 'Application'.");
        }
        return applied(new Applications.Registration("", Set.of(), Optional.empty()));
    }

    Applications.Registration applied(Applications.Registration before) {
        Details details = before.details();
        Redirects redirects = details.redirects();
        return new Applications.Registration(
                json.has("displayName") ? text(json, "displayName", 256) : before.displayName(),
                json.has("homewardPermissions") ? permissions() : before.permissions(),
                json.has("homewardUpstream") ? upstream() : before.upstream(),
                new Details(
                        json.has("description") ? optional(json, "description", 1024) : details.description(),
                        new Redirects(
                                uris("web", redirects.web()),
                                uris("spa", redirects.spa()),
                                uris("publicClient", redirects.publicClient())),
                        logoutUrl(details.logoutUrl()),
                        json.has("isFallbackPublicClient") ? fallbackPublicClient() : details.fallbackPublicClient(),
                        json.has("appRoles") ? roles() : details.appRoles(),
                        json.has("requiredResourceAccess") ? required() : details.requiredAccess(),
                        json.has("keyCredentials") ? keys(details.keys()) : details.keys()));
    }

    private Set<Permission> permissions() {
        return list(json.path("homewardPermissions"), "homewardPermissions", MOST_ROLES, each -> Permission.of(
                                each.asText())
                        .orElseThrow(
                                () -> new Refusal(Fault.INVALID, "'%s' is not a permission.".formatted(shown(each)))))
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    private Optional<Upstream> upstream() {
        JsonNode address = json.path("homewardUpstream");
        if (address.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Upstream(text(address, "name", 40), URI.create(text(address, "uri", 2048))));
        } catch (IllegalArgumentException e) {
            throw new Refusal(Fault.INVALID, String.valueOf(e.getMessage()));
        }
    }

    private List<RedirectUri> uris(String platform, List<RedirectUri> otherwise) {
        JsonNode at = json.path(platform);
        if (at.isMissingNode() || (at.isObject() && !at.has("redirectUris"))) {
            return otherwise;
        }
        if (at.isNull()) {
            return List.of();
        }
        String name = platform + ".redirectUris";
        return list(at.path("redirectUris"), name, MOST_URIS, each -> new RedirectUri(textual(each, name)));
    }

    private Optional<LogoutUrl> logoutUrl(Optional<LogoutUrl> otherwise) {
        JsonNode web = json.path("web");
        if (web.isNull()) {
            return Optional.empty();
        }
        return web.has("logoutUrl")
                ? Optional.of(web.path("logoutUrl"))
                        .filter(value -> !value.isNull())
                        .map(value -> new LogoutUrl(textual(value, "web.logoutUrl")))
                : otherwise;
    }

    /** Null is Graph's word for what the platform guesses; here nothing is guessed. */
    private boolean fallbackPublicClient() {
        JsonNode value = json.path("isFallbackPublicClient");
        if (!value.isNull() && !value.isBoolean()) {
            throw new Refusal(Fault.INVALID, "isFallbackPublicClient is true or false.");
        }
        return value.asBoolean();
    }

    private List<AppRole> roles() {
        List<AppRole> roles = list(json.path("appRoles"), "appRoles", MOST_ROLES, ApplicationBody::role);
        var seen = new HashSet<Object>();
        for (AppRole role : roles) {
            if (!seen.add(role.id()) || (role.value() != null && !seen.add(role.value()))) {
                throw new Refusal(Fault.INVALID, "appRoles have different ids and different values.");
            }
        }
        return roles;
    }

    private static AppRole role(JsonNode json) {
        Optional<String> value = optional(json, "value", 250);
        return new AppRole(
                uuid(json, "id"),
                list(json.path("allowedMemberTypes"), "allowedMemberTypes", 2, ApplicationBody::memberType),
                text(json, "displayName", 256),
                text(json, "description", 1024),
                json.path("isEnabled").asBoolean(true),
                value.orElse(null),
                "Application");
    }

    private static String memberType(JsonNode json) {
        String type = json.asText();
        if (!type.equals("User") && !type.equals("Application")) {
            throw new Refusal(Fault.INVALID, "allowedMemberTypes are User and Application.");
        }
        return type;
    }

    private List<RequiredAccess> required() {
        return list(
                json.path("requiredResourceAccess"),
                "requiredResourceAccess",
                50,
                each -> new RequiredAccess(
                        uuid(each, "resourceAppId"),
                        list(each.path("resourceAccess"), "resourceAccess", 400, ApplicationBody::access)));
    }

    /** All there are: one that is named by its id and brings no certificate stays. */
    private List<KeyCredential> keys(List<KeyCredential> before) {
        return list(json.path("keyCredentials"), "keyCredentials", MOST_KEYS, each -> key(each, before));
    }

    private static KeyCredential key(JsonNode json, List<KeyCredential> before) {
        if (!json.hasNonNull("key")) {
            UUID id = uuid(json, "keyId");
            return before.stream()
                    .filter(known -> known.keyId().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(Fault.INVALID, "keyCredentials.key is missing."));
        }
        boolean verifies = json.path("type").asText("AsymmetricX509Cert").equals("AsymmetricX509Cert")
                && json.path("usage").asText("Verify").equals("Verify");
        if (!verifies) {
            throw new Refusal(Fault.INVALID, "keyCredentials are of type AsymmetricX509Cert and usage Verify.");
        }
        return KeyCredential.of(optional(json, "displayName", 120), textual(json.path("key"), "keyCredentials.key"));
    }

    private static RequiredAccess.Access access(JsonNode json) {
        String type = text(json, "type", 10);
        if (!type.equals("Role") && !type.equals("Scope")) {
            throw new Refusal(Fault.INVALID, "resourceAccess.type is Role or Scope.");
        }
        return new RequiredAccess.Access(uuid(json, "id"), type);
    }

    /** Null is the empty list. */
    private static <T> List<T> list(JsonNode value, String name, int most, Function<JsonNode, T> each) {
        if (value.isNull() || value.isMissingNode()) {
            return List.of();
        }
        if (!value.isArray() || value.size() > most) {
            throw new Refusal(Fault.INVALID, "%s is a list of at most %d.".formatted(name, most));
        }
        var read = new ArrayList<T>();
        value.forEach(one -> read.add(each.apply(one)));
        return read.stream().distinct().toList();
    }

    private static UUID uuid(JsonNode json, String property) {
        return IdText.read(
                textual(json.path(property), property), UUID::fromString, "%s is a UUID.".formatted(property));
    }

    private static Optional<String> optional(JsonNode json, String property, int most) {
        JsonNode value = json.path(property);
        return value.isNull() || value.isMissingNode() || value.asText().isEmpty()
                ? Optional.empty()
                : Optional.of(PlainText.lines(property, textual(value, property), most));
    }

    private static String text(JsonNode json, String property, int most) {
        return PlainText.line(property, textual(json.path(property), property), most);
    }

    private static String textual(JsonNode value, String name) {
        if (!value.isTextual()) {
            throw new Refusal(Fault.INVALID, "%s is a text.".formatted(name));
        }
        return value.asText();
    }

    private static String shown(JsonNode json) {
        String text = json.toString();
        String plain = json.isTextual() ? json.asText() : text;
        return plain.length() > 100 ? plain.substring(0, 100) + "…" : plain;
    }
}
