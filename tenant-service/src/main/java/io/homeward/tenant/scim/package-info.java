/**
 * Provisioning by SCIM 2.0 (RFC 7643, RFC 7644): what a customer's personnel system or identity provider keeps here. Start at
 * {@link io.homeward.tenant.scim.ScimUserResource}.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>It is another way of speaking, not another directory: everything is written by {@code directory}'s own use cases, with its rights,
 *       ranks, checks and records. A provisioning application cannot disable somebody with roles unless it could take the roles away.
 *   <li>The tenant is the token's; no address names one.
 *   <li>{@code active: false} is {@code accountEnabled: false}: sessions and delegated rights end with the directory's feed.
 *   <li>Only the client's own name of a thing ({@code externalId}) is kept here, in the same transaction as the rest.
 *   <li>A patch is worked out on the state under the lock, all operations or none; the dialects of the large clients are understood
 *       ({@link io.homeward.tenant.scim.ScimPatch}).
 * </ul>
 */
@NullMarked
package io.homeward.tenant.scim;

import org.jspecify.annotations.NullMarked;
