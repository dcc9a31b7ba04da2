/**
 * What the gateways decided: taken in from them ({@link io.homeward.risk.decisionlog.TakeDecisions}), kept once for each tenant concerned
 * ({@link io.homeward.risk.decisionlog.Decisions}) and for as long as its class is kept ({@link io.homeward.risk.decisionlog.Retention}), and
 * told to who may read it ({@link io.homeward.risk.decisionlog.DecisionResource}).
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>A decision about two tenants has two rows, and what each may know of it is decided once, when it is taken in
 *       ({@link io.homeward.risk.decisionlog.Sight}): the tenant entered learns the standing notice and nothing else about risk; the home
 *       learns where its people went and nothing of the rules there.
 *   <li>All facts together are seen only by a transaction that acts for both tenants; whoever asks gets his part of them, and whether the
 *       decision comes out the same when it is made again (invariant 9).
 *   <li>Everything may arrive twice.
 * </ul>
 */
@NullMarked
package io.homeward.risk.decisionlog;

import org.jspecify.annotations.NullMarked;
