/**
 * The decision point for enforcement points that people already run: the OpenID AuthZEN Authorization API 1.0. What is asked is always whether
 * somebody may enter the asking application's own tenant, right now; {@code decision/Gate} answers, as it does at the doors, and logs it alike.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>Subjects: {@code user} with the person's id, and in {@code properties} his {@code access_token} for this tenant, or the {@code issuer}
 *       {@code {edge}/{home}/v2.0} (by default this tenant's). {@code application} likewise.
 *   <li>Only a token proves a session. Of somebody who is merely named nothing of a session is known, so whatever asks for one is not met:
 *       a technician who is named gets the step-up of D23 at best, and whose epochs were ever raised gets D9's.
 *   <li>Resources: {@code tenant} and {@code application}, of the asking application's own tenant. Actions: {@code enter}, and HTTP's methods.
 *   <li>Whatever is unknown, or somebody else's, is decided as nobody is: the same answer as for a stranger (D1), and the same entry in the log.
 *   <li>What a denial tells is what the person himself is told at the door, the standing notice with the way home included.
 *   <li>Nothing here knows how doors are built; {@code route/AccessDoor} brings the calls.
 * </ul>
 *
 * <p>Begin with {@link io.homeward.gateway.authzen.AccessApi}.
 */
@NullMarked
package io.homeward.gateway.authzen;

import org.jspecify.annotations.NullMarked;
