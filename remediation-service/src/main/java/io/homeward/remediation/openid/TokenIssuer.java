package io.homeward.remediation.openid;

import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.directory.Application;
import io.homeward.remediation.openid.DecideAnew.Holding;
import io.homeward.remediation.session.Session;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes access tokens (RFC 9068), signed by the tenant that is entered. */
@Singleton
public class TokenIssuer {

    /** Long enough to be cached by who verifies it, short enough to make ordinary log-outs nobody's business. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    static final String TYPE = "at+jwt";

    /** Of ID tokens, so that neither is taken for the other. */
    static final String ID_TYPE = "JWT";

    /** An ID token is read at once; as a hint it does for longer. */
    static final Duration ID_LIFETIME = Duration.ofHours(1);

    static final String LOGOUT_TYPE = "logout+jwt";

    /** What the specification recommends at most. */
    private static final Duration LOGOUT_LIFETIME = Duration.ofMinutes(2);

    static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    /** Of an access token: what it came of, so that it ends with that. */
    static final String GRANT = "grant_id";

    private final EdgeSettings edge;
    private final SigningKeys keys;

    TokenIssuer(EdgeSettings edge, SigningKeys keys) {
        this.edge = edge;
        this.keys = keys;
    }

    /** For the person's own tenant: what a sign-in ends with. */
    public TokenResponse forHome(TenantId home, Session session, Instant now) {
        return forPerson(home, home, session, null, now);
    }

    /** For a tenant that is not the person's own. */
    TokenResponse forCustomer(TenantId home, TenantId customer, Session session, Instant now) {
        return forPerson(home, customer, session, ACCESS_TOKEN, now);
    }

    /**
     * For what a person has granted an application. Without the issuer's own scope it opens nothing but the userinfo endpoint, whose address is
     * its audience.
     */
    TokenResponse forGrant(Grant grant, Session session, Instant now) {
        Issuer issuer = issuer(grant.tenant());
        String scope = String.join(" ", new TreeSet<>(grant.scopes()));
        String audience = grant.scopes().contains(issuer.scope()) ? issuer.audience() : issuer.userinfo();
        Instant issued = now.truncatedTo(ChronoUnit.SECONDS);
        Instant expires = earlier(issued.plus(LIFETIME), grant.expiresAt());
        JwtClaimsBuilder claims = person(
                common(issuer, grant.client().toString(), issued, expires).audience(audience),
                grant.home(),
                session,
                scope);
        claims.claim(GRANT, grant.id().toString());
        if (grant.challenges()) {
            claims.claim("xms_cc", List.of("cp1"));
        }
        return new TokenResponse(
                "Bearer", sign(grant.tenant(), claims), null, ChronoUnit.SECONDS.between(issued, expires), scope);
    }

    /** Who somebody is and how he has signed in, for one client (OpenID Connect Core section 2). */
    String idToken(Grant grant, Holding holding, Optional<String> nonce, String accessToken, Instant now) {
        Issuer issuer = issuer(grant.tenant());
        Session session = holding.session();
        Instant issued = now.truncatedTo(ChronoUnit.SECONDS);
        JwtClaimsBuilder claims = Jwt.issuer(issuer.name())
                .audience(grant.client().toString())
                .subject(session.person().toString())
                .issuedAt(issued)
                .expiresAt(issued.plus(ID_LIFETIME))
                .claim("oid", session.person().toString())
                .claim("tid", grant.tenant().toString())
                .claim("sid", session.id().toString())
                .claim("auth_time", session.authTime().getEpochSecond())
                .claim("amr", session.amr())
                .claim("acr", Assurance.of(session).acr())
                .claim("at_hash", half(accessToken))
                .claim("ver", "2.0");
        nonce.ifPresent(value -> claims.claim("nonce", value));
        UserClaims.of(holding.person(), grant.scopes(), grant.claims().idToken())
                .forEach(claims::claim);
        return sign(grant.tenant(), claims, ID_TYPE);
    }

    /** That a session has ended, for one client (OpenID Connect Back-Channel Logout 1.0 section 2.4): no nonce, so that it is never taken for an ID token. */
    String logoutToken(TenantId tenant, LogoutNotices.Due due, Instant now) {
        Instant issued = now.truncatedTo(ChronoUnit.SECONDS);
        JwtClaimsBuilder claims = Jwt.issuer(issuer(tenant).name())
                .audience(due.client().toString())
                .subject(due.person().toString())
                .issuedAt(issued)
                .expiresAt(issued.plus(LOGOUT_LIFETIME))
                .claim("jti", UUID.randomUUID().toString())
                .claim("sid", due.session().toString())
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        return sign(tenant, claims, LOGOUT_TYPE);
    }

    private static String half(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    TokenResponse forApplication(TenantId tenant, Application application, Instant now) {
        Issuer issuer = issuer(tenant);
        Instant issued = now.truncatedTo(ChronoUnit.SECONDS);
        String id = application.id().toString();
        JwtClaimsBuilder claims = common(issuer, id, issued, issued.plus(LIFETIME))
                .subject(id)
                .claim("idtyp", "app")
                .claim("roles", application.permissions());
        return new TokenResponse("Bearer", sign(tenant, claims), null, LIFETIME.toSeconds(), issuer.scope());
    }

    Issuer issuer(TenantId tenant) {
        return new Issuer(edge.url(), tenant);
    }

    private TokenResponse forPerson(
            TenantId home, TenantId entered, Session session, @Nullable String exchanged, Instant now) {
        Issuer issuer = issuer(entered);
        Instant issued = now.truncatedTo(ChronoUnit.SECONDS);
        Instant expires = earlier(issued.plus(LIFETIME), session.expiresAt());
        JwtClaimsBuilder claims =
                person(common(issuer, session.client().toString(), issued, expires), home, session, issuer.scope());
        return new TokenResponse(
                "Bearer",
                sign(entered, claims),
                exchanged,
                ChronoUnit.SECONDS.between(issued, expires),
                issuer.scope());
    }

    private static Instant earlier(Instant one, Instant other) {
        return other.isBefore(one) ? other.truncatedTo(ChronoUnit.SECONDS) : one;
    }

    private static JwtClaimsBuilder person(JwtClaimsBuilder claims, TenantId home, Session session, String scope) {
        String person = session.person().toString();
        claims.subject(person)
                .claim("oid", person)
                .claim("idtyp", "user")
                .claim("home_tid", home.toString())
                .claim("sid", session.id().toString())
                .claim("auth_time", session.authTime().getEpochSecond())
                .claim("amr", session.amr())
                .claim("acr", Assurance.of(session).acr())
                .claim("se", session.began().session())
                .claim("re", session.began().risk())
                .claim("scored", session.scored())
                .claim("gty", session.grant() == GrantKind.DEVICE_CODE ? "device_code" : "interactive")
                .claim("scope", scope);
        session.signInRisk().ifPresent(level -> claims.claim("sign_in_risk", level.wireName()));
        session.mfaAt().ifPresent(at -> claims.claim("mfa_time", at.getEpochSecond()));
        return claims;
    }

    private static JwtClaimsBuilder common(Issuer issuer, String client, Instant issued, Instant expires) {
        return Jwt.issuer(issuer.name())
                .audience(issuer.audience())
                .issuedAt(issued)
                .expiresAt(expires)
                .claim("nbf", issued.getEpochSecond())
                .claim("jti", UUID.randomUUID().toString())
                .claim("client_id", client)
                .claim("tid", issuer.tenant().toString());
    }

    private String sign(TenantId tenant, JwtClaimsBuilder claims) {
        return sign(tenant, claims, TYPE);
    }

    String sign(TenantId tenant, JwtClaimsBuilder claims, String type) {
        SigningKey key = keys.signing(tenant);
        return claims.jws()
                .algorithm(SignatureAlgorithm.RS256)
                .type(type)
                .keyId(key.id())
                .sign(key.privateKey().orElseThrow());
    }
}
