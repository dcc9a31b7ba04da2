package io.homeward.bench.speed;

import io.homeward.bench.stage.BenchDatabase;
import io.homeward.bench.stage.ServiceUnderTest;
import io.homeward.bench.stage.Statements;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Called by {@code deploy/bench/risk-speed}. */
public final class SpeedBench {
    private static final String DATABASE = "risk";
    private static final int CONNECTIONS = 256;
    private static final int AT_ONCE = 64;

    /** What there was before sign-ins were taken in together; otherwise all is as it is. */
    private static final Map<String, String> ONE_BY_ONE =
            Map.of("HOMEWARD_INTAKE_TOGETHER", "1", "HOMEWARD_INTAKE_WRITERS", "8");

    /** What is measured: how many people one after the other, in how many tenants, for how long each. */
    private record Options(
            List<Integer> people,
            int tenants,
            Duration each,
            boolean statements,
            boolean before,
            Map<String, String> service) {
        static Options of(String... arguments) {
            // Twice as few, as what a service that has just started costs is no measure for what one does that is warm.
            var people = List.of(1_000, 1_000, 100_000);
            int tenants = 20;
            int seconds = 12;
            boolean statements = false;
            boolean before = true;
            Map<String, String> service = new HashMap<>();
            for (int i = 0; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case "--long" -> {
                        people = List.of(1_000, 1_000, 100_000, 1_000_000);
                        seconds = 40;
                    }
                    case "--people" ->
                        people = Arrays.stream(arguments[++i].split(","))
                                .map(Integer::valueOf)
                                .toList();
                    case "--tenants" -> tenants = Integer.parseInt(arguments[++i]);
                    case "--seconds" -> seconds = Integer.parseInt(arguments[++i]);
                    case "--statements" -> statements = true;
                    case "--together" -> before = false;
                    case "--set" -> {
                        String[] setting = arguments[++i].split("=", 2);
                        service.put(setting[0], setting[1]);
                    }
                    default ->
                        throw new IllegalArgumentException(
                                "risk-speed [--long] [--people 1000,1000,100000] [--tenants 20] [--seconds 12] [--together] [--statements] [--set NAME=VALUE]");
                }
            }
            return new Options(people, tenants, Duration.ofSeconds(seconds), statements, before, service);
        }
    }

    private final PrintStream out = System.out;
    private final Options options;
    private final Path root;
    private final Path folder;
    private final List<Double> costs = new ArrayList<>();

    private SpeedBench(Path root, Options options) {
        this.root = root;
        this.options = options;
        this.folder = root.resolve("deploy/bench/target/risk-speed");
    }

    public static void main(String... arguments) throws Exception {
        new SpeedBench(Path.of(System.getProperty("homeward.root")), Options.of(arguments)).run();
    }

    private void run() throws IOException, SQLException, InterruptedException {
        out.printf("Without network and database, microseconds each, one processor of %d%n", processors());
        new PureScoring().measure().forEach(out::println);
        try (BenchDatabase database = BenchDatabase.start(folder, DATABASE, List.of(DATABASE), settings())) {
            try (Connection superuser = database.connect(DATABASE)) {
                before(database, superuser);
                after(database, superuser);
            }
        }
        if (costs.size() > 1) {
            int warm = options.people.lastIndexOf(options.people.getFirst());
            out.printf(
                    "Processor time per sign-in with %,d people, of that with %,d: %.2f%n",
                    options.people.getLast(), options.people.getFirst(), costs.getLast() / costs.get(warm));
        }
        out.println("Logs are in " + folder + "; the data is gone.");
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Map.of("max_wal_size", "8GB"));
        if (options.statements) {
            settings.putAll(Statements.settings());
        }
        return settings;
    }

    /** Each sign-in is a transaction of its own, and as many are under way as may be. It also learns the patterns. */
    private void before(BenchDatabase database, Connection superuser)
            throws SQLException, IOException, InterruptedException {
        try (ServiceUnderTest service = start(database, options.before ? ONE_BY_ONE : options.service);
                Senders senders = new Senders(service, CONNECTIONS)) {
            Filling.tenants(superuser, options.tenants);
            Filling.people(superuser, options.tenants, 0, Crowd.PATTERNS);
            var crowd = new Crowd(Crowd.PATTERNS, options.tenants);
            Load.patterns(crowd, senders, AT_ONCE);
            Filling.settled(superuser);
            if (options.before) {
                heading("one by one");
                both(database, superuser, service, senders, crowd);
            }
        }
        costs.clear();
    }

    private void after(BenchDatabase database, Connection superuser)
            throws SQLException, IOException, InterruptedException {
        long begun = System.nanoTime();
        try (ServiceUnderTest service = start(database, options.service);
                Senders senders = new Senders(service, CONNECTIONS)) {
            out.printf("%nThe service is ready after %.1f s", (System.nanoTime() - begun) / 1e9);
            measure(database, superuser, service, senders);
            out.printf(
                    "%nHeap of the service after a collection: %s of %d MB%n",
                    heap(service), ServiceUnderTest.HEAP_MEGABYTES);
        }
    }

    private ServiceUnderTest start(BenchDatabase database, Map<String, String> settings)
            throws IOException, InterruptedException {
        Path log = Files.createDirectories(folder).resolve("risk-service.log");
        return ServiceUnderTest.start(root, "risk-service", log, database.url(DATABASE), settings);
    }

    private void measure(BenchDatabase database, Connection superuser, ServiceUnderTest service, Senders senders)
            throws SQLException, IOException, InterruptedException {
        first(new Crowd(Crowd.PATTERNS, options.tenants), senders);
        heading("together");
        int known = Crowd.PATTERNS;
        for (int people : options.people) {
            if (people > known) {
                Filling.people(superuser, options.tenants, known, people);
                Filling.habits(superuser, options.tenants, known, people);
                known = people;
            }
            both(database, superuser, service, senders, new Crowd(people, options.tenants));
        }
    }

    private void heading(String how) {
        out.printf("%n%-68s%30s%12s%n", "", "processor us per sign-in:", "others");
        out.printf(
                "%-28s%10s%10s%10s%10s%10s%10s%10s%12s%n",
                "sign-ins, " + how,
                "a second",
                "p50 ms",
                "p99 ms",
                "longest",
                "service",
                "database",
                "generator",
                "busy");
    }

    /** The very first: nothing is warm yet but what the service itself has seen to. */
    private void first(Crowd crowd, Senders senders) throws IOException, InterruptedException {
        for (String nth : List.of("first", "second", "third")) {
            long begun = System.nanoTime();
            Wire.Answer answer =
                    senders.send(crowd.of(0), crowd.usual(0, Instant.now().minus(Duration.ofDays(20))));
            if (!answer.ok()) {
                throw new IOException("The first sign-in: " + answer);
            }
            out.printf(", the %s sign-in takes %.0f ms", nth, (System.nanoTime() - begun) / 1e6);
        }
        out.println();
    }

    private void both(
            BenchDatabase database, Connection superuser, ServiceUnderTest service, Senders senders, Crowd crowd)
            throws IOException, SQLException, InterruptedException {
        String people = "%,d people".formatted(crowd.people());
        // A service that has just started is compiled while it works.
        boolean warm = !costs.isEmpty();
        Load.asFastAsItGoes(
                crowd, senders, AT_ONCE, warm ? options.each.dividedBy(2) : options.each.multipliedBy(2), 1);
        count(superuser);
        Usage before = Usage.now(service.pid(), database.pid());
        Load.Result most = Load.asFastAsItGoes(crowd, senders, AT_ONCE, options.each, 2);
        costs.add(print(people + ", " + AT_ONCE + " at once", most, before, service, database)
                .sum());
        dearest(superuser);
        double half = most.perSecond() / 2;
        Usage then = Usage.now(service.pid(), database.pid());
        print(
                people + ", half of it",
                Load.everySoOften(crowd, senders, half, options.each, 3),
                then,
                service,
                database);
        dearest(superuser);
    }

    private void count(Connection superuser) throws SQLException {
        if (options.statements) {
            Statements.count(superuser);
        }
    }

    /** Then it is counted anew. */
    private void dearest(Connection superuser) throws SQLException {
        if (options.statements) {
            Statements.dearest(superuser).forEach(out::println);
            Statements.count(superuser);
        }
    }

    private Usage.Cost print(
            String what, Load.Result result, Usage before, ServiceUnderTest service, BenchDatabase database)
            throws IOException {
        Usage.Cost cost = Usage.now(service.pid(), database.pid())
                .since(before, result.answered(), result.time().toNanos() / 1e9);
        out.printf(
                "%-28s%10.0f%10s%10s%10s%10.0f%10.0f%10.0f%12.2f %s%n",
                what,
                result.perSecond(),
                millis(result, Load.Millis::median),
                millis(result, Load.Millis::p99),
                millis(result, Load.Millis::longest),
                cost.service(),
                cost.database(),
                cost.generator(),
                cost.othersBusy(),
                result.refused());
        return cost;
    }

    private static String millis(Load.Result result, ToDoubleFunction<Load.Millis> which) {
        return result.millis()
                .map(millis -> "%.1f".formatted(which.applyAsDouble(millis)))
                .orElse("");
    }

    /** What is left when all garbage is gone. */
    private static String heap(ServiceUnderTest service) throws IOException, InterruptedException {
        jcmd(service, "GC.run");
        return jcmd(service, "GC.class_histogram")
                .lines()
                .filter(line -> line.startsWith("Total"))
                .map(line -> "%.0f MB".formatted(Long.parseLong(line.trim().split(" +")[2]) / 1e6))
                .findFirst()
                .orElse("?");
    }

    private static String jcmd(ServiceUnderTest service, String command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(service.pid()),
                        command)
                .redirectErrorStream(true);
        Process process = builder.start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return answer;
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }
}
