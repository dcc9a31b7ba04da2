/**
 * How often somebody may knock at routes for which nobody has to say who he is: {@link io.homeward.gateway.limit.AnonymousLimit}.
 */
@NullMarked
package io.homeward.gateway.limit;

import org.jspecify.annotations.NullMarked;
