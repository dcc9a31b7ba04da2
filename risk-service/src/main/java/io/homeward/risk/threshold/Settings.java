package io.homeward.risk.threshold;

import io.homeward.risk.familiarity.Tuning;
import io.homeward.risk.familiarity.budget.Budgets;
import java.util.Optional;

/**
 * What a tenant has set.
 *
 * @param version how often that was changed
 * @param budgets empty: as shipped
 * @param targeted which share of attackers is taken to have copied network and device; empty: as shipped
 */
record Settings(long version, Optional<Budgets> budgets, Optional<Double> targeted) {

    Budgets effective() {
        return budgets.orElse(Budgets.SHIPPED);
    }

    double effectiveTargeted() {
        return targeted.orElse(Tuning.SHIPPED.attackers().targeted());
    }

    boolean same(Settings other) {
        return budgets.equals(other.budgets) && targeted.equals(other.targeted);
    }
}
