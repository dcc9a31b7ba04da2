package io.homeward.auditcheck;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** A trail as far as it has been followed: the last number, and the hash that binds everything up to it. */
public record Chain(UUID tenant, long number, String hash) {
    private static final int HASH_DIGITS = 64;
    private static final int ID_AND_NUMBER = 24;

    /** What stands before the first entry. */
    public static final String NOTHING = "0".repeat(HASH_DIGITS);

    public Chain {
        if (hash.length() != HASH_DIGITS) {
            throw new IllegalArgumentException("A hash has %d hex digits".formatted(HASH_DIGITS));
        }
    }

    public static Chain empty(UUID tenant) {
        return new Chain(tenant, 0, NOTHING);
    }

    /** The chain with one entry more. */
    public Chain with(String entry) {
        long next = number + 1;
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(hash));
            digest.update(ByteBuffer.allocate(ID_AND_NUMBER)
                    .putLong(tenant.getMostSignificantBits())
                    .putLong(tenant.getLeastSignificantBits())
                    .putLong(next)
                    .array());
            digest.update(entry.getBytes(StandardCharsets.UTF_8));
            return new Chain(tenant, next, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    /**
     * Follows one entry as it was found.
     *
     * @throws Broken where it is not the next one, or its hash is not that of its text and of everything before
     */
    public Chain following(long found, String foundHash, String entry) {
        if (found != number + 1) {
            throw new Broken(
                    number + 1, "entry %d is expected here, and number %d follows".formatted(number + 1, found));
        }
        Chain next = with(entry);
        if (!next.hash().equals(foundHash)) {
            throw new Broken(found, "its hash is not that of its text and of the entries before it");
        }
        return next;
    }
}
