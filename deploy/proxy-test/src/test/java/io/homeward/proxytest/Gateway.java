package io.homeward.proxytest;

import io.homeward.gateway.suite.StandIns;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The gateway as it is shipped, with stand-ins of the services behind it and an application that shows what it was sent. */
final class Gateway {
    private static final Path JAR = Path.of("../../gateway/target/quarkus-app/quarkus-run.jar")
            .toAbsolutePath()
            .normalize();
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    private final StandIns standIns = new StandIns();
    private final Programs programs = new Programs();
    private final int port = Programs.freePort();
    private final int application;

    Gateway(Path folder) throws IOException, InterruptedException {
        Map<String, String> configuration = new HashMap<>(standIns.start());
        // Suite finds the stand-ins by these.
        configuration.forEach(System::setProperty);
        application = Integer.parseInt(configuration.get("test.application.port"));
        int management = Programs.freePort();
        configuration.put("homeward.edge.port", Integer.toString(port));
        configuration.put("quarkus.http.host", "127.0.0.1");
        configuration.put("quarkus.management.host", "127.0.0.1");
        configuration.put("quarkus.management.port", Integer.toString(management));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m"));
        configuration.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", JAR.toString()));
        Files.createDirectories(folder);
        awaitReady(programs.start(folder, command, Map.of()), management);
    }

    /** Where the edge listens. */
    int port() {
        return port;
    }

    /** Where the application listens that shows what it was sent. */
    int application() {
        return application;
    }

    private static void awaitReady(Process process, int management) throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/q/health/ready"))
                    .build();
            long end = System.nanoTime() + READY_WITHIN.toNanos();
            while (!isReady(http, ready)) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException("The gateway does not start; see its log below target");
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private static boolean isReady(HttpClient http, HttpRequest ready) throws InterruptedException {
        try {
            return http.send(ready, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    void stop() throws InterruptedException {
        programs.stop();
        standIns.stop();
    }
}
