package io.homeward.local.launch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.local.door.Json;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Properties;
import java.util.Set;

/**
 * Passwords and keys of this installation: made at random when first asked for, kept in files that only their owner can read.
 */
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final Properties kept;

    private Secrets(Path folder, Properties kept) {
        this.folder = folder;
        this.kept = kept;
    }

    static Secrets in(Path folder) throws IOException {
        Files.createDirectories(folder);
        var kept = new Properties();
        Path file = folder.resolve("secrets.properties");
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            }
        }
        return new Secrets(folder, kept);
    }

    /** 256 random bits as text; the same for the same name, for as long as the data is kept. */
    synchronized String text(String name) throws IOException {
        String text = kept.getProperty(name);
        if (text == null) {
            text = Base64.getUrlEncoder().withoutPadding().encodeToString(random(32));
            kept.setProperty(name, text);
            var out = new StringWriter();
            kept.store(out, "Made by deploy/local/run for this installation");
            writeForOwner(folder.resolve("secrets.properties"), out.toString());
        }
        return text;
    }

    /** A Tink keyset with one AES-256-GCM key, in the clear; the file's permissions are what guards it. */
    Path keyset() throws IOException {
        Path file = folder.resolve("keyset.json");
        if (!Files.exists(file)) {
            // The message AesGcmKey of Tink's format: field 3, 32 bytes.
            byte[] key = new byte[34];
            key[0] = 0x1a;
            key[1] = 32;
            System.arraycopy(random(32), 0, key, 2, 32);
            int id = RANDOM.nextInt(1, Integer.MAX_VALUE);
            ObjectNode keyset = Json.object().put("primaryKeyId", id);
            ObjectNode entry = keyset.putArray("key").addObject();
            entry.putObject("keyData")
                    .put("typeUrl", "type.googleapis.com/google.crypto.tink.AesGcmKey")
                    .put("value", Base64.getEncoder().encodeToString(key))
                    .put("keyMaterialType", "SYMMETRIC");
            entry.put("status", "ENABLED").put("keyId", id).put("outputPrefixType", "TINK");
            writeForOwner(file, Json.pretty(keyset) + "\n");
        }
        return file;
    }

    /** The RSA key (PKCS#8, PEM) with which tokens for customers' applications are signed. */
    Path appTokenKey() throws IOException {
        Path file = folder.resolve("app-token.pem");
        if (!Files.exists(file)) {
            writeForOwner(file, pem("PRIVATE KEY", rsa()));
        }
        return file;
    }

    /** The Ed25519 key, both halves (PEM), with which the ends of audit trails are signed. */
    Path auditKey() throws IOException {
        Path file = folder.resolve("audit-key.pem");
        if (!Files.exists(file)) {
            KeyPair pair = ed25519();
            writeForOwner(
                    file,
                    pem("PRIVATE KEY", pair.getPrivate().getEncoded())
                            + pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        }
        return file;
    }

    private static String pem(String name, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(name, lines);
    }

    private static KeyPair ed25519() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has Ed25519", e);
        }
    }

    private static byte[] rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair().getPrivate().getEncoded();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has RSA", e);
        }
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    private static void writeForOwner(Path file, String text) throws IOException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        if (!Files.exists(file)) {
            Files.createFile(file, owner);
        }
        Set<StandardOpenOption> over = EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        Files.writeString(file, text, over.toArray(StandardOpenOption[]::new));
    }
}
