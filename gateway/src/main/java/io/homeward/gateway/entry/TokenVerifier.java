package io.homeward.gateway.entry;

import io.homeward.accessrules.TenantId;
import io.homeward.gateway.replica.Replicas;
import io.homeward.gateway.web.Fault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * Says whether a public token is genuine, and who calls with it. Blocks nobody: an answer is there at once, unless the issuer's keys have
 * to be fetched.
 */
@Singleton
public class TokenVerifier {
    private static final AlgorithmConstraints ONLY_RS256 =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256);

    /** RFC 9068: "at+jwt", also written out as a media type. */
    private static final Set<String> ACCESS_TOKEN_TYPES = Set.of("at+jwt", "application/at+jwt");

    private static final Verification NOT_OURS =
            new Verification.Refused(Fault.TOKEN_NOT_OURS, "No tenant of this service signed the access token.");

    private final EntrySettings settings;
    private final Function<TenantId, CompletionStage<Boolean>> known;
    private final TenantKeys keys;
    private final InstantSource clock;
    private final VerifiedTokens verified;

    @Inject
    TokenVerifier(EntrySettings settings, Replicas replicas, TenantKeys keys, InstantSource clock) {
        this(settings, replicas::knowsByNow, keys, clock);
    }

    /** @param known whether there is such a tenant; may take a moment to say no */
    TokenVerifier(
            EntrySettings settings,
            Function<TenantId, CompletionStage<Boolean>> known,
            TenantKeys keys,
            InstantSource clock) {
        this.settings = settings;
        this.known = known;
        this.keys = keys;
        this.clock = clock;
        this.verified = new VerifiedTokens(settings.cachedTokens());
    }

    /** The stage never fails: whatever is wrong is {@link Verification.Refused}. */
    public CompletionStage<Verification> verify(String token) {
        if (token.length() > EntrySettings.LONGEST_TOKEN) {
            return refused(Fault.TOKEN_MALFORMED, "An access token has at most 8192 characters.");
        }
        String fingerprint = VerifiedTokens.fingerprint(token);
        Optional<PublicCaller> before = verified.find(fingerprint, clock.instant());
        if (before.isPresent()) {
            var genuine = new Verification.Genuine(before.get(), fingerprint);
            return known.apply(genuine.caller().tenant()).thenApply(still -> still ? genuine : NOT_OURS);
        }
        try {
            return look(token, fingerprint);
        } catch (JoseException | InvalidJwtException e) {
            return refused(Fault.TOKEN_MALFORMED, "The access token is no JSON Web Token in compact form.");
        }
    }

    private CompletionStage<Verification> look(String token, String fingerprint)
            throws JoseException, InvalidJwtException {
        var jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(ONLY_RS256);
        jws.setCompactSerialization(token);
        if (!AlgorithmIdentifiers.RSA_USING_SHA256.equals(jws.getAlgorithmHeaderValue())) {
            return refused(Fault.TOKEN_WRONG_ALGORITHM, "Access tokens are signed with RS256.");
        }
        String type = jws.getHeader("typ");
        if (type == null || !ACCESS_TOKEN_TYPES.contains(type.toLowerCase(Locale.ROOT))) {
            return refused(Fault.TOKEN_WRONG_TYPE, "An access token says typ at+jwt (RFC 9068).");
        }
        var claims = JwtClaims.parse(jws.getUnverifiedPayload());
        Optional<TenantId> named = issuer(claims);
        String keyId = jws.getKeyIdHeaderValue();
        if (named.isEmpty() || keyId == null) {
            return answer(NOT_OURS);
        }
        TenantId issuer = named.get();
        return known.apply(issuer)
                .thenCompose(exists -> exists
                        ? keys.find(issuer, keyId)
                        : CompletableFuture.completedStage(Optional.<PublicKey>empty()))
                .thenApply(key -> key.map(found -> check(jws, found, claims, issuer, fingerprint))
                        .orElse(NOT_OURS))
                .exceptionally(away -> new Verification.Refused(
                        Fault.KEYS_AWAY, "The keys of the token's issuer cannot be had at the moment."));
    }

    private Verification check(
            JsonWebSignature jws, PublicKey key, JwtClaims claims, TenantId issuer, String fingerprint) {
        try {
            jws.setKey(key);
            if (!jws.verifySignature()) {
                return NOT_OURS;
            }
        } catch (JoseException e) {
            return NOT_OURS;
        }
        Verification outcome = new PublicClaims(settings.edge(), claims).read(issuer, clock.instant(), fingerprint);
        if (outcome instanceof Verification.Genuine genuine) {
            verified.keep(fingerprint, genuine.caller());
        }
        return outcome;
    }

    /** The tenant of {@code {edge}/{tenant}/v2.0}, to the letter; nothing for any other issuer. */
    private Optional<TenantId> issuer(JwtClaims claims) {
        if (!(claims.getClaimValue("iss") instanceof String issuer)) {
            return Optional.empty();
        }
        String before = settings.edge() + "/";
        int length = before.length() + 36; // a UUID's text
        if (issuer.length() <= length) {
            return Optional.empty();
        }
        try {
            TenantId tenant = TenantId.of(issuer.substring(before.length(), length));
            return Optional.of(tenant).filter(each -> issuer.equals(before + each + "/v2.0"));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static CompletionStage<Verification> refused(Fault fault, String detail) {
        return answer(new Verification.Refused(fault, detail));
    }

    private static CompletionStage<Verification> answer(Verification verification) {
        return CompletableFuture.completedStage(verification);
    }
}
