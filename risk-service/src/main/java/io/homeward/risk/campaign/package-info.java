/**
 * Guessing spread over many networks: what is kept of tries from where nobody had got in, what a tenant is like when nobody guesses, and the alerts.
 * {@link io.homeward.risk.detection.Campaigns} judges.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>Nothing is written or asked while somebody waits for a score: {@link io.homeward.risk.campaign.Tries} collects what was committed and writes it
 *       every two seconds, as sums and bits that add up in any order.
 *   <li>What is kept is bounded: tries of two days, at most {@link io.homeward.risk.campaign.Tries#MOST_ROWS} a tenant and time; one row a key and day.
 *   <li>An alert is the tenant's. A person is touched only where his password was right.
 * </ul>
 */
@NullMarked
package io.homeward.risk.campaign;

import org.jspecify.annotations.NullMarked;
