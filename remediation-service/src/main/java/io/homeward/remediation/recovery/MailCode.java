package io.homeward.remediation.recovery;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/** A code that is read in a letter and typed: ten characters of Crockford's thirty-two, shown as two groups of five. */
record MailCode(String characters) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    MailCode {
        requireNonNull(characters, "characters");
    }

    static MailCode next() {
        var code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new MailCode(code.toString());
    }

    /** As a person types it: in any case, with or without the dash, O for zero, I and L for one. */
    static MailCode typed(String text) {
        return new MailCode(text.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1'));
    }

    String shown() {
        return characters.substring(0, LENGTH / 2) + "-" + characters.substring(LENGTH / 2);
    }

    /** Of another flow it is another. */
    String hash(UUID flow) {
        try {
            byte[] bytes = (flow + ":" + characters).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    @Override
    public String toString() {
        return "MailCode";
    }
}
