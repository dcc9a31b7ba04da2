package io.homeward.remediation.openid;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.directory.Application;
import io.homeward.remediation.openid.DecideAnew.Holding;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * A refresh token against new tokens and its successor (RFC 6749 section 6, RFC 9700 section 4.14.2). Whoever shows one that was used has it from
 * somebody, or somebody has it from him: all that came of the grant ends.
 */
@Singleton
class RefreshGrant {
    private final TenantDatabase database;
    private final Clients clients;
    private final Grants grants;
    private final DecideAnew anew;
    private final GrantTokens tokens;
    private final InstantSource clock;

    RefreshGrant(
            TenantDatabase database,
            Clients clients,
            Grants grants,
            DecideAnew anew,
            GrantTokens tokens,
            InstantSource clock) {
        this.database = database;
        this.clients = clients;
        this.grants = grants;
        this.anew = anew;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** @throws OAuthRefusal where there is no token; what was refused by the law may be tried again with the same one */
    TokenResponse refresh(TenantId tenant, TokenRequest request) {
        Instant now = clock.instant();
        String token = request.required("refresh_token");
        Optional<Grant> found = database.in(tenant, handle -> found(handle, tenant, token, now));
        Application client =
                clients.known(tenant, request, found.filter(Grant::publicly).isPresent(), now);
        Grant grant = found.filter(each -> each.client().equals(client.id()))
                .orElseThrow(() -> new OAuthRefusal(OAuthError.REFRESH_INVALID));
        Grant asked = narrowed(grant, request);
        Holding holding = anew.refresh(grant, client, request.from(), now);
        String successor = database.in(tenant, handle -> rotated(handle, tenant, token, now))
                .orElseThrow(() -> new OAuthRefusal(OAuthError.REFRESH_INVALID));
        return tokens.of(asked, holding, Optional.empty(), successor, request, now);
    }

    /** The grant of a token that is good; that of one which was used ends now, and is none. */
    private Optional<Grant> found(Handle handle, TenantId tenant, String token, Instant now) {
        return good(handle, tenant, token, now).map(Grants.Shown.Good::grant);
    }

    private Optional<String> rotated(Handle handle, TenantId tenant, String token, Instant now) {
        return good(handle, tenant, token, now).map(good -> grants.rotate(handle, good, token, now));
    }

    private Optional<Grants.Shown.Good> good(Handle handle, TenantId tenant, String token, Instant now) {
        return switch (grants.show(handle, tenant, token, now)) {
            case Grants.Shown.Good good -> Optional.of(good);
            case Grants.Shown.Reused(var id) -> {
                grants.end(handle, tenant, id, "refreshTokenReused", now);
                yield Optional.empty();
            }
            case Grants.Shown.None() -> Optional.empty();
        };
    }

    private static Grant narrowed(Grant grant, TokenRequest request) {
        Optional<Set<String>> scopes = request.optional("scope").map(Scopes::of);
        return scopes.map(asked -> grant.narrowed(asked)
                        .orElseThrow(() -> new OAuthRefusal(
                                OAuthError.SCOPE_INVALID, "A refresh asks for no more than was granted.")))
                .orElse(grant);
    }
}
