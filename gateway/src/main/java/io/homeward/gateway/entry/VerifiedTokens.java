package io.homeward.gateway.entry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** Tokens that have been verified, by their SHA-256, until they expire. Bounded: the least used go first. */
final class VerifiedTokens {
    private final Cache<String, PublicCaller> known;

    VerifiedTokens(int most) {
        known = Caffeine.newBuilder().maximumSize(most).build();
    }

    Optional<PublicCaller> find(String fingerprint, Instant now) {
        PublicCaller caller = known.getIfPresent(fingerprint);
        if (caller == null) {
            return Optional.empty();
        }
        if (!now.isBefore(caller.expires())) {
            known.invalidate(fingerprint);
            return Optional.empty();
        }
        return Optional.of(caller);
    }

    void keep(String fingerprint, PublicCaller caller) {
        known.put(fingerprint, caller);
    }

    static String fingerprint(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
