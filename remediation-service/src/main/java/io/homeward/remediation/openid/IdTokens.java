package io.homeward.remediation.openid;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.PersonId;
import io.homeward.remediation.session.SessionId;
import jakarta.inject.Singleton;
import java.security.Key;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.UnresolvableKeyException;

/** ID tokens (OpenID Connect Core section 2) that come back as a hint about whom a request is. */
@Singleton
class IdTokens {
    private static final int LONGEST = 8_000;

    private final SigningKeys keys;

    IdTokens(SigningKeys keys) {
        this.keys = keys;
    }

    /** @param session of which it told */
    record Hint(PersonId person, ApplicationId client, Optional<SessionId> session) {}

    /** What a token of this issuer says; one that has expired hints as well. */
    Optional<Hint> hint(Issuer issuer, String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            JwtClaims claims = verifying(issuer).processToClaims(token);
            List<String> audience = claims.getAudience();
            return Optional.of(new Hint(
                    PersonId.of(claims.getSubject()),
                    ApplicationId.of(audience.getFirst()),
                    Optional.ofNullable(claims.getStringClaimValue("sid")).map(SessionId::of)));
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private JwtConsumer verifying(Issuer issuer) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256))
                .setVerificationKeyResolver((signature, nesting) -> key(issuer, signature))
                .setExpectedType(true, TokenIssuer.ID_TYPE)
                .setExpectedIssuer(true, issuer.name())
                .setSkipDefaultAudienceValidation()
                .setRequireSubject()
                .setEvaluationTime(org.jose4j.jwt.NumericDate.fromSeconds(0))
                .build();
    }

    private Key key(Issuer issuer, JsonWebStructure signature) throws UnresolvableKeyException {
        return keys.ever(issuer.tenant()).stream()
                .filter(key -> key.id().equals(signature.getKeyIdHeaderValue()))
                .findFirst()
                .map(SigningKey::publicKey)
                .orElseThrow(() -> new UnresolvableKeyException("No key of that id"));
    }
}
