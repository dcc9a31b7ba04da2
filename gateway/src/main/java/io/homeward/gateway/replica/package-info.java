/**
 * What the gateway knows: replicas in memory of what the three services own, kept current by change feeds, and how fresh they are.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>Reading takes no lock and no network hop, so decisions run on event loops.
 *   <li>The records here are this consumer's own: what it needs of a feed's body, and nothing else. Unknown properties are ignored.
 *   <li>"Not there" means "does not exist" only in a complete and fresh replica; whoever decides asks
 *       {@link io.homeward.gateway.replica.Replicas#freshness()} at every decision.
 *   <li>Feed readers have threads of their own, never an event loop.
 * </ul>
 *
 * <p>Begin with {@link io.homeward.gateway.replica.Replicas}.
 */
@NullMarked
package io.homeward.gateway.replica;

import org.jspecify.annotations.NullMarked;
