package io.homeward.graph.query;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tokens that can be read and forged, with a digest over what they are bound to, so that one of another listing and one that was cut short
 * are told apart from a good one. Whoever forges one gets another place in what he may read anyway.
 */
@Singleton
@DefaultBean
public class ClearTokens implements TokenSeal {
    private static final int DIGEST = 8;

    @Override
    public byte[] seal(String binding, byte[] token) {
        byte[] sealed = Arrays.copyOf(digest(binding, token), DIGEST + token.length);
        System.arraycopy(token, 0, sealed, DIGEST, token.length);
        return sealed;
    }

    @Override
    public Optional<byte[]> open(String binding, byte[] sealed) {
        if (sealed.length < DIGEST) {
            return Optional.empty();
        }
        byte[] token = Arrays.copyOfRange(sealed, DIGEST, sealed.length);
        return MessageDigest.isEqual(digest(binding, token), Arrays.copyOf(sealed, DIGEST))
                ? Optional.of(token)
                : Optional.empty();
    }

    private static byte[] digest(String binding, byte[] token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(binding.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return Arrays.copyOf(digest.digest(token), DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
