package io.homeward.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/**
 * Tokens for customers' applications: RS256, {@code iss} is {@code {edge}/apps}, {@code aud} the one application, valid for
 * {@link #LIFETIME}. Claims: {@code sub}, {@code tid} (the tenant entered), {@code home_tid}, {@code roles} (those in that
 * tenant), {@code idtyp} {@code user} or {@code app}.
 *
 * <p>Signing costs 0.7 ms, so a token is used again for the same (caller, tenant, application, roles) while it is good for at
 * least {@link #MARGIN} more.
 */
@Singleton
public class ApplicationTokens {
    static final Duration LIFETIME = Duration.ofSeconds(60);
    static final Duration MARGIN = Duration.ofSeconds(10);
    private static final int KEPT = 50_000;

    /** What a token says, except when. */
    private record Wanted(
            UUID subject, TenantId home, TenantId tenant, ApplicationId application, Set<String> roles, String kind) {}

    private record Made(String token, Instant usableUntil) {}

    private final String issuer;
    private final ApplicationTokenKey key;
    private final Cache<Wanted, Made> made =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    @Inject
    ApplicationTokens(@ConfigProperty(name = "homeward.edge.url") String edge, ApplicationTokenKey key) {
        this.issuer = edge + "/apps";
        this.key = key;
    }

    /**
     * A token with which this caller may be told to this application.
     *
     * @throws IllegalArgumentException for callers who are nobody's business there: our services, and nobody
     */
    public String make(Caller caller, ApplicationId application, Instant now) {
        Wanted wanted =
                switch (caller) {
                    case Caller.Person person ->
                        new Wanted(
                                person.id().value(),
                                person.home(),
                                person.tenant(),
                                application,
                                person.roles(),
                                "user");
                    case Caller.Application other ->
                        new Wanted(other.id().value(), other.tenant(), other.tenant(), application, Set.of(), "app");
                    case Caller.Service service ->
                        throw new IllegalArgumentException("No application is told of " + service);
                    case Caller.Anonymous anonymous ->
                        throw new IllegalArgumentException("No application is told of " + anonymous);
                };
        Made kept = made.getIfPresent(wanted);
        if (kept != null && now.isBefore(kept.usableUntil())) {
            return kept.token();
        }
        Made fresh = new Made(sign(wanted, now), now.plus(LIFETIME).minus(MARGIN));
        made.put(wanted, fresh);
        return fresh.token();
    }

    private String sign(Wanted wanted, Instant now) {
        var claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(wanted.application().toString());
        claims.setSubject(wanted.subject().toString());
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFETIME).getEpochSecond()));
        claims.setStringClaim("tid", wanted.tenant().toString());
        claims.setStringClaim("home_tid", wanted.home().toString());
        claims.setStringListClaim("roles", List.copyOf(wanted.roles()));
        claims.setStringClaim("idtyp", wanted.kind());
        return key.sign("at+jwt", claims);
    }
}
