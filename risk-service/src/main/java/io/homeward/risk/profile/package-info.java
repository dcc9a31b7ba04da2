/**
 * What is usual: for a person ({@link io.homeward.risk.profile.History}: his last accepted sign-ins) and at a source
 * ({@link io.homeward.risk.profile.SourceActivity}: who failed and who succeeded from an address and its neighbourhood).
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>A history learns from a sign-in at most once, and only from one that was let in without risk or after MFA.
 *   <li>What is counted at a source are sums per ten minutes and name, so neither order nor repetition of events matters.
 *   <li>Everything that is judged arrives as a value; {@link io.homeward.risk.profile.Profiles} and
 *       {@link io.homeward.risk.profile.Sources} load and keep it.
 * </ul>
 */
@NullMarked
package io.homeward.risk.profile;

import org.jspecify.annotations.NullMarked;
