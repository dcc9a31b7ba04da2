/**
 * From where and with what a call comes, as far as that can be known without asking the device: its address, the country of it where somebody gave
 * us a database of countries, and what the client says it runs on. What is not known stays empty and lifts no restriction.
 *
 * <p>Begin with {@link io.homeward.gateway.place.Whereabouts}.
 */
@NullMarked
package io.homeward.gateway.place;

import org.jspecify.annotations.NullMarked;
