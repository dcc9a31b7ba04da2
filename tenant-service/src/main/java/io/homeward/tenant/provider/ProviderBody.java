package io.homeward.tenant.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.outbound.Destinations;
import io.homeward.tenant.Fault;
import io.homeward.tenant.PlainText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.registry.DomainName;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Graph (beta): an {@code openIdConnectIdentityProvider} as it is sent, with {@code clientSecret} also in {@code clientAuthentication}, and
 * {@code homewardDomainHints} of our own. What is not named stays; what is not known here is refused by name.
 */
record ProviderBody(JsonNode json, Destinations destinations) {
    static final String TYPE = "#microsoft.graph.openIdConnectIdentityProvider";

    private static final Set<String> KNOWN = Set.of(
            "displayName",
            "issuer",
            "wellKnownEndpoint",
            "clientId",
            "clientSecret",
            "clientAuthentication",
            "responseType",
            "scope",
            "inboundClaimMapping",
            "homewardDomainHints");

    /** Graph: {@code openIdConnectClaimMapping}; each with the claim of the standard that it is by default. */
    private static final Map<String, String> CLAIMS = Map.of(
            "sub", "sub",
            "name", "name",
            "given_name", "given_name",
            "family_name", "family_name",
            "email", "email",
            "email_verified", "email_verified",
            "phone_number", "phone_number");

    private static final int MOST_HINTS = 100;

    ProviderBody {
        if (!json.isObject()) {
            throw new Refusal(Fault.INVALID, "An identity provider is an object.");
        }
        json.properties().forEach(property -> {
            String name = property.getKey();
            if (!KNOWN.contains(name)
                    && !name.startsWith("@")
                    && !property.getValue().isNull()) {
                throw new Refusal(Fault.INVALID, "'%s' of an identity provider cannot be set here.".formatted(name));
            }
        });
        if (json.has("@odata.type") && !json.path("@odata.type").asText().equals(TYPE)) {
            throw new Refusal(Fault.INVALID, "Only %s is understood here.".formatted(TYPE));
        }
        if (json.hasNonNull("responseType")
                && !json.path("responseType").asText().equals("code")) {
            throw new Refusal(Fault.INVALID, "responseType is code.");
        }
    }

    /** The secret that was sent; empty where none was. */
    Optional<String> secret() {
        JsonNode nested = json.path("clientAuthentication").path("clientSecret");
        JsonNode secret = nested.isMissingNode() ? json.path("clientSecret") : nested;
        return secret.isMissingNode() || secret.isNull()
                ? Optional.empty()
                : Optional.of(PlainText.line("clientSecret", textual(secret, "clientSecret"), 1024));
    }

    Definition applied(@Nullable Definition before) {
        URI issuer = json.has("issuer") || before == null ? uri("issuer", text("issuer", 1024)) : before.issuer();
        return new Definition(
                before == null || json.has("displayName") ? text("displayName", 256) : before.displayName(),
                issuer,
                metadata(issuer, before),
                before == null || json.has("clientId") ? text("clientId", 256) : before.clientId(),
                before == null || json.has("scope") ? scope() : before.scope(),
                before == null || json.has("inboundClaimMapping") ? claims() : before.claims(),
                before == null || json.has("homewardDomainHints") ? hints() : before.domainHints());
    }

    private URI metadata(URI issuer, @Nullable Definition before) {
        if (json.hasNonNull("wellKnownEndpoint")) {
            return uri("wellKnownEndpoint", text("wellKnownEndpoint", 1024));
        }
        return before != null && !json.has("issuer") && !json.has("wellKnownEndpoint")
                ? before.metadataUrl()
                : URI.create(issuer.toString().replaceAll("/$", "") + "/.well-known/openid-configuration");
    }

    /** https, outside; what the operator allows by name may also be inside, and http. Where a name leads is looked at when it is called. */
    private URI uri(String property, String text) {
        try {
            URI uri = new URI(text);
            if (Destinations.isPlain(uri) && ("https".equals(uri.getScheme()) || destinations.isAllowed(uri))) {
                if (!destinations.mayBeNamed(uri)) {
                    throw new Refusal(
                            Fault.INVALID,
                            "%s is not an address inside this installation's network.".formatted(property));
                }
                return uri;
            }
        } catch (URISyntaxException e) {
            // refused below, like every other text that is no such address
        }
        throw new Refusal(
                Fault.INVALID, "%s is an https address without user, query and fragment.".formatted(property));
    }

    private String scope() {
        String scope = json.hasNonNull("scope") ? text("scope", 512) : "openid profile email";
        if (!List.of(scope.split(" ")).contains("openid")) {
            throw new Refusal(Fault.INVALID, "scope contains openid.");
        }
        return scope;
    }

    private Map<String, String> claims() {
        JsonNode mapping = json.path("inboundClaimMapping");
        if (!mapping.isMissingNode() && !mapping.isNull() && !mapping.isObject()) {
            throw new Refusal(Fault.INVALID, "inboundClaimMapping is an object.");
        }
        var claims = new TreeMap<>(CLAIMS);
        mapping.properties().forEach(property -> {
            String name = property.getKey();
            if (name.startsWith("@") || property.getValue().isNull()) {
                return;
            }
            if (!CLAIMS.containsKey(name)) {
                throw new Refusal(Fault.INVALID, "inboundClaimMapping knows no '%s'.".formatted(name));
            }
            claims.put(name, PlainText.line(name, textual(property.getValue(), name), 128));
        });
        // The subject is what a provider never gives to another person; an e-mail is (D29).
        if (!"sub".equals(claims.get("sub"))) {
            throw new Refusal(Fault.INVALID, "inboundClaimMapping.sub is sub: a person is issuer and subject.");
        }
        return claims;
    }

    private List<String> hints() {
        JsonNode hints = json.path("homewardDomainHints");
        if (hints.isMissingNode() || hints.isNull()) {
            return List.of();
        }
        if (!hints.isArray() || hints.size() > MOST_HINTS) {
            throw new Refusal(Fault.INVALID, "homewardDomainHints is a list of at most %d.".formatted(MOST_HINTS));
        }
        var names = new ArrayList<String>();
        hints.forEach(hint -> names.add(DomainName.find(textual(hint, "homewardDomainHints"))
                .map(DomainName::text)
                .orElseThrow(() -> new Refusal(Fault.INVALID, "homewardDomainHints are domains."))));
        return names.stream().distinct().sorted().toList();
    }

    private String text(String property, int most) {
        JsonNode value = json.path(property);
        if (value.isMissingNode() || value.isNull()) {
            throw new Refusal(
                    Fault.INVALID,
                    "A value is required for property '%s' of resource 'openIdConnectIdentityProvider'."
                            .formatted(property));
        }
        return PlainText.line(property, textual(value, property), most);
    }

    private static String textual(JsonNode value, String name) {
        if (!value.isTextual()) {
            throw new Refusal(Fault.INVALID, "%s is a text.".formatted(name));
        }
        return value.asText();
    }
}
