package io.homeward.risk.score;

import io.homeward.risk.familiarity.Enriched;
import io.homeward.risk.familiarity.Features;
import io.homeward.risk.familiarity.Model;
import io.homeward.risk.familiarity.Observation;
import io.homeward.risk.familiarity.budget.Thresholds;

/**
 * A sign-in held against the habits of its person and tenant.
 *
 * @param learning whether the person is too new to be found unfamiliar
 */
public record Statistics(
        Enriched signIn,
        Features features,
        Observation observation,
        boolean learning,
        Thresholds thresholds,
        Model model) {}
