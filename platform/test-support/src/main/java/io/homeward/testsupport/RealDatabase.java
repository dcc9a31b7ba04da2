package io.homeward.testsupport;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL server of its own for the tests of one service, set up as in production: a role that owns the tables
 * and migrates them, an application role that owns nothing, and a feed role. Use it with
 * {@code @WithTestResource(value = RealDatabase.class, initArgs = @ResourceArg(name = "service", value = "risk"))}.
 */
public class RealDatabase implements QuarkusTestResourceLifecycleManager {
    private String service = "service";
    private @Nullable EmbeddedPostgres server;

    @Override
    public void init(Map<String, String> args) {
        service = args.getOrDefault("service", service);
    }

    @Override
    public Map<String, String> start() {
        try {
            // No fsync: a test's data need not survive the machine.
            EmbeddedPostgres started =
                    EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
            server = started;
            try (Connection connection = started.getPostgresDatabase().getConnection()) {
                DatabaseRoles.create(connection, service, role -> role);
            }
            String url = "jdbc:postgresql://localhost:%d/%s".formatted(started.getPort(), service);
            return configuration(url);
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start", e);
        } catch (SQLException e) {
            throw new IllegalStateException("The roles and the database could not be created", e);
        }
    }

    private Map<String, String> configuration(String url) {
        var configuration = new HashMap<String, String>();
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
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
