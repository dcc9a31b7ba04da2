package io.homeward.risk.statistics;

import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.Listing;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What is counted, part by part. Only the months and the tenant that are asked for are read. */
@Singleton
public class CountedSignIns {
    private static final String PART = "floor((extract(epoch from %s) - :from) / :seconds)::integer";
    private static final String WRONG_SECRET = "(50126, 50034, 50053, 50056)";
    private static final String BLOCKED =
            "(53000, 53001, 53002, 53003, 53004, 53009, 53010, 53011, 530032, 530034, 530035)";
    private static final String MFA = "(50074, 50076, 500121)";

    /** Sign-ins of one part. */
    record SignIns(
            long signIns,
            long failed,
            RiskStatistics.Levels levels,
            long judged,
            long challenged,
            RiskStatistics.Mfa mfa,
            long blocked) {
        static final SignIns NONE =
                new SignIns(0, 0, RiskStatistics.Levels.ZERO, 0, 0, new RiskStatistics.Mfa(0, 0, 0), 0);
    }

    private record Step(int part, String before, String after, long people) {}

    /** Uses of a session are none: a portal that exchanges a token for a hundred customers has let one person in. */
    Map<Integer, SignIns> signIns(Handle handle, TenantId tenant, Stretch stretch) {
        Listing.plannedForItsValues(handle);
        var parts = new HashMap<Integer, SignIns>();
        handle.createQuery("""
                        select %s as part, count(*) filter (where error_code not in %s) as sign_ins,
                            coalesce(sum(attempts) filter (where error_code in %s), 0) as failed,
                            count(*) filter (where error_code not in %s and level = 'none') as none,
                            count(*) filter (where error_code not in %s and level = 'low') as low,
                            count(*) filter (where error_code not in %s and level = 'medium') as medium,
                            count(*) filter (where error_code not in %s and level = 'high') as high,
                            count(*) filter (where score is not null) as judged,
                            count(*) filter (where score is not null and level in ('medium', 'high')) as challenged,
                            count(*) filter (where mfa is not null or error_code in %s) as asked,
                            count(*) filter (where mfa = 'passed') as passed,
                            count(*) filter (where mfa = 'failed' or (mfa is null and error_code = 500121)) as mfa_failed,
                            count(*) filter (where error_code in %s) as blocked
                        from sign_in where tenant_id = :tenant and ts >= :first and ts < :last
                          and (interactive or session_id = '') group by 1""".formatted(
                                PART.formatted("ts"),
                                WRONG_SECRET,
                                WRONG_SECRET,
                                WRONG_SECRET,
                                WRONG_SECRET,
                                WRONG_SECRET,
                                WRONG_SECRET,
                                MFA,
                                BLOCKED))
                .bindMap(parameters(tenant, stretch))
                .map((row, context) -> {
                    parts.put(row.getInt("part"), signIns(row));
                    return 0;
                })
                .list();
        return parts;
    }

    private static SignIns signIns(ResultSet row) throws SQLException {
        return new SignIns(
                row.getLong("sign_ins"),
                row.getLong("failed"),
                new RiskStatistics.Levels(
                        row.getLong("none"), row.getLong("low"), row.getLong("medium"), row.getLong("high")),
                row.getLong("judged"),
                row.getLong("challenged"),
                new RiskStatistics.Mfa(row.getLong("asked"), row.getLong("passed"), row.getLong("mfa_failed")),
                row.getLong("blocked"));
    }

    Map<Integer, List<RiskStatistics.Found>> detections(Handle handle, TenantId tenant, Stretch stretch) {
        var parts = new HashMap<Integer, List<RiskStatistics.Found>>();
        handle.createQuery("""
                        select %s as part, type, level, count(*) as found from detection
                        where tenant_id = :tenant and detected_at >= :first and detected_at < :last and not simulated
                        group by 1, 2, 3 order by 1, 4 desc, 2, 3""".formatted(PART.formatted("detected_at")))
                .bindMap(parameters(tenant, stretch))
                .map((row, context) -> parts.computeIfAbsent(row.getInt("part"), part -> new ArrayList<>())
                        .add(new RiskStatistics.Found(
                                row.getString("type"), row.getString("level"), row.getLong("found"))))
                .list();
        return parts;
    }

    /** How many people are at risk at the end of each part: whoever began before is carried over. */
    List<RiskStatistics.Levels> peopleAtRisk(Handle handle, TenantId tenant, Stretch stretch) {
        List<Step> steps = handle.createQuery("""
                        with step as (
                            select at, case when state in ('atRisk', 'confirmedCompromised') then level else 'none' end as after,
                                lag(case when state in ('atRisk', 'confirmedCompromised') then level else 'none' end, 1, 'none')
                                    over (partition by person_id order by nth) as before
                            from user_risk_history where tenant_id = :tenant and at < :last)
                        select greatest(-1, %s) as part, before, after, count(*) as people from step
                        where before <> after group by 1, 2, 3""".formatted(PART.formatted("at")))
                .bindMap(parameters(tenant, stretch))
                .map((row, context) -> new Step(
                        row.getInt("part"), row.getString("before"), row.getString("after"), row.getLong("people")))
                .list();
        var atRisk = new ArrayList<RiskStatistics.Levels>();
        RiskStatistics.Levels present = RiskStatistics.Levels.ZERO;
        for (int part = -1; part < stretch.parts(); part++) {
            for (Step step : steps) {
                if (step.part == part) {
                    present = moved(moved(present, step.before, -step.people), step.after, step.people);
                }
            }
            if (part >= 0) {
                atRisk.add(present);
            }
        }
        return atRisk;
    }

    private static RiskStatistics.Levels moved(RiskStatistics.Levels of, String level, long people) {
        return new RiskStatistics.Levels(
                0,
                of.low() + (level.equals("low") ? people : 0),
                of.medium() + (level.equals("medium") ? people : 0),
                of.high() + (level.equals("high") ? people : 0));
    }

    private static Map<String, Object> parameters(TenantId tenant, Stretch stretch) {
        return Map.of(
                "tenant", tenant.value(),
                "first", utc(stretch.from()),
                "last", utc(stretch.to()),
                "from", stretch.from().getEpochSecond(),
                "seconds", stretch.seconds());
    }

    private static Object utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
