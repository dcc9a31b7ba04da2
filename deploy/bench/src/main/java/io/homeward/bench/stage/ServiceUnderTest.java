package io.homeward.bench.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.InternalToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A service as it is shipped, in a process of its own with the memory it has in the local suite. */
public final class ServiceUnderTest implements AutoCloseable {
    public static final int HEAP_MEGABYTES = 256;

    private static final String KEY = "a key for benchmarks only, long enough, of ";
    /** A Tink keyset for benchmarks only: one AES-256-GCM key of zeros. */
    private static final String KEYSET = """
            {"primaryKeyId": 1, "key": [{"keyData": {"typeUrl": "type.googleapis.com/google.crypto.tink.AesGcmKey",
              "value": "GiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", "keyMaterialType": "SYMMETRIC"},
              "status": "ENABLED", "keyId": 1, "outputPrefixType": "TINK"}]}""";

    private static final TenantId PLATFORM = TenantId.of("00000000-0000-4000-8000-000000000001");
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String name;
    private final Process process;
    private final int port;

    private ServiceUnderTest(String name, Process process, int port) {
        this.name = name;
        this.process = process;
        this.port = port;
    }

    /**
     * @param name {@code tenant-service}
     * @param settings environment variables, besides those that every service needs
     */
    public static ServiceUnderTest start(Path root, String name, Path log, String url, Map<String, String> settings)
            throws IOException, InterruptedException {
        int port = free();
        int management = free();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-jar",
                root.resolve(name).resolve("target/quarkus-app/quarkus-run.jar").toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("QUARKUS_") || key.startsWith("HOMEWARD_"));
        // What this machine says to every Java is not how the service is shipped.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment(name, port, management, url));
        builder.environment().putAll(settings);
        var service = new ServiceUnderTest(name, builder.start(), port);
        service.awaitReady(management, log);
        return service;
    }

    private static Map<String, String> environment(String name, int port, int management, String url) {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
        environment.put("HOMEWARD_KEYSET", KEYSET);
        environment.put("HOMEWARD_EDGE_URL", "http://localhost:" + port);
        for (String other : List.of("tenant-service", "risk-service", "remediation-service")) {
            if (other.equals(name)) {
                continue;
            }
            environment.put(variable("HOMEWARD_", other) + "_URL", "http://127.0.0.1:9");
        }
        for (String other : List.of("tenant-service", "risk-service", "remediation-service", "gateway")) {
            environment.put(variable("HOMEWARD_INTERNAL_KEYS_", other), KEY + other);
        }
        for (String each : List.of("QUARKUS_DATASOURCE", "QUARKUS_DATASOURCE_FEED", "QUARKUS_FLYWAY")) {
            String role = name.substring(0, name.indexOf('-'))
                    + (each.endsWith("FEED") ? "_feed" : each.endsWith("FLYWAY") ? "_owner" : "_app");
            environment.put(each + "_JDBC_URL", url);
            environment.put(each + "_USERNAME", role);
            environment.put(each + "_PASSWORD", role);
        }
        return environment;
    }

    private static String variable(String before, String service) {
        return before + service.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private void awaitReady(int management, Path log) throws IOException, InterruptedException {
        var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/q/health/ready".formatted(management)))
                .build();
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (true) {
            try {
                if (http.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet.
            }
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IOException("%s does not start; see %s".formatted(name, log));
            }
            Thread.sleep(100);
        }
    }

    /** Asks as an application of this tenant with these permissions. */
    public HttpRequest.Builder request(TenantId tenant, String pathAndQuery, String... permissions) {
        return request(
                new Caller.Application(new ApplicationId(UUID.randomUUID()), tenant, Set.of(permissions)),
                pathAndQuery);
    }

    private HttpRequest.Builder request(Caller caller, String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery))
                .header("Authorization", "Bearer " + token(caller))
                .header("ConsistencyLevel", "eventual");
    }

    /** What the gateway, or the service itself, would send; good for a minute. */
    public String token(Caller caller) {
        String maker = caller instanceof Caller.Service service ? service.name() : "gateway";
        return InternalToken.make(maker, name, InternalToken.key(KEY + name), caller, Instant.now());
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    public JsonNode post(TenantId tenant, String path, Object body, String... permissions)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request(tenant, path, permissions)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("POST %s: %d %s".formatted(path, answer.statusCode(), answer.body()));
        }
        return answer.body().isEmpty() ? json.missingNode() : json.readTree(answer.body());
    }

    /** @throws IllegalStateException where it was not done */
    public void patch(TenantId tenant, String path, Object body, String permission) {
        try {
            HttpResponse<String> answer = send(request(tenant, path, permission)
                    .header("Content-Type", "application/json")
                    .method("PATCH", HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                    .build());
            if (answer.statusCode() != 204) {
                throw new IllegalStateException("PATCH %s: %d %s".formatted(path, answer.statusCode(), answer.body()));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public JsonNode postAsOperator(String path, Object body) throws IOException, InterruptedException {
        return post(PLATFORM, path, body, "Tenant.ReadWrite.All");
    }

    public JsonNode read(String text) throws IOException {
        return json.readTree(text);
    }

    /** A feed's whole snapshot as a gateway reads it. Returns the number of compressed bytes. */
    public long snapshot(String feed) throws IOException, InterruptedException {
        HttpRequest request = request(new Caller.Service("gateway"), "/internal/feeds/" + feed + "/snapshot")
                .build();
        HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException("Snapshot of " + feed + ": " + answer.statusCode());
        }
        try (InputStream in = answer.body()) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** The most memory the process ever had, in megabytes. */
    public long peakMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
