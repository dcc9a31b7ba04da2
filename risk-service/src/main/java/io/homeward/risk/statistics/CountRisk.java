package io.homeward.risk.statistics;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.familiarity.Tuning;
import io.homeward.risk.familiarity.budget.Histogram;
import io.homeward.risk.habit.Habits;
import io.homeward.risk.habit.TenantHabits;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Counts a tenant's risk over a stretch of time. */
@Singleton
public class CountRisk {
    private static final long DAY_SECONDS = 86_400;

    /** One unit of the score is eight of the bins that thresholds are drawn from. */
    private static final int MERGED = 8;

    private final TenantDatabase database;
    private final CountedSignIns counted;
    private final Habits habits;

    CountRisk(TenantDatabase database, CountedSignIns counted, Habits habits) {
        this.database = database;
        this.counted = counted;
        this.habits = habits;
    }

    RiskStatistics count(TenantId tenant, Stretch stretch) {
        TenantHabits known = habits.of(tenant);
        return database.in(tenant, handle -> {
            Map<Integer, CountedSignIns.SignIns> signIns = counted.signIns(handle, tenant, stretch);
            Map<Integer, List<RiskStatistics.Found>> detections = counted.detections(handle, tenant, stretch);
            List<RiskStatistics.Levels> people = counted.peopleAtRisk(handle, tenant, stretch);
            var parts = new ArrayList<RiskStatistics.Part>();
            for (int part = 0; part < stretch.parts(); part++) {
                parts.add(part(
                        stretch.start(part),
                        signIns.getOrDefault(part, CountedSignIns.SignIns.NONE),
                        detections.getOrDefault(part, List.of()),
                        people.get(part)));
            }
            RiskStatistics.Part total = part(stretch.from(), sum(signIns.values()), sum(detections), people.getLast());
            return new RiskStatistics(
                    stretch.from(),
                    stretch.to(),
                    stretch.interval().wireName(),
                    "UTC",
                    parts,
                    total,
                    new RiskStatistics.Budget(known.budgets().medium(), total.challengedShare()),
                    histogram(handle, known, stretch));
        });
    }

    private static RiskStatistics.Part part(
            Instant start,
            CountedSignIns.SignIns signIns,
            List<RiskStatistics.Found> detections,
            RiskStatistics.Levels people) {
        return new RiskStatistics.Part(
                start,
                signIns.signIns(),
                signIns.failed(),
                signIns.levels(),
                signIns.judged(),
                share(signIns),
                signIns.mfa(),
                signIns.blocked(),
                detections,
                people);
    }

    private static @Nullable Double share(CountedSignIns.SignIns signIns) {
        return signIns.judged() == 0 ? null : (double) signIns.challenged() / signIns.judged();
    }

    private static CountedSignIns.SignIns sum(Iterable<CountedSignIns.SignIns> all) {
        var sum = CountedSignIns.SignIns.NONE;
        for (CountedSignIns.SignIns each : all) {
            sum = new CountedSignIns.SignIns(
                    sum.signIns() + each.signIns(),
                    sum.failed() + each.failed(),
                    new RiskStatistics.Levels(
                            sum.levels().none() + each.levels().none(),
                            sum.levels().low() + each.levels().low(),
                            sum.levels().medium() + each.levels().medium(),
                            sum.levels().high() + each.levels().high()),
                    sum.judged() + each.judged(),
                    sum.challenged() + each.challenged(),
                    new RiskStatistics.Mfa(
                            sum.mfa().asked() + each.mfa().asked(),
                            sum.mfa().passed() + each.mfa().passed(),
                            sum.mfa().failed() + each.mfa().failed()),
                    sum.blocked() + each.blocked());
        }
        return sum;
    }

    private record Kind(String type, String level) {}

    private static List<RiskStatistics.Found> sum(Map<Integer, List<RiskStatistics.Found>> parts) {
        Map<Kind, Long> kinds = new HashMap<>();
        parts.values()
                .forEach(part -> part.forEach(
                        each -> kinds.merge(new Kind(each.riskEventType(), each.level()), each.count(), Long::sum)));
        return kinds.entrySet().stream()
                .map(each -> new RiskStatistics.Found(each.getKey().type, each.getKey().level, each.getValue()))
                .sorted(Comparator.comparingLong(RiskStatistics.Found::count)
                        .reversed()
                        .thenComparing(RiskStatistics.Found::riskEventType)
                        .thenComparing(RiskStatistics.Found::level))
                .toList();
    }

    /** Days that the stretch touches, in whole. */
    private static RiskStatistics.Histogram histogram(Handle handle, TenantHabits habits, Stretch stretch) {
        Tuning.Scale scale = habits.model().tuning().scale();
        long[] counts = new long[Histogram.BINS / MERGED];
        handle.createQuery("""
                        select bin / :merged as bin, sum(sign_ins)::bigint as sign_ins from tenant_score
                        where tenant_id = :tenant and model = :model and day >= :first and day <= :last group by 1""")
                .bind("tenant", habits.tenant().value())
                .bind("model", habits.model().version())
                .bind("merged", MERGED)
                .bind("first", day(stretch.from()))
                .bind("last", day(stretch.to().minusMillis(1)))
                .map((row, context) -> counts[row.getInt("bin")] = row.getLong("sign_ins"))
                .list();
        return new RiskStatistics.Histogram(
                habits.model().version(),
                scale.least(),
                scale.bin() * MERGED,
                Arrays.stream(counts).boxed().toList());
    }

    private static int day(Instant at) {
        return (int) Math.floorDiv(at.getEpochSecond(), DAY_SECONDS);
    }
}
