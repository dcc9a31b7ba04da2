/**
 * What is asked of risk-service: how somebody stands, and what was recorded of sign-ins. Start at
 * {@link io.homeward.tenant.risk.RiskService}. Nothing is kept here, and while it is away its answer is nobody's guess.
 */
@NullMarked
package io.homeward.tenant.risk;

import org.jspecify.annotations.NullMarked;
