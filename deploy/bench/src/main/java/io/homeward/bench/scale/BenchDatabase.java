package io.homeward.bench.scale;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server of this run, with the roles of tenant-service and a database for each scale. Closing it removes its files. */
final class BenchDatabase implements AutoCloseable {
    private static final List<String> ROLES = List.of("tenant_owner", "tenant_app", "tenant_feed");

    private final Path folder;
    private final EmbeddedPostgres server;

    private BenchDatabase(Path folder, EmbeddedPostgres server) {
        this.folder = folder;
        this.server = server;
    }

    static BenchDatabase start(Path folder, List<Scale> scales) throws IOException, SQLException {
        discard(folder);
        Path log = Files.createDirectories(folder).resolve("postgres.log");
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("work_mem", "16MB")
                .setServerConfig("max_connections", "120")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("session_preload_libraries", "auto_explain")
                .setServerConfig("auto_explain.log_analyze", "on")
                .setServerConfig("auto_explain.log_timing", "off")
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        var database = new BenchDatabase(folder, server);
        try (Connection connection = database.connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String role : ROLES) {
                statement.execute("create role %1$s login nosuperuser nobypassrls password '%1$s'".formatted(role));
            }
            for (Scale scale : scales) {
                statement.execute("create database %s owner tenant_owner".formatted(scale.database()));
            }
        }
        return database;
    }

    String url(String name) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), name);
    }

    /** As the superuser, whom row-level security does not hold. */
    Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(url(name), "postgres", "postgres");
    }

    /** From now on every statement's plan goes to the log, or no more. */
    void explain(boolean all) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set auto_explain.log_min_duration = " + (all ? 0 : -1));
            statement.execute("select pg_reload_conf()");
        }
    }

    /** From now on a change is on the disk when it is said to be done. */
    void durable() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set fsync = on");
            statement.execute("alter system set synchronous_commit = on");
            statement.execute("select pg_reload_conf()");
        }
    }

    Path log() {
        return folder.resolve("postgres.log");
    }

    private static void discard(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        discard(folder.resolve("data"));
    }
}
