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
 *   <li>Such an open invitation, locked, may be accepted by whoever holds its link, and who accepts becomes its customer: that is what the
 *       link is for. Nobody but its partner ends it: whoever it is not meant for lets it be, since his no would end it for whom it is meant.
 *       To a stranger {@code reject} and {@code terminate} are the 404 of one that does not exist. An offer that names its customer is
 *       declined by that customer alone.
 *   <li>An offer may name any tenant: it looks, costs and lapses the same whether that tenant exists or not. What names nobody is in no feed
 *       and no other trail.
 *   <li>A relationship with its assignments is one record of the feed, written in one transaction bound to both sides.
 *   <li>Access ends at {@code endsAt} by the clock of whoever decides; no event has to arrive for that.
 * </ul>
 */
@NullMarked
package io.homeward.tenant.delegation;

import org.jspecify.annotations.NullMarked;
