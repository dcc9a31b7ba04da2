package io.homeward.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Processor time that was used until now, in ticks, by whom. On a machine that does something else besides, this says more than the clock.
 *
 * @param machine all of it, by whomever
 */
public record Usage(long service, long database, long generator, long machine) {
    /** Linux counts in these, whatever it runs on. */
    private static final double TICKS_A_SECOND = 100;

    /** Ours of three processes; microseconds, or of the rest: how many processors it kept busy. */
    public record Cost(double service, double database, double generator, double othersBusy) {
        public double sum() {
            return service + database + generator;
        }
    }

    public static Usage now(long service, long postmaster) throws IOException {
        return new Usage(
                ticks(Path.of("/proc", Long.toString(service), "stat"), false),
                server(postmaster),
                ticks(Path.of("/proc/self/stat"), false),
                everybody());
    }

    /** What each of so many sign-ins since then has cost. */
    public Cost since(Usage before, int signIns, double seconds) {
        long ours = service - before.service + database - before.database + generator - before.generator;
        return new Cost(
                micros(service - before.service, signIns),
                micros(database - before.database, signIns),
                micros(generator - before.generator, signIns),
                Math.max(0, (machine - before.machine - ours) / TICKS_A_SECOND / seconds));
    }

    private static double micros(long ticks, int signIns) {
        return ticks / TICKS_A_SECOND * 1e6 / Math.max(1, signIns);
    }

    /** The process and its children, those that have ended too. */
    private static long server(long postmaster) throws IOException {
        long sum = ticks(Path.of("/proc", Long.toString(postmaster), "stat"), true);
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path each : all.filter(path ->
                            Character.isDigit(path.getFileName().toString().charAt(0)))
                    .toList()) {
                try {
                    String[] fields = fields(each.resolve("stat"));
                    sum += Long.parseLong(fields[1]) == postmaster ? used(fields, false) : 0;
                } catch (IOException e) {
                    // It has ended meanwhile.
                }
            }
        }
        return sum;
    }

    private static long ticks(Path stat, boolean withEnded) throws IOException {
        return used(fields(stat), withEnded);
    }

    /** The fields after the name: 0 is the state, 1 the parent. */
    private static String[] fields(Path stat) throws IOException {
        String text = Files.readString(stat);
        return text.substring(text.lastIndexOf(')') + 2).split(" ");
    }

    private static long used(String[] fields, boolean withEnded) {
        long own = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return withEnded ? own + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : own;
    }

    /** Everything but waiting. */
    private static long everybody() throws IOException {
        String[] fields =
                Files.readAllLines(Path.of("/proc/stat")).getFirst().trim().split(" +");
        return Stream.of(fields[1], fields[2], fields[3], fields[6], fields[7])
                .mapToLong(Long::parseLong)
                .sum();
    }
}
