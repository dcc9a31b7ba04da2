package io.homeward.remediation.openid;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.directory.Application;
import io.homeward.remediation.openid.AuthorizationRequests.Answered;
import io.homeward.remediation.openid.AuthorizationRequests.Kept;
import io.homeward.remediation.openid.DecideAnew.Holding;
import io.homeward.remediation.session.SessionId;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * A code against tokens (RFC 6749 section 4.1.3), once. Of a code that comes a second time somebody else has the first: what came of it ends
 * (section 4.1.2).
 */
@Singleton
class RedeemCode {
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    /** So long a used code is known to have been one. */
    private static final Duration REMEMBERED = Duration.ofHours(24);

    /** In place of what came of a code that was used twice. */
    private static final UUID REUSED = new UUID(0, 0);

    private final TenantDatabase database;
    private final Clients clients;
    private final AuthorizationRequests requests;
    private final Grants grants;
    private final DecideAnew anew;
    private final GrantTokens tokens;
    private final EdgeSettings edge;
    private final InstantSource clock;

    RedeemCode(
            TenantDatabase database,
            Clients clients,
            AuthorizationRequests requests,
            Grants grants,
            DecideAnew anew,
            GrantTokens tokens,
            EdgeSettings edge,
            InstantSource clock) {
        this.database = database;
        this.clients = clients;
        this.requests = requests;
        this.grants = grants;
        this.anew = anew;
        this.tokens = tokens;
        this.edge = edge;
        this.clock = clock;
    }

    /** @throws OAuthRefusal where there is no token */
    TokenResponse redeem(TenantId tenant, TokenRequest request) {
        Instant now = clock.instant();
        String code = request.required("code");
        String redirectUri = request.required("redirect_uri");
        Application client = clients.knownAt(tenant, request, redirectUri, now);
        Spent spent =
                switch (database.in(tenant, handle -> spend(handle, tenant, code, request, client, now))) {
                    case Use.Good(var good) -> good;
                    case Use.Bad(var error) -> throw new OAuthRefusal(error);
                };
        Holding holding = anew.live(spent.home(), spent.session(), false, now);
        Grant grant =
                Grant.of(spent.grant(), spent.request(), client.publicAt(redirectUri), spent.home(), holding.session());
        String refreshToken = database.in(
                        tenant, handle -> begin(handle, grant, spent.request().id(), now))
                .orElseThrow(() -> new OAuthRefusal(OAuthError.CODE_REUSED));
        return tokens.of(
                grant, holding, spent.request().nonce(), refreshToken.isEmpty() ? null : refreshToken, request, now);
    }

    private record Spent(AuthorizationRequest request, TenantId home, SessionId session, UUID grant) {}

    /** What becomes of showing a code; what is refused is kept all the same. */
    private sealed interface Use {
        record Good(Spent spent) implements Use {}

        record Bad(OAuthError error) implements Use {}
    }

    private Use spend(
            Handle handle, TenantId tenant, String code, TokenRequest request, Application client, Instant now) {
        Optional<Kept> found = requests.byCode(handle, tenant, code, now);
        if (found.isEmpty()
                || !found.get().request().client().equals(client.id())
                || !found.get().request().redirectUri().toString().equals(request.required("redirect_uri"))) {
            return new Use.Bad(OAuthError.CODE_INVALID);
        }
        AuthorizationRequest asked = found.get().request();
        Answered answered = found.get().answered().orElseThrow();
        if (answered.grant().isPresent()) {
            grants.end(handle, tenant, answered.grant().get(), "codeReused", now);
            requests.redeemed(handle, asked.id(), REUSED, now.plus(REMEMBERED));
            return new Use.Bad(OAuthError.CODE_REUSED);
        }
        if (!now.isBefore(answered.codeExpiresAt())) {
            return new Use.Bad(OAuthError.CODE_EXPIRED);
        }
        if (!verified(asked, request)) {
            return new Use.Bad(OAuthError.VERIFIER_WRONG);
        }
        UUID grant = UUID.randomUUID();
        requests.redeemed(handle, asked.id(), grant, now.plus(REMEMBERED));
        return new Use.Good(new Spent(asked, answered.home(), answered.session(), grant));
    }

    /** @return the first refresh token, empty where there is none; nothing where the code came a second time meanwhile */
    private Optional<String> begin(Handle handle, Grant grant, AuthorizationId request, Instant now) {
        if (!requests.cameOf(handle, request, grant.id())) {
            return Optional.empty();
        }
        grants.begin(handle, grant, now);
        boolean refreshable = grant.refreshable(new Issuer(edge.url(), grant.tenant()));
        return Optional.of(refreshable ? grants.refreshToken(handle, grant, now) : "");
    }

    /** RFC 7636 section 4.6; and a verifier where there was no challenge is somebody else's code (RFC 9700 section 2.1.1). */
    private static boolean verified(AuthorizationRequest asked, TokenRequest request) {
        Optional<String> verifier = request.optional("code_verifier");
        if (asked.codeChallenge().isEmpty() || verifier.isEmpty()) {
            return asked.codeChallenge().isEmpty() && verifier.isEmpty();
        }
        return VERIFIER.matcher(verifier.get()).matches()
                && MessageDigest.isEqual(
                        s256(verifier.get()), asked.codeChallenge().get().getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] s256(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encode(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
