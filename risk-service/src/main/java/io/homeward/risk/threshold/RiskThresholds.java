package io.homeward.risk.threshold;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's thresholds.
 *
 * @param version of the settings; also the entity tag
 * @param budgets which share of ordinary sign-ins may reach each level or a higher one
 * @param shippedBudgets whether nobody has set them
 * @param targeted which share of attackers is taken to have copied network and device
 * @param thresholds from which score on each level begins
 * @param lookingBack what they would have done
 * @param changedDateTime when the settings were last changed; null where they never were
 */
public record RiskThresholds(
        long version,
        Shares budgets,
        boolean shippedBudgets,
        double targeted,
        boolean shippedTargeted,
        Scores thresholds,
        LookingBack lookingBack,
        String model,
        @Nullable Instant changedDateTime,
        @Nullable String changedBy) {

    /** From 0 to 1. */
    public record Shares(double low, double medium, double high) {}

    /** @param signIns how many of the tenant's sign-ins they were drawn from, older ones counting less; the shipped ones weigh 2,000 beside them */
    public record Scores(double low, double medium, double high, double signIns) {}

    /**
     * @param days how many days, the present one among them
     * @param signIns of how many accepted sign-ins that statistics could judge
     * @param reached which share of them would have reached each level or a higher one
     * @param words for people
     */
    public record LookingBack(int days, long signIns, Shares reached, String words) {}
}
