package io.homeward.tenancy;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The token that services believe: a JWT (RFC 7519) with HS256 under the key of the one service it is made for
 * ({@code aud}), valid for {@link #LIFETIME}. Only the gateway and the services make them; nothing from outside is one.
 *
 * <p>Claims: {@code iss} the maker's name, {@code aud} the service, {@code kind} one of {@code person}, {@code application}, {@code service},
 * {@code anonymous}, and by kind {@code sub}, {@code home}, {@code tenant}, {@code roles}, {@code scopes}, {@code client_id}, {@code sid},
 * {@code auth_time}, {@code mfa_at} (seconds since the epoch), {@code actor}, {@code permissions}.
 */
public final class InternalToken {

    /** Long enough to be cached and reused by the maker, short enough that a copied one is soon worthless. */
    public static final Duration LIFETIME = Duration.ofSeconds(60);

    /** A shorter key would be weaker than the hash (RFC 7518 section 3.2). */
    public static final int KEY_BYTES = 32;

    /** Who may make one. A token in any other name is nobody's, even under the right key. */
    static final Set<String> MAKERS = Set.of("gateway", "tenant-service", "risk-service", "remediation-service");

    private InternalToken() {}

    /**
     * @param maker the name of the service that makes the token
     * @param audience the name of the service that will read it
     * @param key that service's key
     */
    public static String make(String maker, String audience, SecretKey key, Caller caller, Instant now) {
        JwtClaimsBuilder claims =
                Jwt.issuer(maker).audience(audience).issuedAt(now).expiresAt(now.plus(LIFETIME));
        switch (caller) {
            case Caller.Person person -> {
                claims.claim("kind", "person")
                        .subject(person.id().toString())
                        .claim("home", person.home().toString())
                        .claim("tenant", person.tenant().toString())
                        .claim("roles", person.roles())
                        .claim("scopes", person.scopes())
                        .claim("client_id", person.clientId().toString())
                        .claim("sid", person.sessionId().toString())
                        .claim("auth_time", person.authTime().getEpochSecond());
                person.mfaAt().ifPresent(at -> claims.claim("mfa_at", at.getEpochSecond()));
                person.actor().ifPresent(actor -> claims.claim("actor", actor));
            }
            case Caller.Application application ->
                claims.claim("kind", "application")
                        .subject(application.id().toString())
                        .claim("tenant", application.tenant().toString())
                        .claim("permissions", application.permissions());
            case Caller.Service service -> claims.claim("kind", "service").subject(service.name());
            case Caller.Anonymous anonymous -> claims.claim("kind", "anonymous").subject("anonymous");
        }
        return claims.sign(key);
    }

    /** @throws IllegalArgumentException where the text is shorter than {@link #KEY_BYTES} */
    public static SecretKey key(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < KEY_BYTES) {
            throw new IllegalArgumentException("An internal key has at least " + KEY_BYTES + " bytes");
        }
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    /**
     * Reads a token that the framework has verified.
     *
     * @throws IllegalArgumentException where a claim is missing or is not what it should be
     */
    static Caller read(JsonWebToken token) {
        String maker = text(token, "iss");
        if (!MAKERS.contains(maker)) {
            throw new IllegalArgumentException("Unknown maker of an internal token: " + maker);
        }
        String kind = text(token, "kind");
        return switch (kind) {
            case "person" ->
                new Caller.Person(
                        PersonId.of(text(token, "sub")),
                        TenantId.of(text(token, "home")),
                        TenantId.of(text(token, "tenant")),
                        texts(token, "roles"),
                        texts(token, "scopes"),
                        ApplicationId.of(text(token, "client_id")),
                        UUID.fromString(text(token, "sid")),
                        seconds(token, "auth_time").orElseThrow(() -> missing("auth_time")),
                        seconds(token, "mfa_at"),
                        Optional.<Object>ofNullable(token.getClaim("actor")).map(InternalToken::plain));
            case "application" ->
                new Caller.Application(
                        ApplicationId.of(text(token, "sub")),
                        TenantId.of(text(token, "tenant")),
                        texts(token, "permissions"));
            case "service" -> service(maker, text(token, "sub"));
            case "anonymous" -> new Caller.Anonymous();
            default -> throw new IllegalArgumentException("Unknown kind of caller: " + kind);
        };
    }

    /** A service speaks for itself only. */
    private static Caller.Service service(String maker, String name) {
        if (!name.equals(maker)) {
            throw new IllegalArgumentException(maker + " made a token in the name of " + name);
        }
        return new Caller.Service(name);
    }

    private static String text(JsonWebToken token, String claim) {
        return Optional.<Object>ofNullable(token.getClaim(claim))
                .map(InternalToken::plain)
                .orElseThrow(() -> missing(claim));
    }

    private static Set<String> texts(JsonWebToken token, String claim) {
        Object value = token.getClaim(claim);
        if (value instanceof Collection<?> many) {
            return many.stream().map(InternalToken::plain).collect(Collectors.toUnmodifiableSet());
        }
        throw missing(claim);
    }

    private static Optional<Instant> seconds(JsonWebToken token, String claim) {
        return Optional.<Object>ofNullable(token.getClaim(claim)).map(value -> {
            long seconds = Long.parseLong(value.toString());
            if (seconds <= 0) { // the framework reads an auth_time that is no number as 0
                throw new IllegalArgumentException("The internal token's " + claim + " is no time");
            }
            return Instant.ofEpochSecond(seconds);
        });
    }

    /** The framework hands JSON values through as they are. */
    private static String plain(Object value) {
        return value instanceof jakarta.json.JsonString json ? json.getString() : value.toString();
    }

    private static IllegalArgumentException missing(String claim) {
        return new IllegalArgumentException("The internal token lacks the claim " + claim);
    }
}
