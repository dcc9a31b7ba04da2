/**
 * Delegated admin relationships: how people of one tenant act in another; start at
 * {@link io.homeward.tenant.delegation.RelationshipResource}, then {@link io.homeward.tenant.delegation.Relationship}.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>A state is a type and offers only the moves that are legal from it; who may ask for a move is {@link io.homeward.tenant.delegation.Action}'s.
 *   <li>Both sides see a relationship and nobody else does; to everybody else it is the same 404 as one that does not exist. An invitation without
 *       a customer is seen by whoever was given its id, which cannot be guessed.
 *   <li>A relationship with its assignments is one record of the feed, written in one transaction bound to both sides.
 *   <li>Access ends at {@code endsAt} by the clock of whoever decides; no event has to arrive for that.
 * </ul>
 */
@NullMarked
package io.homeward.tenant.delegation;

import org.jspecify.annotations.NullMarked;
