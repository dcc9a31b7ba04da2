package io.homeward.testsupport;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * A real PostgreSQL server for the tests of one service, set up as in production: a role that owns the tables
 * and migrates them, an application role that owns nothing, and a feed role. Use it with
 * {@code @WithTestResource(value = RealDatabase.class, initArgs = @ResourceArg(name = "service", value = "risk"))}.
 *
 * <p>There is one server per test JVM; each start of the application gets a new, empty database on it. It also configures
 * the {@link SuiteKeys}.
 */
public class RealDatabase implements QuarkusTestResourceLifecycleManager {

    /** Quarkus loads this class anew for each application it starts, so the running server is remembered for the whole JVM. */
    private static final String PORT = "homeward.test.postgresql.port";

    private String service = "service";

    @Override
    public void init(Map<String, String> args) {
        service = args.getOrDefault("service", service);
    }

    @Override
    public Map<String, String> start() {
        String server = "jdbc:postgresql://localhost:%d/".formatted(port());
        try (Connection superuser = DriverManager.getConnection(server + "postgres", "postgres", "postgres")) {
            DatabaseRoles.recreate(superuser, service, role -> role);
        } catch (SQLException e) {
            throw new IllegalStateException("The roles and the database could not be created", e);
        }
        return configuration(server + service);
    }

    /** The server's port; the server is started where it is not running yet, and stops with the JVM. */
    public static synchronized int port() {
        String running = System.getProperty(PORT);
        if (running != null) {
            return Integer.parseInt(running);
        }
        try {
            // A test's data need not survive the machine.
            EmbeddedPostgres started = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("full_page_writes", "off")
                    .start();
            System.setProperty(PORT, String.valueOf(started.getPort()));
            return started.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start", e);
        }
    }

    private Map<String, String> configuration(String url) {
        var configuration = new HashMap<>(SuiteKeys.configuration());
        configuration.put("quarkus.datasource.jdbc.url", url);
        configuration.put("quarkus.datasource.username", service + "_app");
        configuration.put("quarkus.datasource.password", service + "_app");
        configuration.put("quarkus.datasource.feed.jdbc.url", url);
        configuration.put("quarkus.datasource.feed.username", service + "_feed");
        configuration.put("quarkus.datasource.feed.password", service + "_feed");
        configuration.put("quarkus.flyway.jdbc-url", url);
        configuration.put("quarkus.flyway.username", service + "_owner");
        configuration.put("quarkus.flyway.password", service + "_owner");
        return configuration;
    }

    @Override
    public void stop() {
        // The server serves the next application as well; the embedded server's own hook stops it with the JVM.
    }
}
