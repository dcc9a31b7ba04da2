/**
 * From which score on a tenant's sign-ins are low, medium or high, and who set it so: {@link io.homeward.risk.threshold.RiskThresholdResource}.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>Thresholds are never set: a tenant says which share of ordinary sign-ins may reach each level, and how much it fears attackers who have copied
 *       network and device; what that means as a score is read off its own sign-ins.
 *   <li>Every change names the version it saw, and is kept with who made it and why.
 *   <li>A change holds for sign-ins to come: here at once, on other nodes within seconds. It changes nobody's risk, and so never lowers one that is open.
 * </ul>
 */
@NullMarked
package io.homeward.risk.threshold;

import org.jspecify.annotations.NullMarked;
