package io.homeward.remediation.openid;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.session.SessionId;
import jakarta.inject.Singleton;
import java.security.Key;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.UnresolvableKeyException;

/** Reads a token that is offered for exchange: one of ours, genuine, current and a person's, or none at all. */
@Singleton
class SubjectTokens {
    private static final Pattern ISSUER = Pattern.compile("(?<edge>.+)/(?<tenant>[0-9a-fA-F-]{36})/v2\\.0");
    private static final int LONGEST = 8_000;

    private final EdgeSettings edge;
    private final SigningKeys keys;
    private final InstantSource clock;
    private final JwtConsumer unverified = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setDisableRequireSignature()
            .setSkipSignatureVerification()
            .build();

    SubjectTokens(EdgeSettings edge, SigningKeys keys, InstantSource clock) {
        this.edge = edge;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * What a person's token says.
     *
     * @param tenant the issuer's, which is the tenant the token lets enter
     * @param acted somebody else carries it for him
     * @param acr how well he was authenticated, and when ({@code authTime})
     * @param grant what it came of; empty where it came of a sign-in or an exchange
     */
    record Subject(
            TenantId tenant,
            TenantId home,
            PersonId person,
            ApplicationId client,
            SessionId session,
            boolean acted,
            Set<String> scopes,
            Optional<String> acr,
            Optional<Instant> authTime,
            Optional<UUID> grant,
            Instant expiresAt) {

        /** D26: only such a token can be exchanged. */
        boolean isOfHome() {
            return tenant.equals(home);
        }
    }

    /** One that opens what is behind the edge. */
    Optional<Subject> read(String token) {
        return read(token, tenant -> List.of(new Issuer(edge.url(), tenant).audience()));
    }

    /** One of this tenant that opens at least the userinfo endpoint. */
    Optional<Subject> shown(TenantId tenant, String token) {
        return read(token, issuing -> {
                    var issuer = new Issuer(edge.url(), issuing);
                    return List.of(issuer.audience(), issuer.userinfo());
                })
                .filter(subject -> subject.tenant().equals(tenant));
    }

    private Optional<Subject> read(String token, Function<TenantId, List<String>> audiences) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            TenantId tenant = issuer(unverified.processToClaims(token).getIssuer());
            JwtClaims claims = verifying(tenant, audiences.apply(tenant)).processToClaims(token);
            if (!"user".equals(claims.getStringClaimValue("idtyp"))) {
                return Optional.empty();
            }
            return Optional.of(new Subject(
                    tenant,
                    TenantId.of(text(claims, "home_tid")),
                    PersonId.of(claims.getSubject()),
                    ApplicationId.of(text(claims, "client_id")),
                    SessionId.of(text(claims, "sid")),
                    claims.hasClaim("act"),
                    Scopes.of(text(claims, "scope")),
                    Optional.ofNullable(claims.getStringClaimValue("acr")),
                    Optional.ofNullable(claims.getNumericDateClaimValue("auth_time"))
                            .map(time -> Instant.ofEpochSecond(time.getValue())),
                    Optional.ofNullable(claims.getStringClaimValue(TokenIssuer.GRANT))
                            .map(UUID::fromString),
                    Instant.ofEpochSecond(claims.getExpirationTime().getValue())));
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private TenantId issuer(String issuer) {
        Matcher parts = ISSUER.matcher(String.valueOf(issuer));
        if (!parts.matches() || !parts.group("edge").equals(edge.url().toString())) {
            throw new IllegalArgumentException("None of ours");
        }
        return TenantId.of(parts.group("tenant"));
    }

    private JwtConsumer verifying(TenantId tenant, List<String> audiences) {
        var issuer = new Issuer(edge.url(), tenant);
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256))
                .setVerificationKeyResolver((signature, nesting) -> key(tenant, signature))
                .setExpectedType(true, TokenIssuer.TYPE)
                .setExpectedIssuer(true, issuer.name())
                .setExpectedAudience(true, audiences.toArray(String[]::new))
                .setRequireSubject()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
    }

    private Key key(TenantId tenant, JsonWebStructure signature) throws UnresolvableKeyException {
        return Optional.ofNullable(signature.getKeyIdHeaderValue())
                .flatMap(id -> keys.published(tenant).stream()
                        .filter(key -> key.id().equals(id))
                        .findFirst())
                .map(SigningKey::publicKey)
                .orElseThrow(() -> new UnresolvableKeyException("No key of that id"));
    }

    private static String text(JwtClaims claims, String name) throws MalformedClaimException {
        return Optional.ofNullable(claims.getStringClaimValue(name))
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }
}
