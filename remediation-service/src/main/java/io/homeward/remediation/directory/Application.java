package io.homeward.remediation.directory;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
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
 * @param fallbackPublicClient whether it may speak as a public client as well, though it can prove itself
 * @param logoutUrl where it is told, server to server, that a session has ended
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
        List<String> redirectUris,
        Optional<Redirects> redirects,
        List<Key> keys,
        Optional<Boolean> fallbackPublicClient,
        Optional<String> logoutUrl) {

    /** Where people may be sent back to, by the kind of client that waits there. */
    public record Redirects(List<String> web, List<String> spa, List<String> publicClient) {
        public Redirects {
            web = List.copyOf(web);
            spa = List.copyOf(spa);
            publicClient = List.copyOf(publicClient);
        }
    }

    /**
     * A key with which the application proves itself.
     *
     * @param algorithm RSA or EC
     * @param publicKey X.509 SubjectPublicKeyInfo, Base64
     * @param endsAt from then on it opens nothing
     */
    public record Key(String algorithm, String publicKey, Optional<Instant> endsAt) {}

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
        redirects = requireNonNullElse(redirects, Optional.empty());
        keys = List.copyOf(keys);
        fallbackPublicClient = requireNonNullElse(fallbackPublicClient, Optional.empty());
        logoutUrl = requireNonNullElse(logoutUrl, Optional.empty());
    }

    /** Whether it has to prove itself; one whose secrets and keys have all expired still has to. */
    public boolean confidential() {
        return !keys.isEmpty() || secrets.map(all -> !all.isEmpty()).orElse(!secretHashes.isEmpty());
    }

    /** Whether who waits there is a program or a page of the person's own, which keeps no secret. */
    public boolean publicAt(String redirectUri) {
        return redirects
                .filter(known -> !known.web().contains(redirectUri))
                .filter(known -> known.spa().contains(redirectUri)
                        || !known.publicClient().isEmpty())
                .isPresent();
    }

    /** Whether an installed program of it may speak without proving anything, because it was registered so. */
    public boolean publicAsWell() {
        return fallbackPublicClient.orElse(false)
                || redirects.filter(known -> !known.publicClient().isEmpty()).isPresent();
    }

    public List<PublicKey> publicKeys(Instant now) {
        return keys.stream()
                .filter(key -> key.endsAt().filter(end -> !now.isBefore(end)).isEmpty())
                .flatMap(key -> publicKey(key).stream())
                .toList();
    }

    private static Optional<PublicKey> publicKey(Key key) {
        try {
            var encoded = new X509EncodedKeySpec(Base64.getDecoder().decode(key.publicKey()));
            return Optional.of(KeyFactory.getInstance(key.algorithm()).generatePublic(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty(); // one that this version cannot read opens nothing
        }
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
