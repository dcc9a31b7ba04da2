package io.homeward.remediation.federation;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import io.homeward.remediation.directory.IdentityProvider;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an ID token is this provider's, for us, of this very sign-in, and of now (OpenID Connect Core 1.0, 3.1.3.7).
 *
 * @param skew how far its clock may be off
 */
record IdTokenCheck(IdentityProvider provider, Asking asked, Duration skew, Instant now) {
    /** Asymmetric ones alone: a client secret is no key, and {@code none} is no signature. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final Duration OLDEST = Duration.ofMinutes(10);
    private static final int LONGEST_SUBJECT = 255;

    /** It is not what it has to be; the message says in what, for the log. */
    static final class Untrue extends Exception {
        Untrue(String message) {
            super(message);
        }
    }

    /** The key it names is none of those. */
    static final class KeyUnknown extends Exception {}

    /** @throws Untrue whatever is wrong with it, but for a key that may be newer than those we know */
    JWTClaimsSet claims(SignedJWT token, AccessToken accessToken, JWKSet keys) throws Untrue, KeyUnknown {
        JWSAlgorithm algorithm = token.getHeader().getAlgorithm();
        demand(ALGORITHMS.contains(algorithm), "alg");
        String key = token.getHeader().getKeyID();
        if (key != null && keys.getKeyByKeyId(key) == null) {
            throw new KeyUnknown();
        }
        JWTClaimsSet claims = signed(token, keys);
        demand(provider.issuer().equals(claims.getIssuer()), "iss");
        demandAudience(claims);
        demandTime(claims);
        demand(Objects.equals(asked.nonce(), text(claims, "nonce").orElse("")), "nonce");
        String subject = Objects.requireNonNullElse(claims.getSubject(), "");
        demand(!subject.isEmpty() && subject.length() <= LONGEST_SUBJECT, "sub");
        Optional<String> hash = text(claims, "at_hash");
        if (hash.isPresent()) {
            AccessTokenHash expected = AccessTokenHash.compute(accessToken, algorithm, null);
            demand(expected != null && expected.getValue().equals(hash.get()), "at_hash");
        }
        return claims;
    }

    private JWTClaimsSet signed(SignedJWT token, JWKSet keys) throws Untrue {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
        processor.setJWTClaimsSetVerifier((claims, context) -> {}); // below, with the time as an argument
        try {
            return processor.process(token, null);
        } catch (BadJOSEException | JOSEException e) {
            throw new Untrue("signature");
        }
    }

    private void demandAudience(JWTClaimsSet claims) throws Untrue {
        List<String> audience = claims.getAudience();
        demand(audience.contains(provider.clientId()), "aud");
        Optional<String> party = text(claims, "azp");
        demand(audience.size() == 1 || party.isPresent(), "azp");
        demand(party.isEmpty() || party.get().equals(provider.clientId()), "azp");
    }

    private void demandTime(JWTClaimsSet claims) throws Untrue {
        Date ends = claims.getExpirationTime();
        demand(ends != null && now.isBefore(ends.toInstant().plus(skew)), "exp");
        Date issued = claims.getIssueTime();
        demand(issued != null && !issued.toInstant().isAfter(now.plus(skew)), "iat");
        demand(!issued.toInstant().isBefore(now.minus(OLDEST)), "iat");
        Date notBefore = claims.getNotBeforeTime();
        demand(notBefore == null || !notBefore.toInstant().isAfter(now.plus(skew)), "nbf");
        if (asked.since().isPresent()) {
            Instant proven = Instant.ofEpochSecond(seconds(claims, "auth_time"));
            demand(!proven.isBefore(asked.since().get().minus(skew)), "auth_time");
        }
    }

    private static long seconds(JWTClaimsSet claims, String name) throws Untrue {
        return claims.getClaim(name) instanceof Number number ? number.longValue() : instant(claims, name);
    }

    /** The library reads some times by itself. */
    private static long instant(JWTClaimsSet claims, String name) throws Untrue {
        if (claims.getClaim(name) instanceof Date date) {
            return date.toInstant().getEpochSecond();
        }
        throw new Untrue(name);
    }

    private static Optional<String> text(JWTClaimsSet claims, String name) throws Untrue {
        try {
            return Optional.ofNullable(claims.getStringClaim(name));
        } catch (ParseException e) {
            throw new Untrue(name);
        }
    }

    private static void demand(boolean holds, String what) throws Untrue {
        if (!holds) {
            throw new Untrue(what);
        }
    }
}
