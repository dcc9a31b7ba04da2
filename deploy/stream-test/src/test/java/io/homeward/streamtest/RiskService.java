package io.homeward.streamtest;

import io.homeward.accessrules.TenantId;
import io.homeward.testsupport.Callers;
import io.homeward.testsupport.SuiteKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** risk-service as it is shipped. */
final class RiskService {
    private static final Path JAR =
            Path.of("../../risk-service/target/quarkus-app/quarkus-run.jar").toAbsolutePath();
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String url;
    private final String management;

    private RiskService(Process process, String url, String management) {
        this.process = process;
        this.url = url;
        this.management = management;
    }

    /** Does not wait until it is ready. */
    static RiskService start(String name, Processes processes, Database database, Broker broker, Path clientProperties)
            throws IOException {
        int port = Processes.freePort();
        int management = Processes.freePort();
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
        for (String service : List.of("gateway", "tenant-service", "risk-service", "remediation-service")) {
            environment.put(
                    "HOMEWARD_INTERNAL_KEYS_" + service.toUpperCase(Locale.ROOT).replace('-', '_'),
                    SuiteKeys.of(service));
        }
        environment.put("HOMEWARD_STREAM_BOOTSTRAP_SERVERS", broker.servers());
        environment.put("HOMEWARD_STREAM_PROPERTIES_FILE", clientProperties.toString());
        // Many small transactions: there is always one under way when a process is killed.
        environment.put("HOMEWARD_STREAM_BATCH", "50");
        Process process = processes.java(name, environment, List.of("-jar", JAR.toString()));
        return new RiskService(process, "http://127.0.0.1:" + port, "http://127.0.0.1:" + management);
    }

    void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("risk-service does not start; see its log");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get(management + "/q/health/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private java.net.http.HttpResponse<String> get(String from) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(from)).build(), BodyHandlers.ofString());
    }

    /** The same as a file. */
    String upload(TenantId tenant, String lines) throws IOException, InterruptedException {
        String token = Callers.token("risk-service", Callers.application(tenant, "IdentityRiskEvent.ReadWrite.All"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/v1/signIns/import?live=true"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(lines))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** What one of its metrics says, by the beginning of its line. */
    double metric(String line) throws IOException, InterruptedException {
        return get(management + "/q/metrics")
                .body()
                .lines()
                .filter(each -> each.startsWith(line))
                .mapToDouble(each -> Double.parseDouble(each.substring(each.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** As a power cut would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As an operator would. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("risk-service does not stop");
        }
    }
}
