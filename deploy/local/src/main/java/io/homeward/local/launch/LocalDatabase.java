package io.homeward.local.launch;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** One PostgreSQL server whose data stays, with a database and three roles for each service. */
final class LocalDatabase implements AutoCloseable {
    private static final List<String> SERVICES = List.of("tenant", "risk", "remediation");

    /** Passwords only, also on this machine: what the services may see depends on who they are. */
    private static final String WHO_MAY_CONNECT = """
            # Written by deploy/local/run.
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128 scram-sha-256
            """;

    private final EmbeddedPostgres server;
    private final int port;

    private LocalDatabase(EmbeddedPostgres server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * @param data where the server's files are
     * @param binaries where its programs are unpacked
     */
    static LocalDatabase start(Path data, Path binaries, int port, Secrets secrets, Path log)
            throws IOException, SQLException {
        boolean isNew = !Files.exists(data.resolve("postgresql.conf"));
        Files.createDirectories(binaries);
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(binaries.toFile())
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setConnectConfig("password", secrets.text("database.postgres"))
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("max_connections", "150")
                .setErrorRedirector(Redirect.appendTo(log.toFile()))
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .start();
        var database = new LocalDatabase(server, port);
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            database.prepare(statement, secrets);
            if (isNew) {
                Files.writeString(data.resolve("pg_hba.conf"), WHO_MAY_CONNECT);
                statement.execute("select pg_reload_conf()");
            }
        } catch (IOException | SQLException e) {
            database.close();
            throw e;
        }
        return database;
    }

    String url(String service) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, service);
    }

    private void prepare(Statement statement, Secrets secrets) throws SQLException, IOException {
        statement.execute("alter role postgres password '%s'".formatted(secrets.text("database.postgres")));
        for (String service : SERVICES) {
            for (String kind : List.of("owner", "app", "feed")) {
                role(statement, service + "_" + kind, secrets.text("database." + service + "_" + kind));
            }
            if (!exists(statement, "select from pg_database where datname = '%s'".formatted(service))) {
                statement.execute("create database %s owner %s_owner".formatted(service, service));
            }
        }
    }

    private static void role(Statement statement, String role, String password) throws SQLException {
        String attributes = "%s login nosuperuser nobypassrls password '%s'".formatted(role, password);
        boolean exists = exists(statement, "select from pg_roles where rolname = '%s'".formatted(role));
        statement.execute((exists ? "alter role " : "create role ") + attributes);
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
