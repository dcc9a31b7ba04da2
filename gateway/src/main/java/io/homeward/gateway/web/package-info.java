/**
 * How the gateway answers by itself: one catalogue of refusals ({@link io.homeward.gateway.web.Fault}), one value that carries one
 * ({@link io.homeward.gateway.web.Refusal}), and one class that writes it ({@link io.homeward.gateway.web.Problems}).
 *
 * <p>{@link io.homeward.gateway.web.Exchange} is one call and its answer; whatever is answered, by whomever, carries its ids.
 */
@NullMarked
package io.homeward.gateway.web;

import org.jspecify.annotations.NullMarked;
