/**
 * Habits of a tenant and its people, put to work: {@link io.homeward.risk.habit.Habits} gives what one batch of sign-ins is held against,
 * {@link io.homeward.risk.habit.TenantHabits} makes the grounds of a score and learns, {@link io.homeward.risk.habit.Learnt} carries what a tenant
 * learned to the database, and {@link io.homeward.risk.habit.Scores} keeps every score with its grounds, to be replayed.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>The arithmetic is that of {@code familiarity}; here is only what it is fed with and where that is kept.
 *   <li>A person's profile is locked, read and written with the sign-in. The tenant's counts are not: they are read from this node's memory, at most
 *       some seconds old, and what they learn is added up after the sign-in was committed, by whichever node took it in.
 *   <li>A tenant's counts lost by a crash before they were written (a quarter of a second's) are lost: they are statistics. A profile loses nothing.
 * </ul>
 */
@NullMarked
package io.homeward.risk.habit;

import org.jspecify.annotations.NullMarked;
