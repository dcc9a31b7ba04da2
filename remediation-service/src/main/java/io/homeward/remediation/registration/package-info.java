/**
 * When somebody has to have a second factor: fourteen days after the first interactive sign-in in the registration policy's scope (H2, H3), and
 * who is how far with it.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>Who is in which state, how many days are left, who would be blocked and who could let himself back in is said by access-rules
 *       ({@code RegistrationState}, {@code Readiness}); here it is kept, counted and shown.
 *   <li>A clock that has begun is never set back ({@link io.homeward.remediation.registration.RegistrationClocks}).
 *   <li>Lists and counts read {@code registration_detail}. A change of anything it is made of marks it in the transaction of the change, by triggers of
 *       the database; whoever shows something has what is marked weighed first ({@link io.homeward.remediation.registration.WeighRegistrations}), so that
 *       no answer is older than what was committed before it was asked.
 *   <li>Where time alone changes something (a grace ends, a relationship does), the row says from when on.
 * </ul>
 */
@NullMarked
package io.homeward.remediation.registration;

import org.jspecify.annotations.NullMarked;
