/**
 * A made-up population that signs in, calibrated on what has been published about a real one: 3.3 million people of a telecom's sign-in page
 * (Wiefling et al. 2022) and independent scans of that data set.
 *
 * <ul>
 *   <li>The same seed gives the same sign-ins, on every machine.
 *   <li>Every number that shapes it stands in {@link Profile}; nothing else is tuned.
 *   <li>A person's sign-ins are made when they are due, so memory grows with people and not with sign-ins.
 * </ul>
 */
@NullMarked
package io.homeward.bench.quality.world;

import org.jspecify.annotations.NullMarked;
