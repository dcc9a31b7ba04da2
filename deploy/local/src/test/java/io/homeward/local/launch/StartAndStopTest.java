package io.homeward.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes: a real PostgreSQL, and small Java programs in the place of services. */
class StartAndStopTest {
    private static final Console SILENT =
            new Console(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false, false);

    /** Unpacked once for all tests and kept, since that is what takes time. */
    private static final Path PROGRAMS = Path.of("target", "postgres-programs").toAbsolutePath();

    @TempDir
    Path data;

    @Test
    void the_database_keeps_its_data_and_lets_in_with_passwords_only() throws Exception {
        Secrets secrets = Secrets.in(data.resolve("secrets"));
        int port = Ports.freeFrom(21_000).database();
        try (LocalDatabase first = database(port, secrets)) {
            execute(first.url("risk"), secrets, "create table kept (x int)");
        }

        try (LocalDatabase second = database(port, secrets)) {
            execute(second.url("risk"), secrets, "insert into kept values (1)");

            String wrong = second.url("risk") + "?user=risk_owner&password=wrong";
            assertThatThrownBy(() -> DriverManager.getConnection(wrong)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void a_server_that_a_killed_launcher_left_behind_is_stopped_first() throws Exception {
        Secrets secrets = Secrets.in(data.resolve("secrets"));
        int port = Ports.freeFrom(21_000).database();
        // Not closed: as if this process had been killed.
        LocalDatabase orphan = database(port, secrets);
        assertThat(orphan.url("risk")).isNotEmpty();

        List<String> stopped = LeftBehind.stop(data);

        assertThat(stopped).singleElement().asString().startsWith("PostgreSQL (process ");
        assertThat(Ports.isFree(port)).isTrue();
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void a_service_left_behind_is_stopped_and_somebody_elses_process_is_not() throws Exception {
        Process ours = new ProcessBuilder(java(LeftBehind.mark(data), "Sleeper")).start();
        Process another = new ProcessBuilder(java("-Dio.homeward.local.data=/elsewhere", "Sleeper")).start();
        Path pids = Files.createDirectories(LeftBehind.pids(data));
        Files.writeString(pids.resolve("risk-service.pid"), ours.pid() + "\n");
        Files.writeString(pids.resolve("gateway.pid"), another.pid() + "\n");

        List<String> stopped = LeftBehind.stop(data);

        assertThat(stopped).containsExactly("risk-service (process " + ours.pid() + ")");
        assertThat(ours.isAlive()).isFalse();
        assertThat(another.isAlive()).isTrue();
        another.destroyForcibly().waitFor();
    }

    @Test
    void a_second_instance_is_told_who_holds_the_data() throws Exception {
        InstanceLock.take(data);
        collectGarbage();

        assertThatThrownBy(() -> InstanceLock.take(data))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("as process " + ProcessHandle.current().pid())
                .hasMessageContaining("kill " + ProcessHandle.current().pid());
    }

    /** A lock that nobody refers to would be gone after this. */
    private static void collectGarbage() {
        var unheld = new WeakReference<>(new Object());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            while (unheld.get() != null) {
                System.gc();
            }
        });
    }

    @Test
    void a_service_that_dies_by_itself_is_reported_with_its_last_words() throws Exception {
        var died = new CompletableFuture<ServiceProcess>();
        ServiceProcess service = service(java("-Dx=y", "Failing"), died);

        service.start();

        ServiceProcess dead = died.get(20, TimeUnit.SECONDS);
        assertThat(dead.lastWords()).anyMatch(line -> line.contains("out of luck"));
        assertThat(data.resolve("logs/sample.log")).content().contains("out of luck");
    }

    @Test
    void a_service_that_is_stopped_is_not_reported() throws Exception {
        var died = new CompletableFuture<ServiceProcess>();
        ServiceProcess service = service(java("-Dx=y", "Sleeper"), died);
        service.start();

        service.stop();
        service.ended(Duration.ofSeconds(20));

        assertThat(LeftBehind.pids(data).resolve("sample.pid")).doesNotExist();
        assertThat(died).isNotDone();
    }

    private ServiceProcess service(List<String> command, CompletableFuture<ServiceProcess> died) throws IOException {
        Files.createDirectories(data.resolve("logs"));
        return new ServiceProcess(
                "sample", command, Map.of(), data, URI.create("http://127.0.0.1:1/"), SILENT, died::complete);
    }

    /** A one-file program, run from its source. */
    private List<String> java(String argument, String program) throws IOException {
        Path source = data.resolve(program + ".java");
        String body = program.equals("Failing")
                ? "System.out.println(\"out of luck\"); System.exit(3);"
                : "Thread.sleep(60_000);";
        Files.writeString(
                source,
                "public class %s { public static void main(String[] a) throws Exception { %s } }"
                        .formatted(program, body));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, "-XX:TieredStopAtLevel=1", argument, source.toString());
    }

    private LocalDatabase database(int port, Secrets secrets) throws IOException, SQLException {
        return LocalDatabase.start(data.resolve("postgres"), PROGRAMS, port, secrets, data.resolve("postgres.log"));
    }

    private static void execute(String url, Secrets secrets, String sql) throws SQLException, IOException {
        String owner = "risk_owner";
        try (Connection connection = DriverManager.getConnection(url, owner, secrets.text("database." + owner));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
