/**
 * A person's risk: what is active ({@link io.homeward.risk.standing.Detections}), how it adds up ({@link io.homeward.risk.standing.Aggregation}),
 * what an event does to it ({@link io.homeward.risk.standing.Move}), and what has happened ({@link io.homeward.risk.standing.HistoryItem}).
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>The law's section 4 is {@link io.homeward.accessrules.risk.RiskTransition}; here it is applied, in one transaction with its history and
 *       its line in the feed, under the lock of the person's row.
 *   <li>History is only added to.
 *   <li>What closes something closes what it names, or what was known when it was made; never more.
 *   <li>The risk epoch only rises.
 * </ul>
 */
@NullMarked
package io.homeward.risk.standing;

import org.jspecify.annotations.NullMarked;
