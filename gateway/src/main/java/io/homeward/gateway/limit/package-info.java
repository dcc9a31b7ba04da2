/**
 * How often somebody may knock: {@link io.homeward.gateway.limit.AnonymousLimit} at routes for which nobody has to say who he is,
 * {@link io.homeward.gateway.limit.ClientLimit} for everybody else.
 */
@NullMarked
package io.homeward.gateway.limit;

import org.jspecify.annotations.NullMarked;
