/**
 * From score to level: thresholds are challenge budgets. A tenant says how large a share of ordinary sign-ins it is willing to challenge; what that
 * means as a score is read off its own accepted sign-ins ({@link io.homeward.risk.familiarity.budget.DailyScores}), shrunk to what is shipped while they
 * are few ({@link io.homeward.risk.familiarity.budget.Thresholds}). {@link io.homeward.risk.familiarity.budget.Assessment} combines the statistics with
 * what detectors found; a {@link io.homeward.risk.familiarity.budget.Grounds} is all it depends on, and is kept.
 */
@NullMarked
package io.homeward.risk.familiarity.budget;

import org.jspecify.annotations.NullMarked;
