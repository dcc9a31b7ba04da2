/**
 * Detections that an administrator raises for somebody to see what happens: what a policy does, who is told, what the way back is.
 *
 * <ul>
 *   <li>A simulated detection travels as a real one of its type and level does, and does to the person exactly what that would: his risk, its
 *       epoch, the feed, the history.
 *   <li>It is marked wherever it is shown ({@code simulated}), and the history says so.
 *   <li>It is evidence about nothing: no sign-in is kept, no profile, count or threshold learns, no source is counted.
 *   <li>A purge removes simulated detections only, and changes nobody's risk (section 4): who was raised by one stays so until an administrator
 *       dismisses it or he remediates it. Who simulated and who purged stays on record.
 * </ul>
 */
@NullMarked
package io.homeward.risk.simulation;

import org.jspecify.annotations.NullMarked;
