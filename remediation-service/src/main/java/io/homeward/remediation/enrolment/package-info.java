/**
 * How somebody begins to use his account without ever having had a password that another knew; start at
 * {@link io.homeward.remediation.enrolment.IssueEnrolment}.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>A ticket is 256 random bits, kept as a hash, good for one person, once and not for long; a newer one voids it.
 *   <li>It stands for a temporary access pass: the first factor of one flow, on trusted ground (D18). What the flow asks is H13's: a second factor,
 *       then a password. It is used up with the password, so whoever was interrupted begins again with it, and proves the
 *       factor he has registered meanwhile.
 *   <li>Nobody who has a password of his own is enrolled again.
 *   <li>An unknown, used, expired and voided ticket have one answer.
 * </ul>
 */
@NullMarked
package io.homeward.remediation.enrolment;

import org.jspecify.annotations.NullMarked;
