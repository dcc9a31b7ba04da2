package io.homeward.risk.familiarity;

/**
 * What one level adds to the score: positive speaks against the owner.
 *
 * @param raw natural logarithm of a ratio; all of them telescope to the likelihood ratio
 * @param value the same within its bounds; all of them add up to the score
 */
public record Contribution(Level level, Observation.Standing standing, double raw, double value) {}
