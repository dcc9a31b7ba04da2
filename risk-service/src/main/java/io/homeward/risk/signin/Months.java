package io.homeward.risk.signin;

import io.homeward.tenancy.TenantDatabase;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The months for which sign-ins can be kept: the coming ones ahead of time, past ones when an import needs them. */
@Singleton
public class Months {
    /** Older sign-ins are nobody's risk today. The database refuses months that are a little older still. */
    public static final Duration OLDEST = Duration.ofDays(4 * 365);

    /** Clocks differ, and a log's times may belong to another zone than it was said to; nothing real is later than this. */
    public static final Duration AHEAD = Duration.ofHours(24);

    private static final int MONTHS_AHEAD = 2;

    /** Whatever is not 90 days old is in one of these, and in the present one. */
    private static final int MONTHS_NEVER_DROPPED = 2;

    private final TenantDatabase database;
    private final InstantSource clock;
    private final Set<YearMonth> made = ConcurrentHashMap.newKeySet();

    Months(TenantDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        makeAhead();
    }

    @Scheduled(
            identity = "sign-in-months",
            every = "12h",
            delayed = "1h",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void makeAhead() {
        YearMonth present = month(clock.instant());
        for (int ahead = -1; ahead <= MONTHS_AHEAD; ahead++) {
            make(present.plusMonths(ahead));
        }
    }

    /** Whether a sign-in of that time can be kept at all. */
    public static boolean keeps(Instant at, Instant now) {
        return at.isAfter(now.minus(OLDEST)) && at.isBefore(now.plus(AHEAD));
    }

    /** Makes sure that sign-ins of these times can be kept. Call it outside of any transaction. */
    public void prepare(Collection<Instant> times) {
        // Months before these may have been let go of since, by whichever node.
        YearMonth sure = month(clock.instant()).minusMonths(MONTHS_NEVER_DROPPED);
        times.stream()
                .map(Months::month)
                .distinct()
                .filter(month -> month.isBefore(sure) || !made.contains(month))
                .forEach(this::make);
    }

    private void make(YearMonth month) {
        database.inEach(List.of(), handle -> handle.createQuery("select sign_in_month(:first)")
                .bind("first", month.atDay(1))
                .mapTo(Boolean.class)
                .one());
        made.add(month);
    }

    private static YearMonth month(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }
}
