/**
 * What has to be done by time alone, tenant by tenant: {@link io.homeward.risk.upkeep.Tenants} says whose turn it is,
 * {@link io.homeward.risk.upkeep.LowRiskAge} closes
 * what was low for six months, {@link io.homeward.risk.upkeep.Pruning} lets go of what nothing looks at any more. Every task may run on any number of nodes at once and be broken
 * off anywhere: each of its transactions is small, and doing it again changes nothing.
 */
@NullMarked
package io.homeward.risk.upkeep;

import org.jspecify.annotations.NullMarked;
