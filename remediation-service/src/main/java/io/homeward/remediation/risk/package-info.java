/**
 * What is asked of and told to risk-service: scores, the present risk of a person, failures and outcomes.
 *
 * <p>It may be away. Then a question has no answer ({@link io.homeward.remediation.risk.RiskService} says so by an empty result, and the last known
 * risk stands in, H17), and what it has to be told waits in a table ({@link io.homeward.remediation.risk.SignInReports}) until it is back.
 */
@NullMarked
package io.homeward.remediation.risk;

import org.jspecify.annotations.NullMarked;
