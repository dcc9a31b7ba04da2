/**
 * How unlike its owner a sign-in is: a likelihood ratio of "somebody else" to "himself", exact to the last term. Needs nothing but the JDK.
 *
 * <h2>The path of one sign-in</h2>
 *
 * <p>{@link io.homeward.risk.familiarity.Enriched} is what is known of it; {@link io.homeward.risk.familiarity.Features} are its values as keyed
 * hashes, in chains; {@link io.homeward.risk.familiarity.Profile#observe} holds them against the person's past and the tenant's
 * {@link io.homeward.risk.familiarity.Population} and gives an {@link io.homeward.risk.familiarity.Observation}, which is all that
 * {@link io.homeward.risk.familiarity.Likelihood#of} needs: whoever keeps the observation can replay the score bit for bit. From an accepted one
 * a {@link io.homeward.risk.familiarity.Lesson} is made, which profile and population learn, and can unlearn.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>Contributions of the levels add up to the score: nothing is hidden in a product.
 *   <li>Unknown is a value; what cannot be judged ({@link io.homeward.risk.familiarity.Trait.NotEvaluable}) adds nothing and says why.
 *   <li>Time is an argument, decay is lazy, arithmetic is {@link StrictMath}: the same inputs give the same bits on every machine.
 *   <li>A profile is bounded in entries and bytes, whatever is thrown at it.
 *   <li>Every number of the engine stands in {@link io.homeward.risk.familiarity.Tuning}, with its reason; changing one changes its version.
 * </ul>
 *
 * <p>From score to level: {@code io.homeward.risk.familiarity.budget}.
 */
@NullMarked
package io.homeward.risk.familiarity;

import org.jspecify.annotations.NullMarked;
