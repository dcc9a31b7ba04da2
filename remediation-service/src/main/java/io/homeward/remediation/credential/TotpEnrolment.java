package io.homeward.remediation.credential;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A seed that is being shown to a person and is not registered yet.
 *
 * @param secret Base32 (RFC 4648), as authenticator apps take it
 * @param uri {@code otpauth://totp/...} for a QR code
 */
public record TotpEnrolment(String secret, String uri) {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;
    private static final int GROUP = 4;

    /** @param label what the app shows: the person's name */
    static TotpEnrolment of(byte[] seed, String label) {
        String secret = base32(seed);
        return new TotpEnrolment(
                secret,
                "otpauth://totp/Homeward:%s?secret=%s&issuer=Homeward&algorithm=SHA1&digits=%d&period=%d"
                        .formatted(
                                URLEncoder.encode(label, StandardCharsets.UTF_8).replace("+", "%20"),
                                secret,
                                TotpCode.DIGITS,
                                TotpCode.STEP_SECONDS));
    }

    /** The key as people read it: in fours. */
    public List<String> groups() {
        var groups = new ArrayList<String>();
        for (int at = 0; at < secret.length(); at += GROUP) {
            groups.add(secret.substring(at, Math.min(secret.length(), at + GROUP)));
        }
        return groups;
    }

    static String base32(byte[] bytes) {
        var text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte each : bytes) {
            buffer = (buffer << Byte.SIZE) | (each & 0xFF);
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt((buffer >> bits) & 0x1F));
            }
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((buffer << (BITS - bits)) & 0x1F));
        }
        return text.toString();
    }
}
