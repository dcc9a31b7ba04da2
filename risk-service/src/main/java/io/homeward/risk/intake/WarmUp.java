package io.homeward.risk.intake;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.familiarity.Model;
import io.homeward.risk.familiarity.Tuning;
import io.homeward.risk.familiarity.ValueKey;
import io.homeward.risk.familiarity.budget.Budgets;
import io.homeward.risk.habit.TenantHabits;
import io.homeward.risk.signin.GraphSignIns;
import io.homeward.risk.signin.Reading;
import io.homeward.risk.signin.SignIn;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Scores made-up sign-ins of nobody's tenant before the service takes real ones, and undoes all of it: the first person of the day would otherwise wait
 * until classes are loaded, statements planned and connections made.
 */
@Singleton
class WarmUp {
    /** After everything else that a start does. */
    private static final int LAST = Integer.MAX_VALUE;

    /** Long enough that what is left to gain is compiled while the first of the day are answered; short beside the start itself. */
    private static final Duration ENOUGH = Duration.ofMillis(2_500);

    private static final int PEOPLE = 4;

    /** Enough of each that the later ones are held against habits, and not against nothing. */
    private static final int OF_EACH = 6;

    private final TenantDatabase database;
    private final TakeIn takeIn;
    private final InstantSource clock;

    /** What was done is not to stay. */
    private static final class Undone extends RuntimeException {
        Undone() {
            super(null, null, false, false);
        }
    }

    WarmUp(TenantDatabase database, TakeIn takeIn, InstantSource clock) {
        this.database = database;
        this.takeIn = takeIn;
        this.clock = clock;
    }

    void start(@Observes @Priority(LAST) StartupEvent event) {
        long end = System.nanoTime() + ENOUGH.toNanos();
        var habits = new TenantHabits(
                new TenantId(UUID.randomUUID()), new ValueKey(0, 0), new Model(Tuning.SHIPPED), Budgets.SHIPPED);
        try {
            while (System.nanoTime() < end) {
                undone(habits);
            }
        } catch (RuntimeException e) {
            Log.warn("The service could not warm up; its first answers will be slow", e);
        }
    }

    /** One round; nothing of it stays. */
    void undone(TenantHabits habits) {
        Instant now = clock.instant();
        List<SignIn> some =
                IntStream.range(0, PEOPLE).boxed().flatMap(nth -> of(nth, now)).toList();
        try {
            database.in(habits.tenant(), handle -> {
                takeIn.take(handle, habits, some, Manner.OWN, now);
                throw new Undone();
            });
        } catch (Undone e) {
            // As intended.
        }
    }

    /** One a day, the last of them now. */
    private static Stream<SignIn> of(int nth, Instant now) {
        UUID person = UUID.randomUUID();
        return IntStream.range(0, OF_EACH)
                .mapToObj(day -> signIn(nth, person, now.minus(Duration.ofDays(OF_EACH - 1L - day))));
    }

    private static SignIn signIn(int nth, UUID person, Instant at) {
        String text = """
                {"id":"%s","createdDateTime":"%s","userId":"%s","userPrincipalName":"nobody-%d@warm-up.invalid","appId":"app",\
                "appDisplayName":"App","ipAddress":"192.0.2.%d","clientAppUsed":"Browser","isInteractive":true,\
                "userAgent":"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Safari/537.36",\
                "location":{"city":"","countryOrRegion":"NO","geoCoordinates":{"latitude":60.4,"longitude":5.3}},\
                "status":{"errorCode":0}}""".formatted(UUID.randomUUID(), at, person, nth, nth + 1, 120 + nth);
        return switch (GraphSignIns.one(text.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Good good -> good.signIn();
            case Reading.Bad bad -> throw new IllegalStateException(bad.reason());
        };
    }
}
