package io.homeward.federationtest;

import io.homeward.local.door.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Keycloak of this test's own: its data is in memory, and everything of it ends with it. */
final class Keycloak implements AutoCloseable {
    static final String CLIENT = "homeward";
    static final String SECRET = "a secret of the clinic";

    /** Usually 45 s on two cores. */
    private static final Duration READY_WITHIN = Duration.ofMinutes(4);

    private static final Duration ENDS_WITHIN = Duration.ofSeconds(20);

    private final URI address;
    private final Process process;

    private Keycloak(URI address, Process process) {
        this.address = address;
        this.process = process;
    }

    /** @param blanks what stands between the at signs of the realm's file */
    static Keycloak start(URI address, Map<String, String> blanks) {
        try {
            Path folder = Path.of(System.getProperty("keycloak.folder"));
            Path realms = Files.createDirectories(folder.resolve("data").resolve("import"));
            Files.writeString(realms.resolve("realm.json"), realm(blanks));
            var builder = new ProcessBuilder(
                            "bash",
                            folder.resolve("bin").resolve("kc.sh").toString(),
                            "start-dev",
                            "--import-realm",
                            "--db=dev-mem",
                            "--http-host=localhost",
                            "--http-port=" + address.getPort())
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target", "keycloak.log").toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            // What is meant for the build, a collector perhaps, is not meant for it.
            builder.environment().keySet().removeIf(key -> key.startsWith("JAVA_TOOL") || key.startsWith("JAVA_OPTS"));
            builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
            var keycloak = new Keycloak(address, builder.start());
            keycloak.await();
            return keycloak;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String realm(Map<String, String> blanks) throws IOException {
        try (InputStream in = Keycloak.class.getResourceAsStream("/realm.json")) {
            if (in == null) {
                throw new IllegalStateException("realm.json is missing");
            }
            String realm = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> blank : blanks.entrySet()) {
                realm = realm.replace("@" + blank.getKey() + "@", blank.getValue());
            }
            return realm;
        }
    }

    private void await() {
        boolean up = false;
        try {
            Eventually.that(this::answers, "Keycloak, see target/keycloak.log", ready -> ready, READY_WITHIN);
            up = true;
        } finally {
            if (!up) {
                close();
            }
        }
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Keycloak has ended, see target/keycloak.log");
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            var asked = HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(asked, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String issuer() {
        return address + "/realms/clinic";
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
