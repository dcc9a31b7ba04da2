package io.homeward.tenancy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Says under which decision of the gateway a call was let through. It stands beside the token, so that one token serves many calls, and is
 * bound to it: {@code <uuid>.<base64url HMAC-SHA256(key of the audience, token + "." + uuid)>}.
 */
public final class DecisionHeader {
    public static final String NAME = "Homeward-Decision";

    private DecisionHeader() {}

    public static String make(SecretKey key, String token, UUID decision) {
        return decision + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac(key, token, decision));
    }

    /** The decision, or nothing where the header was not made for this token by somebody who has the key. */
    public static Optional<UUID> verify(SecretKey key, String token, String header) {
        int dot = header.indexOf('.');
        if (dot != 36) { // the length of a UUID's text
            return Optional.empty();
        }
        try {
            UUID decision = UUID.fromString(header.substring(0, dot));
            byte[] claimed = Base64.getUrlDecoder().decode(header.substring(dot + 1));
            return MessageDigest.isEqual(claimed, mac(key, token, decision)) ? Optional.of(decision) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] mac(SecretKey key, String token, UUID decision) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal((token + "." + decision).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every Java", e);
        }
    }
}
