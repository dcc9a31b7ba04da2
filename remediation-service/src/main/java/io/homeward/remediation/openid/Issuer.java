package io.homeward.remediation.openid;

import io.homeward.accessrules.TenantId;
import java.net.URI;
import java.util.Optional;

/** The addresses of one tenant's issuer. */
public record Issuer(URI edge, TenantId tenant) {

    /** The {@code iss} of its tokens. */
    public String name() {
        return at("/v2.0");
    }

    public String tokenEndpoint() {
        return at("/oauth2/v2.0/token");
    }

    public String userinfo() {
        return at("/openid/userinfo");
    }

    /** Of the {@code iss} of a token; nothing is proven by it. */
    static Optional<TenantId> named(URI edge, String name) {
        String before = edge + "/";
        String after = "/v2.0";
        if (!name.startsWith(before) || !name.endsWith(after) || name.length() < before.length() + after.length()) {
            return Optional.empty();
        }
        try {
            return Optional.of(TenantId.of(name.substring(before.length(), name.length() - after.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** One of the endpoints beside that for tokens. */
    String oauth(String name) {
        return at("/oauth2/v2.0/" + name);
    }

    /** The page after a sign-out. */
    URI signedOut() {
        return URI.create(at("/signed-out"));
    }

    public String keys() {
        return at("/discovery/v2.0/keys");
    }

    public URI authorizationEndpoint() {
        return URI.create(at("/oauth2/v2.0/authorize"));
    }

    /** The page where people type what a device shows (RFC 8628: {@code verification_uri}). */
    URI device() {
        return URI.create(at("/device"));
    }

    /** The page on which somebody who has signed in for a device says whether it may come in. */
    URI device(AuthorizationId request) {
        return URI.create(at("/device/" + request.value()));
    }

    /** The page where people sign in for what an application has asked. */
    URI signIn(AuthorizationId request) {
        return URI.create(at("/sign-in?request=" + request.value()));
    }

    /** Where a person of this tenant begins to help himself. */
    public String remediation() {
        return at("/remediate");
    }

    /** The {@code aud} of its tokens: everything behind the edge and the apps door. */
    public String audience() {
        return edge.toString();
    }

    /** The one scope there is: everything the audience grants the holder. */
    public String scope() {
        return edge + "/.default";
    }

    private String at(String path) {
        return edge + "/" + tenant + path;
    }
}
