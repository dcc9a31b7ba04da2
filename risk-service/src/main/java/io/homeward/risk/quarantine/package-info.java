/**
 * Risky sign-ins in which a second factor was passed: {@link io.homeward.risk.quarantine.Quarantine} decides which are learned from a day later, with
 * half the weight, and {@link io.homeward.risk.quarantine.QuarantineAge} looks whose day is over.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>Doubt teaches nothing: whatever was raised about the sign-in in between, or speaks of a relayed or worn-down factor, ends it.
 *   <li>A sign-in is decided once, by one node, in a transaction of its own.
 * </ul>
 */
@NullMarked
package io.homeward.risk.quarantine;

import org.jspecify.annotations.NullMarked;
