/**
 * What a gateway decided, as it is written down, sent and kept: {@link io.homeward.decisions.LoggedDecision} holds the facts of one decision and
 * makes it again (invariant 9), {@link io.homeward.decisions.DecisionLine} is what a gateway sends of its log, a JSON object a line. Written by
 * the gateway, read by risk-service; facts are written as they travel in feeds ({@link io.homeward.feed.FeedJson}).
 */
@NullMarked
package io.homeward.decisions;

import org.jspecify.annotations.NullMarked;
