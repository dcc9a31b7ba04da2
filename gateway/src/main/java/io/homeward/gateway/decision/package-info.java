/**
 * May this call pass, right now? Facts are put together from the replicas, {@code access-rules} decides, and the decision is written down so
 * that it can be replayed.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>Nothing is decided here that {@code access-rules} could decide. This package only says what the facts are
 *       ({@link io.homeward.gateway.decision.EntryFacts}) and what an outcome looks like to a caller
 *       ({@link io.homeward.gateway.decision.Outcomes}).
 *   <li>No network, no lock, no waiting: a decision is made on the event loop, anew for every call, with the clock and the freshness of that
 *       moment.
 *   <li>Every decision has an id under which {@link io.homeward.gateway.decision.DecisionLog} keeps its facts; replaying them gives
 *       the same outcome.
 * </ul>
 *
 * <p>Begin with {@link io.homeward.gateway.decision.Gate}.
 */
@NullMarked
package io.homeward.gateway.decision;

import org.jspecify.annotations.NullMarked;
