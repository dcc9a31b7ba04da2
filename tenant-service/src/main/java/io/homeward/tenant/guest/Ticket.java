package io.homeward.tenant.guest;

import io.homeward.accessrules.TenantId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * What an invited person shows: which tenant invited him, so that it is asked there and nowhere else, and 256 random bits.
 *
 * @param host whose invitation it says it is
 */
public record Ticket(TenantId host, String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET = 32;
    private static final int LENGTH = 2 * Long.BYTES + SECRET;

    static Ticket of(TenantId host) {
        byte[] secret = new byte[SECRET];
        RANDOM.nextBytes(secret);
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .putLong(host.value().getMostSignificantBits())
                .putLong(host.value().getLeastSignificantBits())
                .put(secret)
                .array();
        return new Ticket(host, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Empty where it is none. */
    static Optional<Ticket> read(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length != LENGTH) {
                return Optional.empty();
            }
            ByteBuffer read = ByteBuffer.wrap(bytes);
            return Optional.of(new Ticket(new TenantId(new UUID(read.getLong(), read.getLong())), text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getUrlDecoder().decode(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    @Override
    public String toString() {
        return "Ticket[" + host + "]";
    }
}
