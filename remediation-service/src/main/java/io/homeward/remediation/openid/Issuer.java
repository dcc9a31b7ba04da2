package io.homeward.remediation.openid;

import io.homeward.accessrules.TenantId;
import java.net.URI;

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
