package io.homeward.remediation.openid;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.directory.Application;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Arrays;

/** Answers a token request by its grant. */
@Singleton
class IssueToken {
    static final String AUTHORIZATION_CODE = "authorization_code";
    static final String REFRESH_TOKEN = "refresh_token";
    static final String CLIENT_CREDENTIALS = "client_credentials";
    static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

    static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

    private final Clients clients;
    private final TokenIssuer issuer;
    private final ExchangeToken exchange;
    private final RedeemCode codes;
    private final RefreshGrant refreshes;
    private final RedeemDeviceCode deviceCodes;
    private final InstantSource clock;

    IssueToken(
            Clients clients,
            TokenIssuer issuer,
            ExchangeToken exchange,
            RedeemCode codes,
            RefreshGrant refreshes,
            RedeemDeviceCode deviceCodes,
            InstantSource clock) {
        this.clients = clients;
        this.issuer = issuer;
        this.exchange = exchange;
        this.codes = codes;
        this.refreshes = refreshes;
        this.deviceCodes = deviceCodes;
        this.clock = clock;
    }

    /** @throws OAuthRefusal where there is no token */
    TokenResponse issue(TenantId tenant, TokenRequest request) {
        return switch (request.required("grant_type")) {
            case AUTHORIZATION_CODE -> codes.redeem(tenant, request);
            case REFRESH_TOKEN -> refreshes.refresh(tenant, request);
            case DEVICE_CODE -> deviceCodes.redeem(tenant, request);
            case CLIENT_CREDENTIALS -> toApplication(tenant, request);
            case TOKEN_EXCHANGE -> {
                refuseForeignScope(tenant, request);
                yield exchange.exchange(tenant, request);
            }
            default -> throw new OAuthRefusal(OAuthError.GRANT_UNSUPPORTED);
        };
    }

    private TokenResponse toApplication(TenantId tenant, TokenRequest request) {
        Application application = clients.confidential(tenant, request, clock.instant());
        refuseForeignScope(tenant, request);
        return issuer.forApplication(tenant, application, clock.instant());
    }

    /** There is one scope, which may be left out. */
    private void refuseForeignScope(TenantId tenant, TokenRequest request) {
        String ours = issuer.issuer(tenant).scope();
        boolean foreign = request.optional("scope").stream()
                .flatMap(scope -> Arrays.stream(scope.split(" ")))
                .anyMatch(scope -> !scope.isEmpty() && !scope.equals(ours));
        if (foreign) {
            throw new OAuthRefusal(OAuthError.SCOPE_INVALID, "The only scope here is " + ours + ".");
        }
    }
}
