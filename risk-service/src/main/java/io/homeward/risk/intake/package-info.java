/**
 * Sign-ins come in: one by one from the suite's own sign-in pages and through the API ({@link io.homeward.risk.intake.SignInResource},
 * {@link io.homeward.risk.intake.InternalSignInResource}), and by the file ({@link io.homeward.risk.intake.ImportResource}). All of them go through
 * {@link io.homeward.risk.intake.TakeIn}.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>Taking in is one transaction: the sign-ins, what was counted, what was learned, what was found, the persons' risk and its line in the feed.
 *   <li>Sign-ins whose senders wait are taken in together by {@link io.homeward.risk.intake.Batches}, those of several tenants in one transaction that
 *       sees exactly these tenants. Of one that fails its neighbours notice nothing: each is then tried alone.
 *   <li>A sign-in's row is written once, with everything that was made of it. One that is known already changes nothing and gets the answer it got before;
 *       whoever finds at the very end that somebody else has just written it begins anew.
 *   <li>A batch is judged in the order of its sign-ins' own times. Across batches the order does not decide what is counted; a spray that shows
 *       only afterwards is held against the passwords that were right before.
 *   <li>Locks are always taken in the same order: profiles, sources, new sign-ins, standings, sign-ins of before; within each by tenant and key.
 * </ul>
 */
@NullMarked
package io.homeward.risk.intake;

import org.jspecify.annotations.NullMarked;
