/**
 * Where somebody comes from and with what: addresses, countries, platforms, and the locations a tenant gives names to.
 *
 * <p>Addresses are read here and nowhere else; whoever compares one with a range uses {@link
 * io.homeward.accessrules.place.IpRange}. What is not known of a place is empty, and that is never the same as somewhere else.
 */
@NullMarked
package io.homeward.accessrules.place;

import org.jspecify.annotations.NullMarked;
