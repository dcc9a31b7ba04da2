/**
 * Home posture: what a tenant's rules let its own people do about a risk of theirs, as a statement that customers read before they approve
 * a relationship, and its changes afterwards (D24). Start at {@link io.homeward.tenant.posture.PostureResource}.
 *
 * <p>What it means is {@code HomePosture} in access-rules; here it is kept and shown. A customer learns the statement and nothing of the
 * rules behind it.
 */
@NullMarked
package io.homeward.tenant.posture;

import org.jspecify.annotations.NullMarked;
