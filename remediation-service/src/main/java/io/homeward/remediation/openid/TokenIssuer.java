package io.homeward.remediation.openid;

import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.directory.Application;
import io.homeward.remediation.session.Session;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

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
        Instant expires = issued.plus(LIFETIME);
        if (session.expiresAt().isBefore(expires)) {
            expires = session.expiresAt().truncatedTo(ChronoUnit.SECONDS);
        }
        String person = session.person().toString();
        JwtClaimsBuilder claims = common(issuer, session.client().toString(), issued, expires)
                .subject(person)
                .claim("oid", person)
                .claim("idtyp", "user")
                .claim("home_tid", home.toString())
                .claim("sid", session.id().toString())
                .claim("auth_time", session.authTime().getEpochSecond())
                .claim("amr", session.amr())
                .claim("se", session.began().session())
                .claim("re", session.began().risk())
                .claim("scored", session.scored())
                .claim("gty", session.grant() == GrantKind.DEVICE_CODE ? "device_code" : "interactive")
                .claim("scope", issuer.scope());
        session.signInRisk().ifPresent(level -> claims.claim("sign_in_risk", level.wireName()));
        session.mfaAt().ifPresent(at -> claims.claim("mfa_time", at.getEpochSecond()));
        return new TokenResponse(
                "Bearer",
                sign(entered, claims),
                exchanged,
                ChronoUnit.SECONDS.between(issued, expires),
                issuer.scope());
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
        SigningKey key = keys.signing(tenant);
        return claims.jws()
                .algorithm(SignatureAlgorithm.RS256)
                .type(TYPE)
                .keyId(key.id())
                .sign(key.privateKey());
    }
}
