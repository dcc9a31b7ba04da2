package io.homeward.remediation.openid;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth token answer (RFC 6749 section 5.1, RFC 8693 section 2.2.1).
 *
 * @param expiresIn seconds
 * @param issuedTokenType of an exchange only
 * @param idToken where the scope is {@code openid}
 * @param clientInfo where the client asks for it: who it is and of which home, Base64 of JSON
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenResponse(
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("issued_token_type") @Nullable String issuedTokenType,
        @JsonProperty("expires_in") long expiresIn,
        String scope,
        @JsonProperty("id_token") @Nullable String idToken,
        @JsonProperty("refresh_token") @Nullable String refreshToken,
        @JsonProperty("client_info") @Nullable String clientInfo) {

    /** An access token and no more. */
    TokenResponse(
            String tokenType, String accessToken, @Nullable String issuedTokenType, long expiresIn, String scope) {
        this(tokenType, accessToken, issuedTokenType, expiresIn, scope, null, null, null);
    }

    TokenResponse with(@Nullable String id, @Nullable String refresh, @Nullable String client) {
        return new TokenResponse(tokenType, accessToken, issuedTokenType, expiresIn, scope, id, refresh, client);
    }

    @Override
    public String toString() {
        return "TokenResponse[" + scope + "]";
    }
}
