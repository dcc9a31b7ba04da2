/**
 * Evidence to level, with reasons: {@link io.homeward.risk.score.Score} is one pure function of the facts of a sign-in. Whatever engine comes
 * after this one stands behind the same function, and every result says which engine gave it.
 */
@NullMarked
package io.homeward.risk.score;

import org.jspecify.annotations.NullMarked;
