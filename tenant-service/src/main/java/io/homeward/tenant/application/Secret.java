package io.homeward.tenant.application;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** A client secret while it is shown, once. Kept is its SHA-256 in hex: of 256 random bits nothing can be guessed. */
public record Secret(String text) {
    private static final int BYTES = 32;
    private static final int HINT = 3;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static Secret random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    public String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    /** The first characters, by which people tell secrets apart. */
    public String hint() {
        return text.substring(0, Math.min(HINT, text.length()));
    }

    /** Never the secret: a record's own text would show it in a log. */
    @Override
    public String toString() {
        return "Secret[" + hint() + "...]";
    }
}
