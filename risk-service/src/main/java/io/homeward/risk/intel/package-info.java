/**
 * What is known about where and with what somebody signs in: {@link io.homeward.risk.intel.Enrichment}, filled from files about addresses
 * ({@code platform/intel}) and from what the user agent says ({@link io.homeward.risk.intel.UserAgents}). {@link
 * io.homeward.risk.intel.IntelligenceResource} says how each file stands.
 *
 * <p>What is not known is a value and never bad; of private and reserved addresses nothing can be known.
 */
@NullMarked
package io.homeward.risk.intel;

import org.jspecify.annotations.NullMarked;
