package io.homeward.remediation.openid;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an issuer says about itself (OpenID Connect Discovery 1.0, RFC 8414, and what later specifications have added). */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Discovery(
        String issuer,
        URI authorizationEndpoint,
        String tokenEndpoint,
        String userinfoEndpoint,
        String jwksUri,
        String endSessionEndpoint,
        String revocationEndpoint,
        String introspectionEndpoint,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String deviceAuthorizationEndpoint,
        List<String> responseTypesSupported,
        List<String> responseModesSupported,
        List<String> subjectTypesSupported,
        List<String> idTokenSigningAlgValuesSupported,
        List<String> grantTypesSupported,
        List<String> tokenEndpointAuthMethodsSupported,
        List<String> tokenEndpointAuthSigningAlgValuesSupported,
        List<String> revocationEndpointAuthMethodsSupported,
        List<String> introspectionEndpointAuthMethodsSupported,
        List<String> codeChallengeMethodsSupported,
        List<String> scopesSupported,
        List<String> claimsSupported,
        List<String> acrValuesSupported,
        List<String> promptValuesSupported,
        boolean claimsParameterSupported,
        boolean requestParameterSupported,
        boolean requestUriParameterSupported,
        boolean authorizationResponseIssParameterSupported,
        boolean backchannelLogoutSupported,
        boolean backchannelLogoutSessionSupported,
        String homewardFlowsEndpoint) {

    private static final List<String> PROOFS = List.of("client_secret_post", "client_secret_basic", "private_key_jwt");
    private static final List<String> PROOFS_OR_NONE =
            List.of("client_secret_post", "client_secret_basic", "private_key_jwt", "none");

    private static final List<String> CLAIMS = List.of(
            "iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "at_hash", "sid", "oid", "tid");

    static Discovery of(Issuer issuer) {
        String tenant = issuer.tenant().toString();
        return of(
                issuer.edge(),
                tenant,
                tenant,
                issuer.oauth("devicecode"),
                List.of(
                        IssueToken.AUTHORIZATION_CODE,
                        IssueToken.REFRESH_TOKEN,
                        IssueToken.CLIENT_CREDENTIALS,
                        IssueToken.TOKEN_EXCHANGE,
                        IssueToken.DEVICE_CODE));
    }

    /**
     * Where the path names no tenant: the endpoints are as it says, issuer and keys are those of the {@code tid} of a token. Only who has signed in
     * has a tenant, so nothing else is granted there.
     */
    static Discovery anywhere(URI edge, String segment) {
        return of(edge, segment, "{tenantid}", null, List.of(IssueToken.AUTHORIZATION_CODE, IssueToken.REFRESH_TOKEN));
    }

    private static Discovery of(
            URI edge, String segment, String tenant, @Nullable String devices, List<String> grants) {
        String endpoints = edge + "/" + segment;
        String oauth = endpoints + "/oauth2/v2.0/";
        return new Discovery(
                edge + "/" + tenant + "/v2.0",
                URI.create(oauth + "authorize"),
                oauth + "token",
                endpoints + "/openid/userinfo",
                edge + "/" + tenant + "/discovery/v2.0/keys",
                oauth + "logout",
                oauth + "revoke",
                oauth + "introspect",
                devices,
                List.of("code"),
                List.of("query", "fragment", "form_post"),
                List.of("public"),
                List.of("RS256"),
                grants,
                PROOFS_OR_NONE,
                List.of("RS256", "PS256", "ES256"),
                PROOFS_OR_NONE,
                PROOFS,
                List.of("S256"),
                List.of(Scopes.OPENID, Scopes.PROFILE, Scopes.EMAIL, Scopes.OFFLINE, edge + "/.default"),
                Stream.concat(CLAIMS.stream(), UserClaims.NAMES.stream()).toList(),
                Assurance.supported(),
                List.of("none", "login", "consent", "select_account"),
                true,
                false,
                false,
                true,
                true,
                true,
                edge + "/v1/flows");
    }
}
