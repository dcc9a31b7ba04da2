package io.homeward.bench.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.bench.speed.Crowd;
import io.homeward.bench.speed.Filling;
import io.homeward.bench.speed.Usage;
import io.homeward.bench.stage.BenchDatabase;
import io.homeward.bench.stage.ServiceUnderTest;
import io.homeward.bench.stage.Statements;
import io.homeward.risk.export.NotUnderstood;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
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
import java.util.Random;

/** Called by {@code deploy/bench/risk-import}. */
public final class ImportBench {
    private static final String DATABASE = "risk";
    private static final String MAY = "IdentityRiskEvent.ReadWrite.All";
    private static final TenantId TENANT = Crowd.tenant(0);
    private static final long LOOK_MILLIS = 250;
    private static final Duration FILE_SPANS = Duration.ofDays(20);

    private record Options(List<Integer> people, int events, boolean statements) {
        static Options of(String... arguments) {
            // Twice as few: the first file is one for a service that has just started.
            var people = List.of(1_000, 1_000, 100_000);
            int events = 200_000;
            boolean statements = false;
            for (int i = 0; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case "--long" -> people = List.of(1_000, 1_000, 100_000, 1_000_000);
                    case "--people" ->
                        people = Arrays.stream(arguments[++i].split(","))
                                .map(Integer::valueOf)
                                .toList();
                    case "--events" -> events = Integer.parseInt(arguments[++i]);
                    case "--statements" -> statements = true;
                    default ->
                        throw new IllegalArgumentException(
                                "risk-import [--long] [--people 1000,1000,100000] [--events 200000] [--statements]");
                }
            }
            return new Options(people, events, statements);
        }
    }

    private final PrintStream out = System.out;
    private final Options options;
    private final Path root;
    private final Path folder;
    private final List<Double> costs = new ArrayList<>();

    private ImportBench(Path root, Options options) {
        this.root = root;
        this.options = options;
        this.folder = root.resolve("deploy/bench/target/risk-import");
    }

    public static void main(String... arguments) throws Exception {
        new ImportBench(Path.of(System.getProperty("homeward.root")), Options.of(arguments)).run();
    }

    private void run() throws IOException, SQLException, InterruptedException, NotUnderstood {
        out.println("Reading alone, in memory");
        Readers.measure().forEach(out::println);
        Files.createDirectories(folder);
        try (BenchDatabase database = BenchDatabase.start(folder, DATABASE, List.of(DATABASE), settings());
                ServiceUnderTest service = ServiceUnderTest.start(
                        root, "risk-service", folder.resolve("risk-service.log"), database.url(DATABASE), Map.of());
                Connection superuser = database.connect(DATABASE)) {
            measure(database, service, superuser);
            out.printf("%nMost memory of the service: %d MB%n", service.peakMegabytes());
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

    private void measure(BenchDatabase database, ServiceUnderTest service, Connection superuser)
            throws IOException, SQLException, InterruptedException {
        Filling.tenants(superuser, 1);
        Filling.people(superuser, 1, 0, Crowd.PATTERNS);
        Instant begun = Instant.now().minus(Duration.ofDays(60));
        out.printf(
                "%n%-34s%12s%12s%14s%14s%10s%12s%n",
                "sign-ins of a file", "a second", "sent in s", "service us", "database us", "busy", "");
        int taught = Crowd.PATTERNS * Crowd.EARLIER;
        take("teaching", database, service, file(Crowd.PATTERNS, taught, begun, 1), taught);
        int known = Crowd.PATTERNS;
        for (int people : options.people) {
            if (people > known) {
                Filling.people(superuser, 1, known, people);
                Filling.habits(superuser, 1, known, people);
                known = people;
            }
            Instant from = begun.plus(FILE_SPANS);
            Path file = file(people, options.events, from, people);
            if (options.statements) {
                Statements.count(superuser);
            }
            costs.add(take(
                    "%,d of %,d people".formatted(options.events, people), database, service, file, options.events));
            if (options.statements) {
                Statements.dearest(superuser).forEach(out::println);
            }
            if (people == options.people.getFirst()) {
                take("the same again (all known)", database, service, file, options.events);
            }
            Files.delete(file);
        }
    }

    /** Sorted by time but for one in twenty, which comes up to a minute late. */
    private Path file(int people, int events, Instant from, long seed) throws IOException {
        var crowd = new Crowd(people, 1);
        var random = new Random(seed);
        Path file = folder.resolve("sign-ins.ndjson");
        long step = FILE_SPANS.toMillis() / events;
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (int nth = 0; nth < events; nth++) {
                long late = random.nextInt(20) == 0 ? random.nextInt(60_000) : 0;
                int person = events <= people * Crowd.EARLIER && people == Crowd.PATTERNS
                        ? nth % people
                        : random.nextInt(people);
                stream.write(crowd.signIn(person, from.plusMillis(nth * step - late), random));
                stream.write('\n');
            }
        }
        return file;
    }

    /** @return processor microseconds per sign-in, of all three */
    private double take(String what, BenchDatabase database, ServiceUnderTest service, Path file, int events)
            throws IOException, InterruptedException {
        JsonNode run = service.post(TENANT, "/v1/imports", Map.of("format", "graph"), MAY);
        String path = "/v1/imports/" + run.get("id").asText();
        Usage before = Usage.now(service.pid(), database.pid());
        long sending = System.nanoTime();
        HttpResponse<String> sent = service.send(service.request(TENANT, path + "/file", MAY)
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofFile(file))
                .build());
        if (sent.statusCode() != 202) {
            throw new IOException("PUT %s: %d %s".formatted(path, sent.statusCode(), sent.body()));
        }
        double sentSeconds = (System.nanoTime() - sending) / 1e9;
        long begun = System.nanoTime();
        do {
            Thread.sleep(LOOK_MILLIS);
            run = service.read(
                    service.send(service.request(TENANT, path, MAY).GET().build())
                            .body());
        } while (!run.hasNonNull("endedDateTime"));
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (!run.get("state").asText().equals("completed")
                || run.get("malformed").asLong() > 0) {
            throw new IOException("The import: " + run);
        }
        Usage.Cost cost = Usage.now(service.pid(), database.pid()).since(before, events, seconds + sentSeconds);
        out.printf(
                "%-34s%,12d%12.1f%14.0f%14.0f%10.2f   %,d kept, %,d duplicates, %,d detections%n",
                what,
                run.get("rowsPerSecond").asLong(),
                sentSeconds,
                cost.service(),
                cost.database(),
                cost.othersBusy(),
                run.get("kept").asLong(),
                run.get("duplicates").asLong(),
                run.get("detections").asLong());
        return cost.sum();
    }
}
