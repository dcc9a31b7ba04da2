/**
 * One sign-in: what it says ({@link io.homeward.risk.signin.SignIn}), how it is read from what systems export
 * ({@link io.homeward.risk.signin.GraphSignIns}, {@link io.homeward.risk.signin.AuthLog}) and how it is kept
 * ({@link io.homeward.risk.signin.SignIns}).
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>A sign-in is known by its tenant, its time and the id its source gave it. Taking it in again changes nothing.
 *   <li>Unknown is a value: an absent text is empty, never null and never a gap in a row.
 *   <li>Readers hold one element in memory, whatever the size of the file; what they cannot read is named by its line.
 * </ul>
 */
@NullMarked
package io.homeward.risk.signin;

import org.jspecify.annotations.NullMarked;
