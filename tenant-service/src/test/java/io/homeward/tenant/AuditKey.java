package io.homeward.tenant;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** A key for the ends of audit trails, made for this run of the tests. */
public class AuditKey implements QuarkusTestResourceLifecycleManager {

    /** Where the file is; for tests, which are loaded by another class loader. */
    private static final String FILE = "homeward.test.audit.key";

    public static Path file() {
        return Path.of(System.getProperty(FILE));
    }

    /** Both halves of a new key, as the service reads them. */
    public static String pem() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return block("PRIVATE KEY", pair.getPrivate().getEncoded())
                    + block("PUBLIC KEY", pair.getPublic().getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String block(String name, byte[] content) {
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                .formatted(name, Base64.getMimeEncoder().encodeToString(content));
    }

    @Override
    public Map<String, String> start() {
        try {
            Path file = Files.createTempFile("audit-key", ".pem");
            file.toFile().deleteOnExit();
            Files.writeString(file, pem());
            System.setProperty(FILE, file.toString());
            return Map.of("homeward.audit.key-file", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // The file goes with the process.
    }
}
