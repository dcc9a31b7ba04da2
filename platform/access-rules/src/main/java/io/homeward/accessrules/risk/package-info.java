/**
 * Risk in the words of the public vocabulary, and what each event does to it (section 4 of the law, the pure part).
 *
 * <p>A level is computed elsewhere; here stands what a detection <em>means</em> ({@link
 * io.homeward.accessrules.risk.DetectionType}), what a person's open risk is ({@link
 * io.homeward.accessrules.risk.UserRisk}) and what closes it ({@link io.homeward.accessrules.risk.RiskEvent}, {@link
 * io.homeward.accessrules.risk.RiskTransition}).
 */
@NullMarked
package io.homeward.accessrules.risk;

import org.jspecify.annotations.NullMarked;
