package io.homeward.remediation.openid;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** What an issuer says about itself (OpenID Connect Discovery 1.0, RFC 8414). */
public record Discovery(
        String issuer,
        @JsonProperty("token_endpoint") String tokenEndpoint,
        @JsonProperty("jwks_uri") String jwksUri,
        @JsonProperty("response_types_supported") List<String> responseTypesSupported,
        @JsonProperty("subject_types_supported") List<String> subjectTypesSupported,

        @JsonProperty("id_token_signing_alg_values_supported")
        List<String> idTokenSigningAlgValuesSupported,

        @JsonProperty("grant_types_supported") List<String> grantTypesSupported,

        @JsonProperty("token_endpoint_auth_methods_supported")
        List<String> tokenEndpointAuthMethodsSupported,

        @JsonProperty("scopes_supported") List<String> scopesSupported,
        @JsonProperty("homeward_flows_endpoint") String flowsEndpoint) {

    static Discovery of(Issuer issuer) {
        return new Discovery(
                issuer.name(),
                issuer.tokenEndpoint(),
                issuer.keys(),
                List.of("none"),
                List.of("public"),
                List.of("RS256"),
                List.of(IssueToken.CLIENT_CREDENTIALS, IssueToken.TOKEN_EXCHANGE),
                List.of("client_secret_post", "client_secret_basic", "none"),
                List.of(issuer.scope()),
                issuer.edge() + "/v1/flows");
    }
}
