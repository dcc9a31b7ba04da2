package io.homeward.bench.stage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL server of this run, with the roles of one service and databases for it. Closing it removes its files. */
public final class BenchDatabase implements AutoCloseable {
    private static final List<String> ROLES = List.of("owner", "app", "feed");

    private final Path folder;
    private final EmbeddedPostgres server;

    private BenchDatabase(Path folder, EmbeddedPostgres server) {
        this.folder = folder;
        this.server = server;
    }

    /**
     * What was committed is on the disk.
     *
     * @param service the beginning of its roles' names, such as {@code tenant}
     * @param settings of the server, besides those that every benchmark has
     */
    public static BenchDatabase start(
            Path folder, String service, Collection<String> databases, Map<String, String> settings)
            throws IOException, SQLException {
        discard(folder);
        Path log = Files.createDirectories(folder).resolve("postgres.log");
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setPGStartupWait(Duration.ofSeconds(60))
                // The library starts a server that does not wait for its disk, and what it says cannot be altered
                // later.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("work_mem", "16MB")
                .setServerConfig("max_connections", "120")
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
        settings.forEach(builder::setServerConfig);
        var database = new BenchDatabase(folder, builder.start());
        try (Connection connection = database.connect("postgres");
                Statement statement = connection.createStatement()) {
            durable(statement);
            for (String role : ROLES) {
                statement.execute("create role %1$s_%2$s login nosuperuser nobypassrls password '%1$s_%2$s'"
                        .formatted(service, role));
            }
            for (String each : databases) {
                statement.execute("create database %s owner %s_owner".formatted(each, service));
            }
        }
        return database;
    }

    private static void durable(Statement statement) throws SQLException {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            try (ResultSet row = statement.executeQuery("show " + setting)) {
                row.next();
                if (!row.getString(1).equals("on")) {
                    throw new IllegalStateException(setting + " is " + row.getString(1));
                }
            }
        }
    }

    public String url(String name) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), name);
    }

    /** As the superuser, whom row-level security does not hold. */
    public Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(url(name), "postgres", "postgres");
    }

    /** From now on every statement's plan goes to the log, or no more. */
    public void explain(boolean all) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set auto_explain.log_min_duration = " + (all ? 0 : -1));
            statement.execute("select pg_reload_conf()");
        }
    }

    public Path log() {
        return folder.resolve("postgres.log");
    }

    /** Of the process that starts all others of the server. */
    public long pid() throws IOException {
        return Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid"))
                .getFirst()
                .strip());
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
