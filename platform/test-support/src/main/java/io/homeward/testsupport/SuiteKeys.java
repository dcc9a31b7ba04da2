package io.homeward.testsupport;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives the service under test the internal keys of the whole suite, the same that {@link Callers} signs with. {@link RealDatabase} brings
 * them along; a service without a database names this resource itself.
 */
public class SuiteKeys implements QuarkusTestResourceLifecycleManager {
    private static final String[] SERVICES = {"gateway", "tenant-service", "risk-service", "remediation-service"};

    /** The key of one service in tests. */
    public static String of(String service) {
        return "a key for tests only, long enough, of " + service;
    }

    static Map<String, String> configuration() {
        return Stream.of(SERVICES)
                .collect(Collectors.toMap("homeward.internal-keys."::concat, (Function<String, String>) SuiteKeys::of));
    }

    @Override
    public Map<String, String> start() {
        return configuration();
    }

    @Override
    public void stop() {
        // Nothing was started.
    }
}
