package io.homeward.remediation.session;

import io.homeward.accessrules.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** Bearer secrets of this service: 256 random bits, of which only the SHA-256 is kept; so many bits need no slow hash. */
public final class Secrets {
    private static final int BYTES = 32;
    private static final int TENANT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** One that was just made; its text is told once. */
    public record Secret(String text, String hash) {
        @Override
        public String toString() {
            return "Secret";
        }
    }

    public static Secret next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new Secret(text, hash(text));
    }

    /** One that says of which tenant it is, so that it can be shown where the address names none. */
    public static Secret next(TenantId tenant) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        byte[] id = ByteBuffer.allocate(TENANT_BYTES)
                .putLong(tenant.value().getMostSignificantBits())
                .putLong(tenant.value().getLeastSignificantBits())
                .array();
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String text = base64.encodeToString(id) + "." + base64.encodeToString(bytes);
        return new Secret(text, hash(text));
    }

    /** Of which tenant it says to be; whether there is such a secret is another matter. */
    public static Optional<TenantId> tenantOf(String text) {
        int dot = text.indexOf('.');
        try {
            byte[] id = Base64.getUrlDecoder().decode(text.substring(0, Math.max(dot, 0)));
            ByteBuffer buffer = ByteBuffer.wrap(id);
            return id.length == TENANT_BYTES
                    ? Optional.of(new TenantId(new UUID(buffer.getLong(), buffer.getLong())))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** SHA-256 in hexadecimal. */
    public static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
