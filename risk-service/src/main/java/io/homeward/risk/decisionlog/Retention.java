package io.homeward.risk.decisionlog;

import io.homeward.tenancy.TenantDatabase;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/** The months for which decisions can be kept: coming ones are made ahead of time, and those whose time is over are dropped. */
@Singleton
public class Retention {
    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final int MONTHS_AHEAD = 2;

    /** Clocks differ; no decision is later than this. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private record Made(Kept kept, YearMonth month) {}

    private final TenantDatabase database;
    private final RetentionSettings settings;
    private final InstantSource clock;
    private final Set<Made> made = ConcurrentHashMap.newKeySet();

    Retention(TenantDatabase database, RetentionSettings settings, InstantSource clock) {
        settings.check();
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        makeAhead();
    }

    @Scheduled(
            identity = "decision-months",
            every = "12h",
            delayed = "1h",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void keepUp() {
        makeAhead();
        forget(clock.instant());
    }

    private void makeAhead() {
        YearMonth present = month(clock.instant());
        for (Kept kept : Kept.values()) {
            for (int ahead = -1; ahead <= MONTHS_AHEAD; ahead++) {
                make(new Made(kept, present.plusMonths(ahead)));
            }
        }
    }

    /** Whether a decision of that time is kept at all. */
    boolean keeps(Kept kept, Instant at, Instant now) {
        return at.isAfter(now.minus(settings.of(kept))) && at.isBefore(now.plus(AHEAD));
    }

    /** Makes sure that a decision of that time can be kept. Call it outside of any transaction. */
    void prepare(Kept kept, Instant at) {
        var month = new Made(kept, month(at));
        if (!made.contains(month)) {
            make(month);
        }
    }

    /** Drops what has been kept long enough; how many partitions that were. A table that somebody reads just now waits for the next time. */
    int forget(Instant now) {
        int dropped = 0;
        for (Kept kept : Kept.values()) {
            LocalDate before =
                    now.minus(settings.of(kept)).atOffset(ZoneOffset.UTC).toLocalDate();
            try {
                dropped += database.<Integer, JdbiException>inEach(
                        List.of(), handle -> handle.createQuery("select decision_forget(:kind, :before)")
                                .bind("kind", kept.column())
                                .bind("before", before)
                                .mapTo(Integer.class)
                                .one());
                made.removeIf(
                        each -> each.kept == kept && !each.month.atEndOfMonth().isAfter(before));
            } catch (JdbiException e) {
                LOG.warnf(e, "Decisions of class %s before %s are not forgotten yet", kept, before);
            }
        }
        return dropped;
    }

    private void make(Made wanted) {
        database.inEach(List.of(), handle -> handle.createQuery("select decision_month(:kind, :first)")
                .bind("kind", wanted.kept.column())
                .bind("first", wanted.month.atDay(1))
                .mapTo(Boolean.class)
                .one());
        made.add(wanted);
    }

    private static YearMonth month(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }
}
