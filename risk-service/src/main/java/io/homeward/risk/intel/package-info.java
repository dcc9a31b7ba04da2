/**
 * What is known about network addresses: how they are read ({@link io.homeward.risk.intel.IpAddress}), which belong together
 * ({@link io.homeward.risk.intel.IpPrefix}) and which hide who is behind them ({@link io.homeward.risk.intel.AnonymousAddresses}).
 *
 * <p>An address is read from its text alone; no name is ever resolved.
 */
@NullMarked
package io.homeward.risk.intel;

import org.jspecify.annotations.NullMarked;
