package io.homeward.remediation.openid;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.directory.Application;
import io.homeward.remediation.session.Secrets;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.jwx.Headers;

/**
 * Assertions with which clients prove themselves ({@code private_key_jwt}, RFC 7523): signed with a key that is registered, for this issuer,
 * short-lived, and good once. Only one that names its certificate ({@code x5t}) may come again, within its ten minutes: the libraries that make
 * those show each until it ends.
 */
@Singleton
class ClientAssertions {
    /** Longer than any client needs; so long each is remembered. */
    private static final Duration LONGEST_LIFE = Duration.ofHours(1);

    /** As long as libraries make one that they show more than once. */
    private static final Duration LONGEST_LIFE_OF_REPEATED = Duration.ofMinutes(10);

    private static final String TOKEN_ENDPOINT = "/oauth2/v2.0/token";
    private static final int SKEW_SECONDS = 30;
    private static final int LONGEST = 8_000;
    private static final int REMOVED_AT_ONCE = 100;

    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

    private final TenantDatabase database;
    private final EdgeSettings edge;
    private final PathTenants tenants;

    ClientAssertions(TenantDatabase database, EdgeSettings edge, PathTenants tenants) {
        this.database = database;
        this.edge = edge;
        this.tenants = tenants;
    }

    /** Whose it says to be; nothing is proven by that. */
    static Optional<ApplicationId> claimed(String assertion) {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setSkipAllValidators()
                    .setDisableRequireSignature()
                    .setSkipSignatureVerification()
                    .build()
                    .processToClaims(assertion.length() > LONGEST ? "" : assertion);
            return Optional.of(ApplicationId.of(String.valueOf(claims.getSubject())));
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the application has made it, for this issuer, and not shown it before. */
    boolean proves(TenantId tenant, Application application, String assertion, Instant now) {
        if (assertion.length() > LONGEST) {
            return false;
        }
        return application.publicKeys(now).stream()
                .flatMap(key -> read(tenant, application, key, assertion, now).stream())
                .findFirst()
                .filter(claims -> claims.mayComeAgain() || firstTime(tenant, application, claims, now))
                .isPresent();
    }

    private record Said(String jti, Instant expiresAt, boolean mayComeAgain) {}

    private Optional<Said> read(
            TenantId tenant, Application application, PublicKey key, String assertion, Instant now) {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ALGORITHMS)
                .setVerificationKey(key)
                .setExpectedIssuer(application.id().toString())
                .setExpectedSubject(application.id().toString())
                .setSkipDefaultAudienceValidation()
                .setRequireExpirationTime()
                .setRequireJwtId()
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                .build();
        try {
            JwtContext read = consumer.process(assertion);
            JwtClaims claims = read.getJwtClaims();
            Instant expires = Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis());
            boolean meant = claims.getAudience().stream().anyMatch(audience -> means(tenant, audience));
            return !meant || expires.isAfter(now.plus(LONGEST_LIFE))
                    ? Optional.empty()
                    : Optional.of(new Said(
                            claims.getJwtId(), expires.plusSeconds(SKEW_SECONDS), mayComeAgain(read, expires, now)));
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }

    /** The issuer, or its token endpoint by whichever name the client knows the tenant. */
    private boolean means(TenantId tenant, String audience) {
        String before = edge.url() + "/";
        if (audience.equals(new Issuer(edge.url(), tenant).name())) {
            return true;
        }
        if (!audience.startsWith(before) || !audience.endsWith(TOKEN_ENDPOINT)) {
            return false;
        }
        String segment = audience.substring(
                before.length(), Math.max(before.length(), audience.length() - TOKEN_ENDPOINT.length()));
        return tenants.any(segment) || tenants.of(segment).equals(tenant);
    }

    private static boolean mayComeAgain(JwtContext read, Instant expires, Instant now) {
        Headers headers = read.getJoseObjects().getFirst().getHeaders();
        boolean certificate = headers.getStringHeaderValue(HeaderParameterNames.X509_CERTIFICATE_THUMBPRINT) != null
                || headers.getStringHeaderValue(HeaderParameterNames.X509_CERTIFICATE_SHA256_THUMBPRINT) != null;
        return certificate
                && !expires.isAfter(now.plus(LONGEST_LIFE_OF_REPEATED).plusSeconds(SKEW_SECONDS));
    }

    private boolean firstTime(TenantId tenant, Application application, Said said, Instant now) {
        return database.in(tenant, handle -> {
            handle.createUpdate("""
                            delete from client_assertion where tenant_id = :tenant and (client_id, jti_hash) in (
                                select client_id, jti_hash from client_assertion where tenant_id = :tenant and expires_at < :now
                                order by expires_at limit :most for update skip locked)
                            """)
                    .bind("tenant", tenant.value())
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .bind("most", REMOVED_AT_ONCE)
                    .execute();
            return handle.createUpdate("""
                            insert into client_assertion (tenant_id, client_id, jti_hash, expires_at)
                            values (:tenant, :client, :jti, :expires) on conflict do nothing
                            """)
                            .bind("tenant", tenant.value())
                            .bind("client", application.id().value())
                            .bind("jti", Secrets.hash(said.jti()))
                            .bind("expires", said.expiresAt().atOffset(ZoneOffset.UTC))
                            .execute()
                    == 1;
        });
    }
}
