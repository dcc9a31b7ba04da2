package io.homeward.remediation.openid;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth token answer (RFC 6749 section 5.1, RFC 8693 section 2.2.1).
 *
 * @param expiresIn seconds
 * @param issuedTokenType of an exchange only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenResponse(
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("issued_token_type") @Nullable String issuedTokenType,
        @JsonProperty("expires_in") long expiresIn,
        String scope) {

    @Override
    public String toString() {
        return "TokenResponse[" + scope + "]";
    }
}
