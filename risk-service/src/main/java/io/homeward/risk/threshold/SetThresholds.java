package io.homeward.risk.threshold;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.familiarity.Model;
import io.homeward.risk.familiarity.budget.DailyScores;
import io.homeward.risk.familiarity.budget.Histogram;
import io.homeward.risk.familiarity.budget.Thresholds;
import io.homeward.risk.habit.Habits;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;

/** Reads, tries and changes a tenant's settings of thresholds. */
@Singleton
public class SetThresholds {
    private final TenantDatabase database;
    private final ThresholdSettings settings;
    private final PastScores past;
    private final Habits habits;
    private final InstantSource clock;

    SetThresholds(
            TenantDatabase database, ThresholdSettings settings, PastScores past, Habits habits, InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.past = past;
        this.habits = habits;
        this.clock = clock;
    }

    RiskThresholds present(TenantId tenant) {
        return database.in(tenant, handle -> told(handle, tenant, settings.of(handle, tenant, "")));
    }

    /** What would be, and would have been; nothing changes. */
    RiskThresholds preview(TenantId tenant, Wanted wanted) {
        return database.in(tenant, handle -> told(handle, tenant, wanted.from(settings.of(handle, tenant, ""))));
    }

    /**
     * Holds for sign-ins to come, on this node from when it returns. What changes nothing is no change.
     *
     * @param seen told the version there is, refuses where the caller saw another
     */
    RiskThresholds change(TenantId tenant, Wanted wanted, LongConsumer seen, String by) {
        // It makes the row that is locked below where the tenant has none yet.
        habits.of(tenant);
        Instant now = clock.instant();
        return database.in(tenant, handle -> {
            Settings before = settings.of(handle, tenant, "for update");
            seen.accept(before.version());
            Settings after = wanted.from(before);
            String reason = wanted.reason();
            if (after.same(before)) {
                return told(handle, tenant, before);
            }
            Settings next = new Settings(before.version() + 1, after.budgets(), after.targeted());
            settings.keep(handle, tenant, next, by, reason, now);
            if (next.effectiveTargeted() != before.effectiveTargeted()) {
                past.carryOver(handle, tenant, habits.model(next.effectiveTargeted()), now);
            }
            handle.afterCommit(() -> habits.forget(tenant));
            return told(handle, tenant, next);
        });
    }

    private RiskThresholds told(Handle handle, TenantId tenant, Settings of) {
        Instant now = clock.instant();
        int today = PastScores.day(now);
        Model model = habits.model(of.effectiveTargeted());
        DailyScores scores = past.under(handle, tenant, model, now);
        Thresholds thresholds = Thresholds.of(scores.decayed(today), of.effective(), model.tuning());
        Optional<ThresholdChange> last = settings.last(handle, tenant);
        return new RiskThresholds(
                of.version(),
                new RiskThresholds.Shares(
                        of.effective().low(),
                        of.effective().medium(),
                        of.effective().high()),
                of.budgets().isEmpty(),
                of.effectiveTargeted(),
                of.targeted().isEmpty(),
                new RiskThresholds.Scores(
                        thresholds.low(), thresholds.medium(), thresholds.high(), thresholds.signIns()),
                lookingBack(scores.lookingBack(today), thresholds),
                model.version(),
                last.map(ThresholdChange::at).orElse(null),
                last.map(ThresholdChange::by).orElse(null));
    }

    private static RiskThresholds.LookingBack lookingBack(Histogram scores, Thresholds thresholds) {
        Thresholds.Outcome outcome = thresholds.wouldHave(scores);
        String words = outcome.signIns() == 0
                ? "Nobody has signed in during the last %d days whose habits were known."
                        .formatted(DailyScores.LOOKING_BACK)
                : String.format(
                        Locale.ROOT,
                        "Would have challenged %.1f %% of the last %d days' sign-ins at medium or above, and shown %.1f %% as high.",
                        100 * outcome.medium(),
                        DailyScores.LOOKING_BACK,
                        100 * outcome.high());
        return new RiskThresholds.LookingBack(
                DailyScores.LOOKING_BACK,
                Math.round(outcome.signIns()),
                new RiskThresholds.Shares(outcome.low(), outcome.medium(), outcome.high()),
                words);
    }
}
