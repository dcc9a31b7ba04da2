/**
 * Technicians who enter unusually many customers, or customers they never entered, in a short time ({@code delegatedFanOut}). {@link
 * io.homeward.risk.fanout.Rounds} is what is known of one technician, {@link io.homeward.risk.fanout.FanOut} the pure rule over it, {@link
 * io.homeward.risk.fanout.WatchRounds} keeps the one and asks the other for every delegated entry of the decision log.
 *
 * <p>Nothing is unusual by itself: he is compared with his own days, with his colleagues', and with what they all do at the moment. Customers
 * whose relationship has just come do not count. What is found is about the person, at his home alone, and names no customer.
 */
@NullMarked
package io.homeward.risk.fanout;

import org.jspecify.annotations.NullMarked;
