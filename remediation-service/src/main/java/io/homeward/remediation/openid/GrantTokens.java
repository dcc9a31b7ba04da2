package io.homeward.remediation.openid;

import io.homeward.remediation.openid.DecideAnew.Holding;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer of the token endpoint for what a person has granted. */
@Singleton
class GrantTokens {
    private final TokenIssuer issuer;

    GrantTokens(TokenIssuer issuer) {
        this.issuer = issuer;
    }

    /** @param nonce of the request, once; a refresh has none */
    TokenResponse of(
            Grant grant,
            Holding holding,
            Optional<String> nonce,
            @Nullable String refreshToken,
            TokenRequest request,
            Instant now) {
        TokenResponse access = issuer.forGrant(grant, holding.session(), now);
        boolean openid = grant.scopes().contains(Scopes.OPENID);
        return access.with(
                openid ? issuer.idToken(grant, holding, nonce, access.accessToken(), now) : null,
                refreshToken,
                request.optional("client_info").filter("1"::equals).isPresent() ? clientInfo(grant) : null);
    }

    /** By which libraries of this vocabulary tell accounts apart: the person and his home. */
    private static String clientInfo(Grant grant) {
        String json = "{\"uid\":\"%s\",\"utid\":\"%s\"}".formatted(grant.person(), grant.home());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
