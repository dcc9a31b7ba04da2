package io.homeward.remediation.directory;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * A registered application, as the feed {@code applications} tells it.
 *
 * @param permissions application permissions (Graph names and the suite's own)
 * @param secretHashes SHA-256 in hexadecimal of secrets of 256 random bits, so that no slow hash is needed
 */
public record Application(
        ApplicationId id,
        TenantId tenant,
        String displayName,
        boolean enabled,
        Set<String> permissions,
        Set<String> secretHashes) {
    public Application {
        requireNonNull(id, "id");
        requireNonNull(tenant, "tenant");
        requireNonNull(displayName, "displayName");
        permissions = Set.copyOf(permissions);
        secretHashes = Set.copyOf(secretHashes);
    }

    /** Whether this is one of its secrets; takes the same time whichever it is. */
    public boolean hasSecret(String secret) {
        byte[] given = hash(secret);
        boolean found = false;
        for (String known : secretHashes) {
            found |= MessageDigest.isEqual(given, known.getBytes(StandardCharsets.US_ASCII));
        }
        return found;
    }

    private static byte[] hash(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
