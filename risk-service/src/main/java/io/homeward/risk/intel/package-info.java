/**
 * What is known about network addresses: which of them hide who is behind them ({@link io.homeward.risk.intel.AnonymousAddresses}).
 */
@NullMarked
package io.homeward.risk.intel;

import org.jspecify.annotations.NullMarked;
