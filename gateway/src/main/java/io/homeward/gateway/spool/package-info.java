/**
 * The way of the decision log to risk-service, which keeps it: what was decided waits on disk ({@link io.homeward.gateway.spool.Spool}) until
 * risk-service has taken it ({@link io.homeward.gateway.spool.Delivery}), whichever of the two was away meanwhile.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>No decision waits for any of this: it runs on the log's own thread and on one for sending.
 *   <li>The disk is bounded. What has to go goes oldest admissions first, refusals last, and how many are missing is told in their place.
 *   <li>What was not taken is sent again, and everything may be sent twice: risk-service knows decisions and gaps by their ids.
 * </ul>
 */
@NullMarked
package io.homeward.gateway.spool;

import org.jspecify.annotations.NullMarked;
