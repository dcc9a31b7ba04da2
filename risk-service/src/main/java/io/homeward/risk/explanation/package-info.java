/**
 * Why a sign-in, or a person, has the level it has: {@link io.homeward.risk.explanation.SignInExplanationResource} and
 * {@link io.homeward.risk.explanation.PersonExplanationResource}.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>Nothing is explained that was not computed: a score is made once more from the grounds that were kept with it, and {@code replayed} says
 *       whether the same bits came out.
 *   <li>Contributions are shown as they were added: {@code familiarity.sum} is the sum of its contributions in their order, {@code detectors.sum} that of
 *       its groups, and {@code score} the sum of the two, to the last bit.
 *   <li>"Without this" is the same arithmetic without it, never an estimate.
 *   <li>Nothing here changes anything.
 * </ul>
 */
@NullMarked
package io.homeward.risk.explanation;

import org.jspecify.annotations.NullMarked;
