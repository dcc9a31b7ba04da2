/**
 * What can be read: Graph's risky users with their history ({@link io.homeward.risk.report.RiskyUserResource}), risk detections
 * ({@link io.homeward.risk.report.RiskDetectionResource}) and sign-ins ({@link io.homeward.risk.report.SignInLogResource}), and a person's risk for the suite's own services
 * ({@link io.homeward.risk.report.PersonRiskResource}). Nothing here changes anything.
 */
@NullMarked
package io.homeward.risk.report;

import org.jspecify.annotations.NullMarked;
