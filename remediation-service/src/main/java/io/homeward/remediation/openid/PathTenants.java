package io.homeward.remediation.openid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.remediation.session.Secrets;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Which tenant the first segment of a path is: an id, one of its verified domains, or none in particular ({@code common}, {@code organizations};
 * the two are one here). A domain that nobody has is answered as an id that nobody has, so every refusal has one form for all of them.
 */
@Singleton
public class PathTenants {
    private static final Set<String> ANY = Set.of("common", "organizations");
    private static final TenantId NOBODY = new TenantId(new UUID(0, 0));
    private static final Pattern DOMAIN = Pattern.compile("(?=.{4,253}$)[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})+");
    private static final int LONGEST_TOKEN = 8_000;
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int DOMAINS = 10_000;

    private final Realms realms;
    private final EdgeSettings edge;
    private final Cache<String, TenantId> known =
            Caffeine.newBuilder().maximumSize(DOMAINS).expireAfterWrite(KEPT).build();

    PathTenants(Realms realms, EdgeSettings edge) {
        this.realms = realms;
        this.edge = edge;
    }

    /** Whether whoever comes has still to say where he is at home. */
    public boolean any(String segment) {
        return ANY.contains(segment);
    }

    /** One that nobody has, where the segment names none. */
    TenantId of(String segment) {
        try {
            return TenantId.of(segment);
        } catch (IllegalArgumentException e) {
            return ofDomain(segment).orElse(NOBODY);
        }
    }

    /** The same; where the path names none in particular, what was issued here says itself of which tenant it is. */
    TenantId of(String segment, Optional<String> issued) {
        return any(segment) ? issued.flatMap(this::issuing).orElse(NOBODY) : of(segment);
    }

    /** By the domain of a name, or by a domain. Only what is found is remembered: it may have been away, or be verified next. */
    Optional<TenantId> ofDomain(String domain) {
        String lower = domain.toLowerCase(Locale.ROOT);
        if (!DOMAIN.matcher(lower).matches()) {
            return Optional.empty();
        }
        Optional<TenantId> found =
                Optional.ofNullable(known.getIfPresent(lower)).or(() -> realms.of("x@" + lower));
        found.ifPresent(tenant -> known.put(lower, tenant));
        return found;
    }

    /** Of a code, a refresh token, an access token or an ID token; nothing is proven by it. */
    Optional<TenantId> issuing(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        String[] parts = token.split("\\.", -1);
        return parts.length == 3 ? issuer(parts[1]) : Secrets.tenantOf(token);
    }

    private Optional<TenantId> issuer(String payload) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(payload);
            String issuer = FeedJson.mapper()
                    .readTree(new String(json, StandardCharsets.UTF_8))
                    .path("iss")
                    .asText();
            return Issuer.named(edge.url(), issuer);
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
