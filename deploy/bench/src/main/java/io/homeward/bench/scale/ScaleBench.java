package io.homeward.bench.scale;

import io.homeward.bench.stage.BenchDatabase;
import io.homeward.bench.stage.ServiceUnderTest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Called by {@code deploy/bench/scale}; arguments are the factors, by default 1 10 100. */
public final class ScaleBench {
    private static final int WARM_UP = 15;
    private static final int ROUNDS = 40;
    private static final Duration WRITING = Duration.ofSeconds(10);
    private static final List<String> FEEDS = List.of("people", "relationships", "rules");

    /** Every plan can be asked for. */
    private static final Map<String, String> SERVER = Map.of(
            "session_preload_libraries", "auto_explain",
            "auto_explain.log_analyze", "on",
            "auto_explain.log_timing", "off");

    private final PrintStream out = System.out;
    private final List<Site> sites = new ArrayList<>();

    private ScaleBench() {}

    public static void main(String... arguments) throws Exception {
        List<Scale> scales = Stream.of(arguments.length == 0 ? new String[] {"1", "10", "100"} : arguments)
                .map(factor -> new Scale(Integer.parseInt(factor)))
                .toList();
        new ScaleBench().run(Path.of(System.getProperty("homeward.root")), scales);
    }

    private void run(Path root, List<Scale> scales) throws IOException, SQLException, InterruptedException {
        Path folder = root.resolve("deploy/bench/target/scale");
        try (BenchDatabase database = BenchDatabase.start(
                folder, "tenant", scales.stream().map(Scale::database).toList(), SERVER)) {
            try {
                for (Scale scale : scales) {
                    sites.add(site(root, folder, database, scale));
                }
                times();
                plans(database);
                snapshots();
                writes();
            } finally {
                sites.forEach(site -> site.service().close());
            }
        }
        out.println("Logs are in " + folder + "; the data is gone.");
    }

    private Site site(Path root, Path folder, BenchDatabase database, Scale scale)
            throws IOException, SQLException, InterruptedException {
        Path log = Files.createDirectories(folder).resolve("tenant-service-" + scale + ".log");
        ServiceUnderTest service =
                ServiceUnderTest.start(root, "tenant-service", log, database.url(scale.database()), Map.of());
        long begun = System.nanoTime();
        try (Connection superuser = database.connect(scale.database())) {
            Population.fill(scale, service, superuser);
        } catch (IOException | SQLException | InterruptedException e) {
            service.close();
            throw e;
        }
        out.printf(
                "%-5s %,d tenants, %,d users, %,d relationships, filled in %d s%n",
                scale,
                scale.tenants(),
                scale.people(),
                scale.relationships(),
                Duration.ofNanos(System.nanoTime() - begun).toSeconds());
        return new Site(scale, database, service);
    }

    /** Every question goes to all scales in turn, so that what disturbs the machine disturbs them alike. */
    private void times() throws IOException, SQLException, InterruptedException {
        out.printf("%nMilliseconds per answer, over HTTP, median (and 95th percentile) of %d%n", ROUNDS);
        out.printf("%-40s%s%10s%n", "", headings(), "ratio");
        int questions = Question.all(sites.getFirst().scale()).size();
        for (int each = 0; each < questions; each++) {
            double[][] times = new double[sites.size()][ROUNDS];
            String[] paths = new String[sites.size()];
            String name = "";
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                for (int at = 0; at < sites.size(); at++) {
                    Site site = sites.get(at);
                    Question question = Question.all(site.scale()).get(each);
                    name = question.name();
                    if (paths[at] == null) {
                        paths[at] = site.path(question);
                    }
                    double time = site.ask(question, paths[at]);
                    if (round >= 0) {
                        times[at][round] = time;
                    }
                }
            }
            print(name, times);
        }
    }

    private String headings() {
        return sites.stream().map(site -> "%18s".formatted(site.scale())).collect(Collectors.joining());
    }

    private void print(String name, double[][] times) {
        var line = new StringBuilder("%-40s".formatted(name));
        for (double[] each : times) {
            Arrays.sort(each);
            line.append("%18s".formatted("%.1f (%.1f)".formatted(each[ROUNDS / 2], each[ROUNDS * 95 / 100])));
        }
        double first = times[0][ROUNDS / 2];
        double last = times[times.length - 1][ROUNDS / 2];
        out.println(line.append("%10.2f".formatted(last / first)));
    }

    /** At the largest scale: which index each question used. */
    private void plans(BenchDatabase database) throws IOException, SQLException, InterruptedException {
        Site site = sites.getLast();
        out.printf("%nPlans at %s: rows read from where%n", site.scale());
        database.explain(true);
        // The setting reaches a session with its next statement.
        site.ask(
                Question.all(site.scale()).getFirst(),
                site.path(Question.all(site.scale()).getFirst()));
        Thread.sleep(500);
        for (Question question : Question.all(site.scale())) {
            String path = site.path(question);
            long position = Files.size(database.log());
            site.ask(new Question(question.name(), question.tenant(), path, 1, question.permission()), path);
            Thread.sleep(100);
            out.println(question.name());
            Plans.since(database.log(), position).forEach(each -> out.println("    " + each));
        }
        database.explain(false);
    }

    /** The audit trail of a tenant is one chain, so its writers wait for each other at the commit. */
    private void writes() throws SQLException, InterruptedException {
        Site site = sites.getLast();
        out.printf("Changes per second at %s, each audited and published, on the disk when answered%n", site.scale());
        site.write(8, true, Duration.ofSeconds(5)); // warm
        out.printf("%-40s%10.0f%n", "1 writer", site.write(1, true, WRITING));
        out.printf("%-40s%10.0f%n", "8 writers, one tenant", site.write(8, true, WRITING));
        out.printf("%-40s%10.0f%n%n", "8 writers, eight tenants", site.write(8, false, WRITING));
    }

    private void snapshots() throws IOException, InterruptedException {
        out.printf("%nFeed snapshots, streamed by a process with %d MB of heap%n", ServiceUnderTest.HEAP_MEGABYTES);
        for (String feed : FEEDS) {
            for (Site site : sites) {
                long begun = System.nanoTime();
                long bytes = site.service().snapshot(feed);
                out.printf(
                        "%-16s %5s %,12d bytes %8.1f s   peak memory of the process %d MB%n",
                        feed,
                        site.scale(),
                        bytes,
                        (System.nanoTime() - begun) / 1e9,
                        site.service().peakMegabytes());
            }
        }
        out.println();
    }
}
