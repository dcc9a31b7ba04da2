package io.homeward.remediation.openid;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.directory.Application;
import io.homeward.remediation.directory.Applications;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Answers a token request by its grant. */
@Singleton
class IssueToken {
    static final String CLIENT_CREDENTIALS = "client_credentials";
    static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

    /** Hashed in place of a secret where there is no client. */
    private static final Application NOBODY = new Application(
            new ApplicationId(new UUID(0, 0)),
            new TenantId(new UUID(0, 0)),
            "",
            false,
            Set.of(),
            Set.of(),
            Optional.empty(),
            List.of());

    private final TenantDatabase database;
    private final Applications applications;
    private final TokenIssuer issuer;
    private final ExchangeToken exchange;
    private final InstantSource clock;

    IssueToken(
            TenantDatabase database,
            Applications applications,
            TokenIssuer issuer,
            ExchangeToken exchange,
            InstantSource clock) {
        this.database = database;
        this.applications = applications;
        this.issuer = issuer;
        this.exchange = exchange;
        this.clock = clock;
    }

    /** @throws OAuthRefusal where there is no token */
    TokenResponse issue(TenantId tenant, TokenRequest request) {
        return switch (request.required("grant_type")) {
            case CLIENT_CREDENTIALS -> toApplication(tenant, request);
            case TOKEN_EXCHANGE -> {
                refuseForeignScope(tenant, request);
                yield exchange.exchange(tenant, request);
            }
            default -> throw new OAuthRefusal(OAuthError.GRANT_UNSUPPORTED);
        };
    }

    /** An unknown tenant, an unknown client and a wrong secret have one answer. */
    private TokenResponse toApplication(TenantId tenant, TokenRequest request) {
        Optional<Application> application = request.client()
                .flatMap(client -> database.in(tenant, handle -> applications.enabled(handle, tenant, client)));
        String secret = request.secret().orElse("");
        boolean genuine = application.orElse(NOBODY).hasSecret(secret, clock.instant());
        if (application.isEmpty() || !genuine) {
            throw new OAuthRefusal(OAuthError.CLIENT_UNKNOWN);
        }
        refuseForeignScope(tenant, request);
        return issuer.forApplication(tenant, application.get(), clock.instant());
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
