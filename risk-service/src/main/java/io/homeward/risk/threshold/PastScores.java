package io.homeward.risk.threshold;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.familiarity.Model;
import io.homeward.risk.familiarity.budget.Assessment;
import io.homeward.risk.familiarity.budget.DailyScores;
import io.homeward.risk.familiarity.budget.GroundsCodec;
import io.homeward.risk.habit.Habits;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** How a tenant's accepted sign-ins score under a model: as they were counted, or made once more from what was kept with them. */
@Singleton
public class PastScores {
    /** The newest so many are enough for a quantile of 0.3 %, and are computed in about a second. */
    private static final int MOST = 20_000;

    private static final int DAY_SECONDS = 86_400;

    /** Score and day of one sign-in. */
    private record Scored(int day, double score) {}

    private record Bin(int day, int bin) {}

    static int day(Instant at) {
        return (int) Math.floorDiv(at.getEpochSecond(), DAY_SECONDS);
    }

    /** Counted where the tenant has been scored with it, else made once more. */
    DailyScores under(Handle handle, TenantId tenant, Model model, Instant now) {
        if (counted(handle, tenant, model)) {
            return Habits.scores(handle, tenant, model, day(now));
        }
        var scores = new DailyScores(model.tuning());
        again(handle, tenant, model, now).forEach(each -> scores.add(each.day, each.score));
        return scores;
    }

    /** So that thresholds under another model need not begin from nothing. What was counted with it before stays. */
    void carryOver(Handle handle, TenantId tenant, Model model, Instant now) {
        if (counted(handle, tenant, model)) {
            return;
        }
        Map<Bin, Long> counts = new HashMap<>();
        again(handle, tenant, model, now)
                .forEach(each ->
                        counts.merge(new Bin(each.day, DailyScores.bin(each.score, model.tuning())), 1L, Long::sum));
        if (counts.isEmpty()) {
            return;
        }
        List<Bin> bins = List.copyOf(counts.keySet());
        handle.createUpdate("""
                        insert into tenant_score (tenant_id, model, day, bin, sign_ins)
                        select :tenant, :model, n.day, n.bin, n.sign_ins
                        from unnest(:days, :bins, :counts) as n(day, bin, sign_ins) order by n.day, n.bin
                        on conflict (tenant_id, model, day, bin) do nothing""")
                .bind("tenant", tenant.value())
                .bind("model", model.version())
                .bind("days", bins.stream().map(Bin::day).toArray(Integer[]::new))
                .bind("bins", bins.stream().map(Bin::bin).toArray(Integer[]::new))
                .bind("counts", bins.stream().map(counts::get).toArray(Long[]::new))
                .execute();
    }

    private static boolean counted(Handle handle, TenantId tenant, Model model) {
        return handle.createQuery(
                        "select exists (select from tenant_score where tenant_id = :tenant and model = :model)")
                .bind("tenant", tenant.value())
                .bind("model", model.version())
                .mapTo(Boolean.class)
                .one();
    }

    private static List<Scored> again(Handle handle, TenantId tenant, Model model, Instant now) {
        var scored = new ArrayList<Scored>();
        handle.createQuery("""
                        select ts, grounds from sign_in
                        where tenant_id = :tenant and ts > :since and person_id is not null and error_code <> 50126
                          and error_code = 0 and grounds is not null
                        order by ts desc limit :most""")
                .bind("tenant", tenant.value())
                .bind(
                        "since",
                        now.minusSeconds((long) DAY_SECONDS * DailyScores.LOOKING_BACK)
                                .atOffset(ZoneOffset.UTC))
                .bind("most", MOST)
                .setFetchSize(1_000)
                .map((row, context) -> {
                    Assessment assessment = Assessment.of(GroundsCodec.read(row.getBytes("grounds")), model);
                    if (assessment instanceof Assessment.Scored) {
                        Instant at = row.getObject("ts", OffsetDateTime.class).toInstant();
                        scored.add(new Scored(day(at), assessment.score()));
                    }
                    return 0;
                })
                .forEach(each -> {});
        return scored;
    }
}
