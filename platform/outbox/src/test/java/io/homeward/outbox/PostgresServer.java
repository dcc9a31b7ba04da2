package io.homeward.outbox;

import io.homeward.testsupport.DatabaseRoles;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/** A PostgreSQL server that tests may stop, crash and start again. One for all tests; each test takes a database of its own. */
final class PostgresServer {
    private static final String SERVICE = "things";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static PostgresServer shared;

    private final Path data;
    private EmbeddedPostgres running;
    private int port;

    private PostgresServer(Path data) {
        this.data = data;
    }

    static synchronized PostgresServer shared() {
        if (shared == null) {
            try {
                PostgresServer server = new PostgresServer(Files.createTempDirectory("outbox-test-postgres"));
                server.start();
                server.prepare();
                Runtime.getRuntime().addShutdownHook(new Thread(server::leave));
                shared = server;
            } catch (IOException | SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return shared;
    }

    /** Starts the server on the data it had and, after the first time, on the port it had. */
    void start() {
        try {
            // No fsync: these tests crash the server, not the machine. The log is flushed to the operating system all
            // the same.
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "150")
                    .setServerConfig("log_min_messages", "fatal")
                    .setPGStartupWait(Duration.ofSeconds(30));
            if (port != 0) {
                builder.setPort(port);
            }
            running = builder.start();
            port = running.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() {
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops for good and leaves nothing behind. */
    private void leave() {
        stop();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the server as a crash would: nothing is shut down, the next start recovers from the log. */
    void crash() throws IOException, InterruptedException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().trim());
        var postmaster = ProcessHandle.of(pid);
        new ProcessBuilder("kill", "-QUIT", String.valueOf(pid)).start().waitFor();
        Eventually.within(
                Duration.ofSeconds(20),
                () -> postmaster.map(process -> !process.isAlive()).orElse(true));
        stop();
    }

    private void prepare() throws SQLException {
        try (Connection connection = superuser("postgres")) {
            DatabaseRoles.create(connection, SERVICE, role -> role);
        }
        Flyway.configure()
                .dataSource(url(SERVICE), SERVICE + "_owner", SERVICE + "_owner")
                .locations("db/outbox", "db/replica", "db/thing")
                .placeholders(Map.of("app_role", SERVICE + "_app", "feed_role", SERVICE + "_feed"))
                .load()
                .migrate();
    }

    /** A new database, migrated. */
    String newDatabase() throws SQLException {
        return copy(SERVICE);
    }

    /** A copy of a database that nobody is connected to. */
    String copy(String from) throws SQLException {
        String name = "things_" + NUMBER.incrementAndGet();
        execute("postgres", "create database %s template %s owner %s_owner".formatted(name, from, SERVICE));
        return name;
    }

    /** Puts a copy in the place of a database, under its name. */
    void restore(String copy, String database) throws SQLException {
        execute("postgres", "drop database %s with (force)".formatted(database));
        execute("postgres", "alter database %s rename to %s".formatted(copy, database));
    }

    void execute(String database, String sql) throws SQLException {
        try (Connection connection = superuser(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", "postgres");
    }

    Connection as(String role, String database) throws SQLException {
        return DriverManager.getConnection(url(database), SERVICE + "_" + role, SERVICE + "_" + role);
    }

    String url(String database) {
        return "jdbc:postgresql://localhost:%d/%s".formatted(port, database);
    }

    int port() {
        return port;
    }
}
