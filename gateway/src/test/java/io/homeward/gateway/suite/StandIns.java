package io.homeward.gateway.suite;

import io.homeward.testsupport.SuiteKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts the stand-ins and an application of a customer, and points the gateway to them. */
public class StandIns implements QuarkusTestResourceLifecycleManager {

    /** The audience and the issuers of tests; nobody listens there. */
    public static final String EDGE = "http://edge.test:8080";

    /** With it somebody asks as a proxy that is known. */
    public static final String PROXY_KEY = "proxy-key-proxy-key-proxy-key-proxy-key";

    private final List<AutoCloseable> running = new ArrayList<>();

    @Override
    public Map<String, String> start() {
        try {
            var configuration = new HashMap<String, String>();
            for (String service : List.of("tenant-service", "risk-service", "remediation-service")) {
                var standIn = new StandInService(service);
                running.add(standIn);
                configuration.put("homeward." + service + ".url", standIn.url());
                configuration.put("homeward.internal-keys." + service, SuiteKeys.of(service));
            }
            var application = new StandInApplication();
            running.add(application);
            Path built = Files.createDirectories(Path.of("target").toAbsolutePath());
            Path log = Files.createTempDirectory(built, "decisions").resolve("decisions.ndjson");
            configuration.put("test.application.port", Integer.toString(application.port()));
            configuration.put("homeward.apps.allowed-loopback", "127.0.0.1:" + application.port() + ",127.0.0.1:9");
            configuration.put("homeward.apps.port", "0");
            configuration.put("homeward.edge.port", "0");
            configuration.put("homeward.edge.url", EDGE);
            configuration.put("homeward.external.keys", PROXY_KEY);
            configuration.put("homeward.edge.patience", "PT5S");
            configuration.put("homeward.decision-log.file", log.toString());
            configuration.put(
                    "homeward.decision-log.spool.folder",
                    log.resolveSibling("spool").toString());
            configuration.put("homeward.decision-log.spool.every", "PT0.2S");
            configuration.put("homeward.limit.anonymous.burst", "60");
            configuration.put("homeward.limit.anonymous.per-second", "20");
            configuration.put("homeward.limit.clients.reports", "6");
            configuration.put("quarkus.management.port", "0");
            configuration.put("quarkus.management.test-port", "0");
            return configuration;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        for (AutoCloseable each : running) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException("A stand-in does not stop", e);
            }
        }
    }
}
