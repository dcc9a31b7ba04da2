package io.homeward.bench.quality;

import io.homeward.bench.quality.report.Report;
import io.homeward.bench.quality.report.SprayTables;
import io.homeward.bench.quality.spray.Sprays;
import io.homeward.bench.quality.spray.Wide;
import io.homeward.bench.quality.world.Profile;
import io.homeward.risk.familiarity.Tuning;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Called by {@code deploy/bench/risk-quality}. */
public final class QualityBench {
    private static final String USAGE = """
            risk-quality [--profiles calm,noisy,workforce,education,consumers] [--seeds 1,2,3,4,5] [--no-gate] [--fresh]
            risk-quality --sprays      writes only what is about sprays anew""";

    private final PrintStream out = System.out;
    private final Path folder;
    private final Arguments arguments;

    /** What was asked for. */
    record Arguments(List<Profile> profiles, List<Long> seeds, boolean gate, boolean fresh, boolean sprays) {
        static Arguments of(List<String> words) {
            var profiles = List.of("calm", "noisy", "workforce", "education", "consumers");
            var seeds = List.of("1", "2", "3", "4", "5");
            boolean gate = true;
            boolean fresh = false;
            boolean sprays = false;
            for (int i = 0; i < words.size(); i++) {
                switch (words.get(i)) {
                    case "--profiles" -> profiles = listed(words, ++i);
                    case "--seeds" -> seeds = listed(words, ++i);
                    case "--no-gate" -> gate = false;
                    case "--fresh" -> fresh = true;
                    case "--sprays" -> sprays = true;
                    default -> throw new IllegalArgumentException(words.get(i));
                }
            }
            return new Arguments(
                    profiles.stream().map(Profile::called).toList(),
                    seeds.stream().map(Long::valueOf).toList(),
                    gate,
                    fresh,
                    sprays);
        }

        private static List<String> listed(List<String> words, int at) {
            if (at >= words.size()) {
                throw new IllegalArgumentException(words.getLast() + " what?");
            }
            return List.of(words.get(at).split(","));
        }
    }

    private QualityBench(Path folder, Arguments arguments) {
        this.folder = folder;
        this.arguments = arguments;
    }

    public static void main(String... words) throws IOException {
        Arguments arguments;
        try {
            arguments = Arguments.of(Arrays.asList(words));
        } catch (IllegalArgumentException e) {
            System.err.println("Not understood: " + e.getMessage() + "\n" + USAGE);
            System.exit(2);
            return;
        }
        boolean done = new QualityBench(Path.of(System.getProperty("homeward.root"), "deploy/bench"), arguments).run();
        System.exit(done ? 0 : 1);
    }

    private boolean run() throws IOException {
        if (arguments.sprays) {
            out.println(new SprayTables(Sprays.run(), Wide.run()).rewritten(folder));
            return true;
        }
        List<Gate.Figure> gate = gate();
        boolean holds = gate.stream().allMatch(Gate.Figure::holds);
        if (!holds && arguments.gate) {
            out.println("The population is not like the published one, so nothing is compared on it. "
                    + "Tune the knobs in world/Profile, or look all the same with --no-gate.");
            return false;
        }
        var steps = new Steps(folder.resolve("target/risk-quality"), Fingerprint.of(QualityBench.class, Tuning.class));
        var results = new ArrayList<Results>();
        int step = 0;
        int all = arguments.profiles.size() * arguments.seeds.size();
        for (Profile profile : arguments.profiles) {
            for (long seed : arguments.seeds) {
                results.add(step(steps, profile, seed, "%d/%d".formatted(++step, all)));
            }
        }
        out.println("Replay, shuffle, poisoning, explanations, sprays");
        String told = new Report(results, gate, Integrity.checks(), Sprays.run(), Wide.run(), Tuning.SHIPPED.version())
                .written(folder);
        out.println(told);
        out.println("The tables are in " + folder.resolve("risk-quality.md") + ", the plots beside it in plots/. "
                + "Commit them if the engine changed; what was kept for the next run is in target/risk-quality.");
        return true;
    }

    private List<Gate.Figure> gate() {
        out.println("Gate: Freeman's model on " + Profile.CALM.name() + ", seeds " + arguments.seeds
                + ", against what was published about it");
        List<Gate.Figure> figures = Gate.figures(Profile.CALM, arguments.seeds);
        for (Gate.Figure each : figures) {
            out.printf(
                    "    %-40s %.3f   published %.3f, within %.2f   %s%n",
                    each.name(), each.here(), each.published(), each.tolerance(), each.holds() ? "holds" : "FAILS");
        }
        return figures;
    }

    private Results step(Steps steps, Profile profile, long seed, String which) throws IOException {
        Optional<Results> done = arguments.fresh ? Optional.empty() : steps.done(profile, seed);
        if (done.isPresent()) {
            out.printf("%-6s %s, seed %d: kept from before%n", which, profile.name(), seed);
            return done.get();
        }
        long begun = System.nanoTime();
        Results results = steps.run(profile, seed);
        out.printf(
                "%-6s %s, seed %d: %,d sign-ins, %,d evaluated, %d models, %d s%n",
                which,
                profile.name(),
                seed,
                results.logins(),
                results.evaluated(),
                results.models().size(),
                Duration.ofNanos(System.nanoTime() - begun).toSeconds());
        return results;
    }
}
