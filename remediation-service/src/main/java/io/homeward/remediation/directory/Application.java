package io.homeward.remediation.directory;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A registered application, as the feed {@code applications} tells it.
 *
 * @param permissions application permissions (Graph names and the suite's own)
 * @param secretHashes SHA-256 in hexadecimal of secrets of 256 random bits, so that no slow hash is needed
 * @param redirectUris where people may be sent back to, letter by letter
 * @param secrets the same with their ends; empty where the feed does not tell them, and then the hashes alone count
 */
public record Application(
        ApplicationId id,
        TenantId tenant,
        String displayName,
        boolean enabled,
        Set<String> permissions,
        Set<String> secretHashes,
        Optional<List<Secret>> secrets,
        List<String> redirectUris) {

    /** @param endsAt from then on it opens nothing */
    public record Secret(String hash, Optional<Instant> endsAt) {
        boolean usable(Instant now) {
            return endsAt.filter(end -> !now.isBefore(end)).isEmpty();
        }
    }

    public Application {
        requireNonNull(id, "id");
        requireNonNull(tenant, "tenant");
        requireNonNull(displayName, "displayName");
        permissions = Set.copyOf(permissions);
        secretHashes = Set.copyOf(secretHashes);
        secrets = secrets.map(List::copyOf);
        redirectUris = List.copyOf(redirectUris);
    }

    /** Whether it has to prove itself with a secret; one whose secrets have all expired still has to. */
    public boolean confidential() {
        return secrets.map(all -> !all.isEmpty()).orElse(!secretHashes.isEmpty());
    }

    /** Whether this is one of its secrets, and has not expired; takes the same time whichever it is. */
    public boolean hasSecret(String secret, Instant now) {
        byte[] given = hash(secret);
        boolean found = false;
        for (String known : usable(now)) {
            found |= MessageDigest.isEqual(given, known.getBytes(StandardCharsets.US_ASCII));
        }
        return found;
    }

    private Collection<String> usable(Instant now) {
        return secrets.<Collection<String>>map(all -> all.stream()
                        .filter(one -> one.usable(now))
                        .map(Secret::hash)
                        .toList())
                .orElse(secretHashes);
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
