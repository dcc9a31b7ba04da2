package io.homeward.risk.score;

import io.homeward.risk.familiarity.budget.Assessment;
import io.homeward.risk.familiarity.budget.Grounds;

/** What the statistics made of a sign-in, with the grounds from which the same can be made again. */
public record Assessed(Grounds grounds, Assessment assessment) {}
