package io.homeward.tenancy;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.Startup;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells the framework what a genuine internal token is. Said in code and not in properties, so that no deployment can
 * loosen it: HS256 and nothing else, under this service's own key, for this service, not older than a token may get.
 *
 * <p>The issuer is not compared here, since several services make tokens for one; {@link InternalToken} knows them all.
 *
 * <p>It is made at start: a service without its key does not begin to listen.
 */
@Startup
@Singleton
@IfBuildProperty(name = "quarkus.smallrye-jwt.enabled", stringValue = "true", enableIfMissing = true)
public class InternalVerification {

    /** How far the clocks of two machines may be apart. */
    static final int CLOCK_SKEW_SECONDS = 5;

    private final JWTAuthContextInfo genuine;

    InternalVerification(@ConfigProperty(name = "homeward.service") String service, InternalKeys keys) {
        genuine = new JWTAuthContextInfo();
        genuine.setSecretVerificationKey(keys.of(service));
        genuine.setSignatureAlgorithm(Set.of(SignatureAlgorithm.HS256));
        genuine.setRelaxVerificationKeyValidation(false);
        genuine.setExpectedAudience(Set.of(service));
        genuine.setRequiredClaims(Set.of("iss", "sub", "aud", "kind", "iat", "exp"));
        genuine.setClockSkew(CLOCK_SKEW_SECONDS);
        genuine.setMaxTimeToLiveSecs(InternalToken.LIFETIME.toSeconds());
        genuine.setTokenAge(InternalToken.LIFETIME.toSeconds() + CLOCK_SKEW_SECONDS);
        genuine.setTokenHeader("Authorization");
    }

    @Produces
    @Alternative
    @Priority(1)
    @Singleton
    JWTAuthContextInfo genuine() {
        return genuine;
    }
}
