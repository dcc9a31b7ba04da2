package io.homeward.local.launch;

import io.homeward.local.door.NotAsExpected;
import io.homeward.local.intake.FileImport;
import io.homeward.local.sample.AccessFile;
import io.homeward.local.sample.Organisation;
import io.homeward.local.sample.Organisations;
import io.homeward.local.sample.Person;
import io.homeward.local.sample.Sample;
import io.homeward.local.story.TechnicianStory;
import io.homeward.local.story.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** {@code deploy/local/run}: starts the suite on this machine, plays the story, stays up. The first class to open here. */
public final class Launcher {
    private static final int AS_EXPECTED = 0;
    private static final int NOT_AS_EXPECTED = 1;
    private static final int MISUNDERSTOOD = 2;

    /** What outlives {@code --fresh}: it costs time to make and says nothing about anybody. */
    private static final Set<String> KEPT = Set.of("programs", "intel", "launcher.lock", "launcher.pid");

    private final Path root;
    private final Options options;
    private final Console console;

    private Launcher(Path root, Options options, Console console) {
        this.root = root;
        this.options = options;
        this.console = console;
    }

    public static void main(String[] arguments) {
        Path root = Path.of(System.getProperty("homeward.local.root", "."))
                .toAbsolutePath()
                .normalize();
        boolean terminal = Boolean.getBoolean("homeward.local.terminal");
        Options options;
        try {
            options = Options.parse(List.of(arguments), root.resolve("deploy/local/data"));
        } catch (Options.Misunderstood e) {
            boolean asked = String.valueOf(e.getMessage()).isEmpty();
            (asked ? System.out : System.err).println((asked ? "" : e.getMessage() + "\n\n") + Options.USAGE);
            System.exit(asked ? AS_EXPECTED : MISUNDERSTOOD);
            return;
        }
        var console = new Console(System.out, terminal, options.verbose());
        System.exit(new Launcher(root, options, console).run());
    }

    private int run() {
        Path data = options.data();
        try {
            InstanceLock.take(data);
            if (options.fresh()) {
                LeftBehind.stop(data);
                discard(data);
            }
            if (options.addressData()) {
                console.say("Fetching databases about addresses");
                AddressData.fetch(
                        data.resolve("intel"),
                        Files.createDirectories(data.resolve("logs")).resolve("npm.log"));
            }
            // Who starts once does not want to wait at the end for the sake of the next time.
            boolean recording = !options.once();
            Suite suite = Suite.in(root, data, new Ports(options.portOffset()), recording, console, this::giveUp);
            // Ends everything on Ctrl-C, on SIGTERM and on System.exit alike.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                console.say("Stopping");
                suite.close();
                console.say("Stopped");
            }));
            suite.start();
            return use(suite);
        } catch (CannotStart e) {
            console.trouble(String.valueOf(e.getMessage()));
            return NOT_AS_EXPECTED;
        } catch (IOException e) {
            console.trouble("Could not start: " + e);
            return NOT_AS_EXPECTED;
        }
    }

    private int use(Suite suite) throws IOException {
        boolean asExpected = true;
        Path access = options.data().resolve("access.json");
        if (!options.imports().isEmpty()) {
            asExpected =
                    tried(() -> new FileImport(suite.door(), suite.operator(), console::line).score(options.imports()));
        } else if (options.story() || !Files.exists(access)) {
            asExpected = tried(() -> sampleAndStory(suite, access));
        }
        if (!options.once()) {
            console.line("");
            console.line("Edge " + suite.door().edge() + "   apps door "
                    + suite.door().apps());
            console.line(
                    "Who may sign in: " + access + "   logs: " + options.data().resolve("logs"));
            console.line("Ctrl-C stops everything.");
            awaitForever();
        }
        return asExpected ? AS_EXPECTED : NOT_AS_EXPECTED;
    }

    /** Where something cannot be made at all the suite stays up, so that one can look at it. */
    private boolean tried(Attempt attempt) throws IOException {
        try {
            return attempt.asExpected();
        } catch (NotAsExpected e) {
            console.trouble(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private interface Attempt {
        boolean asExpected() throws IOException;
    }

    private boolean sampleAndStory(Suite suite, Path access) throws IOException {
        String runId = Long.toString(System.currentTimeMillis() / 1000, 36);
        Sample sample = new Organisations(suite.door(), suite.operator(), suite.upstream())
                .make(runId, TechnicianStory.NORDLYS_PEOPLE, TechnicianStory.HARBOUR_PEOPLE);
        console.say("Sample organisations of run " + runId + " are in place");
        AccessFile.write(access, suite.door(), suite.operator(), sample.organisations());
        boolean asExpected = true;
        if (options.story()) {
            var transcript = new Transcript(console::line, console::red, console::green);
            Path files = Files.createDirectories(options.data().resolve("streams"));
            new TechnicianStory(suite.door(), sample, suite.outage("risk-service"), files, transcript).play();
            AccessFile.write(access, suite.door(), suite.operator(), sample.organisations());
            asExpected = transcript.isAsExpected();
            console.say(asExpected ? "The story is done, every step as expected" : transcript.failures());
        }
        if (!options.once()) {
            who(sample).forEach(console::line);
        }
        return asExpected;
    }

    private static List<String> who(Sample sample) {
        List<String> lines = new ArrayList<>(List.of(""));
        lines.add("%-16s %-14s %-36s %-22s %s".formatted("organisation", "role", "name", "password", "TOTP seed"));
        for (Organisation organisation : sample.organisations()) {
            for (Person person : organisation.people()) {
                lines.add("%-16s %-14s %-36s %-22s %s"
                        .formatted(
                                organisation.name(),
                                person.role(),
                                person.userPrincipalName(),
                                person.password(),
                                person.authenticator().map(each -> each.seed()).orElse("-")));
            }
        }
        return lines;
    }

    private void giveUp(String why) {
        console.trouble(why);
        System.exit(NOT_AS_EXPECTED);
    }

    private static void awaitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void discard(Path data) throws IOException {
        try (Stream<Path> entries = Files.list(data)) {
            for (Path entry : entries.toList()) {
                if (!KEPT.contains(entry.getFileName().toString())) {
                    delete(entry);
                }
            }
        }
    }

    private static void delete(Path entry) throws IOException {
        try (Stream<Path> files = Files.walk(entry)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
