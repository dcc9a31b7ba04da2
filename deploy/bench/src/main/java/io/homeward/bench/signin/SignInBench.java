package io.homeward.bench.signin;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.homeward.bench.stage.Rate;
import io.homeward.local.door.Answer;
import io.homeward.local.door.PublicDoor;
import io.homeward.local.door.SignIn;
import io.homeward.local.launch.CannotStart;
import io.homeward.local.launch.Console;
import io.homeward.local.launch.Ports;
import io.homeward.local.launch.Suite;
import io.homeward.local.sample.Administration;
import io.homeward.local.sample.Client;
import io.homeward.local.sample.Organisation;
import io.homeward.local.sample.Person;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Called by {@code deploy/bench/sign-in}. */
public final class SignInBench {
    /** As remediation-service hashes ({@code PasswordHashes}): the costs that OWASP names. */
    private static final int MEMORY_KIB = 19_456;

    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;

    private static final int PEOPLE = 64;
    private static final List<Integer> AT_ONCE = List.of(1, 2, 4, 8);

    /** All sign-ins come from one address here, and each is two calls. */
    private static final Map<String, String> NO_LIMIT =
            Map.of("HOMEWARD_LIMIT_ANONYMOUS_BURST", "1000000", "HOMEWARD_LIMIT_ANONYMOUS_PER_SECOND", "100000");

    private final PrintStream out = System.out;
    private final Path root;
    private final Duration each;

    private SignInBench(Path root, Duration each) {
        this.root = root;
        this.each = each;
    }

    public static void main(String... arguments) throws Exception {
        int seconds =
                switch (arguments.length) {
                    case 0 -> 15;
                    case 2 -> {
                        if (!arguments[0].equals("--seconds")) {
                            throw new IllegalArgumentException("sign-in [--seconds 15]");
                        }
                        yield Integer.parseInt(arguments[1]);
                    }
                    default -> throw new IllegalArgumentException("sign-in [--seconds 15]");
                };
        new SignInBench(Path.of(System.getProperty("homeward.root")), Duration.ofSeconds(seconds)).run();
    }

    private void run() throws IOException, CannotStart, InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        out.printf(
                "%d processors, %d s each. Argon2id: %d KiB, %d passes, %d lane, %d bytes%n",
                processors, each.toSeconds(), MEMORY_KIB, PASSES, LANES, HASH_BYTES);
        Rate.heading(out, "a second");
        Rate alone = hashing(processors);
        out.println(alone.line("Argon2id alone, %d at once".formatted(processors)));
        Path data = Files.createDirectories(root.resolve("deploy/bench/target/sign-in"));
        var console = new Console(out, false, false);
        try (Suite suite = Suite.in(root, data, Ports.freeFrom(12_000), false, console, out::println)) {
            suite.set("gateway", NO_LIMIT);
            suite.start();
            signIns(suite, alone);
        }
        out.println("Logs are in " + data.resolve("logs") + ". What the figures mean: deploy/bench/README.md");
    }

    /** The most that there could be, were a sign-in nothing but the hash of a password. */
    private Rate hashing(int threads) throws InterruptedException {
        var function = Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
        byte[] salt = "sixteen bytes ..".getBytes(StandardCharsets.UTF_8);
        byte[] password = "correct horse battery staple".getBytes(StandardCharsets.UTF_8);
        Rate.of(threads, each.dividedBy(3), nth -> function.hash(password, salt));
        return Rate.of(threads, each, nth -> function.hash(password, salt));
    }

    private void signIns(Suite suite, Rate alone) throws InterruptedException {
        PublicDoor door = suite.door();
        Organisation home =
                suite.operator().found("Bench", "bench-" + Long.toString(System.nanoTime(), 36) + ".example", "bench");
        var administration = new Administration(door, home);
        administration.await();
        Client portal = administration.portal("Bench portal");
        List<Person> people = IntStream.range(0, PEOPLE)
                .mapToObj(nth -> administration.person("Person" + nth + " Bench", "somebody"))
                .toList();
        people.forEach(administration::await);

        Rate.of(AT_ONCE.getLast(), each, nth -> signIn(door, home, portal, people.get((int) (nth % PEOPLE))));
        for (int atOnce : AT_ONCE) {
            Rate rate = Rate.of(atOnce, each, nth -> signIn(door, home, portal, people.get((int) (nth % PEOPLE))));
            out.printf(
                    "%s%18.2f of Argon2id alone%n",
                    rate.line("sign-in through the gateway, %d at once".formatted(atOnce)),
                    rate.perSecond() / alone.perSecond());
        }
    }

    /** From the name to the token: opened, password, scored by risk-service, decided, written, told. */
    private static void signIn(PublicDoor door, Organisation home, Client portal, Person person) {
        SignIn signIn = SignIn.open(door, home.id(), portal.id(), person.userPrincipalName());
        Answer answer = signIn.password(person.password());
        if (!signIn.state().equals("signed-in")) {
            throw new IllegalStateException("Not signed in: " + answer.status() + " " + answer.text());
        }
    }
}
