/**
 * The only public door: may this call reach this tenant, right now?
 *
 * <p>First class to open: {@link io.homeward.gateway.route.Edge}. From there: {@link io.homeward.gateway.entry.TokenVerifier} (who is it),
 * {@link io.homeward.gateway.decision.Gate} (may he), {@link io.homeward.gateway.replica.Replicas} (what is known), and
 * {@link io.homeward.gateway.route.Passage} (onwards).
 */
@NullMarked
package io.homeward.gateway;

import org.jspecify.annotations.NullMarked;
