package io.homeward.local.stream;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Weeks of ordinary sign-ins of an organisation (working hours, office and home, a few devices each, now and then a mistyped password or
 * a journey), and in their last minutes a password spray: one address, many names, one or two tries each, and a success for one of them.
 */
public final class SignInStream {
    private static final List<String> APPLICATIONS = List.of("Mail", "Files", "Tickets", "Calendar", "Payroll");
    private static final Duration SPRAY_LASTS = Duration.ofSeconds(150);

    /** An address reserved for documentation (RFC 5737), used here for nothing but the spray. */
    public static final String SPRAY_ADDRESS = "203.0.113.66";

    private final StreamPlan plan;
    private final SplittableRandom random;
    private final List<SampleSignIn> signIns = new ArrayList<>();

    private SignInStream(StreamPlan plan) {
        this.plan = plan;
        this.random = new SplittableRandom(plan.seed());
    }

    /**
     * @param signIns how many lines were written
     * @param ordinary how many of them are not the spray's
     */
    public record Written(Path file, int signIns, int ordinary, Instant from, Instant to) {}

    /** Writes the stream as NDJSON, one Graph {@code signIn} a line, in the order of time. */
    public static Written write(StreamPlan plan, Path file) throws IOException {
        var stream = new SignInStream(plan);
        stream.work();
        int ordinary = stream.signIns.size();
        stream.spray();
        stream.signIns.sort(Comparator.comparing(SampleSignIn::at).thenComparing(SampleSignIn::id));
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (SampleSignIn signIn : stream.signIns) {
                out.write(signIn.json(plan.ids()));
                out.write('\n');
            }
        }
        return new Written(
                file,
                stream.signIns.size(),
                ordinary,
                stream.signIns.getFirst().at(),
                stream.signIns.getLast().at());
    }

    private void work() {
        LocalDate last = plan.end().atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate first = last.minusWeeks(plan.weeks());
        int number = 0;
        for (String name : plan.names()) {
            Worker worker = Worker.of(name, number++, random);
            boolean travels = random.nextInt(20) == 0 && !steady(name);
            LocalDate journey = travels ? first.plusDays(random.nextInt(plan.weeks() * 7)) : last;
            for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
                // A day away begins and ends at the hotel: the night before and after leaves time to travel.
                work(worker, day, day.equals(journey) && day.isBefore(last) ? Place.COPENHAGEN : worker.town());
            }
        }
    }

    private void work(Worker worker, LocalDate day, Place where) {
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        int times = weekend ? (random.nextInt(8) == 0 ? 1 : 0) : 2 + random.nextInt(4);
        boolean atHome = (weekend || random.nextInt(5) == 0) && !steady(worker.name());
        Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        for (int i = 0; i < times; i++) {
            double hour = worker.dayBegins() + (i == 0 ? random.nextDouble() * 0.5 : random.nextDouble() * 8.5);
            Instant at = midnight.plusMillis((long) (hour * 3_600_000));
            if (at.isBefore(plan.end().minus(SPRAY_LASTS))) {
                signIn(worker, at, where, atHome);
            }
        }
    }

    private void signIn(Worker worker, Instant at, Place where, boolean atHome) {
        boolean away = !where.equals(worker.town());
        String address = away ? "192.0.2.200" : atHome ? worker.homeAddress() : worker.officeAddress();
        // The first device three times out of four; the others share the rest.
        int device = random.nextInt(4) < 3 || steady(worker.name())
                ? 0
                : random.nextInt(worker.devices().size());
        String application = APPLICATIONS.get(random.nextInt(APPLICATIONS.size()));
        if (random.nextInt(33) == 0) {
            Instant mistyped = at.minusSeconds(8 + random.nextInt(20));
            add(
                    mistyped,
                    worker.name(),
                    application,
                    address,
                    where,
                    worker.devices().get(device),
                    false);
        }
        add(at, worker.name(), application, address, where, worker.devices().get(device), true);
    }

    /** Nothing but the spray is to be found about its victim, whatever the day: a first day at the office is news enough to be a low risk. */
    private boolean steady(String name) {
        return name.equals(plan.victim());
    }

    private void spray() {
        List<String> tried = new ArrayList<>(plan.names());
        tried.remove(plan.victim());
        while (tried.size() >= plan.sprayed()) {
            tried.remove(random.nextInt(tried.size()));
        }
        tried.add(plan.victim());
        Instant begin = plan.end().minus(SPRAY_LASTS);
        long room = SPRAY_LASTS.toMillis() - 5_000;
        for (String name : tried) {
            int tries = 1 + random.nextInt(2);
            for (int i = 0; i < tries; i++) {
                Instant at = begin.plusMillis(random.nextLong(room));
                add(at, name, "Mail", SPRAY_ADDRESS, Place.RENTED, null, false);
            }
        }
        add(plan.end(), plan.victim(), "Mail", SPRAY_ADDRESS, Place.RENTED, null, true);
    }

    private void add(
            Instant at,
            String name,
            String application,
            String address,
            Place place,
            Worker.@Nullable Device device,
            boolean success) {
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        int code = success ? SampleSignIn.SUCCESS : SampleSignIn.WRONG_PASSWORD;
        signIns.add(new SampleSignIn(id, at, name, application, address, place, device, code));
    }
}
