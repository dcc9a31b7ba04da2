/**
 * How a person stands: risk, capability and what home offers, composed from the three feeds; and what of it a foreign
 * tenant may learn.
 *
 * <p>Whatever is not known for certain and fresh is {@link io.homeward.accessrules.standing.Standing.Unknown}, and that
 * never lifts a restriction.
 */
@NullMarked
package io.homeward.accessrules.standing;

import org.jspecify.annotations.NullMarked;
