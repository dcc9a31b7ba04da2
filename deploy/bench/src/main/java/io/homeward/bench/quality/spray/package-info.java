/**
 * Guessing many names' passwords from one place or many, and what looks like it and is not: who sees which, how early, and whom they accuse.
 * Only counts of successes and failures at addresses are looked at, never a person's habits.
 */
@NullMarked
package io.homeward.bench.quality.spray;

import org.jspecify.annotations.NullMarked;
