/**
 * How detectors stand in a tenant: whether they get what they need, when they last found something, how often.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>The list of detectors is {@link io.homeward.risk.score.Detectors}; nothing is listed twice.
 *   <li>What is not there is said so: a detector without its inputs is silent, and silence is no good news.
 *   <li>Simulated detections count for nothing.
 * </ul>
 */
@NullMarked
package io.homeward.risk.health;

import org.jspecify.annotations.NullMarked;
