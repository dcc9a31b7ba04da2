/**
 * What a tenant asks of people from other tenants, and grants them: Graph's cross-tenant access policy with our extensions, and the same as
 * one setting of our own. Start at {@link io.homeward.tenant.crosstenant.CrossTenantAccessResource}, then
 * {@link io.homeward.tenant.crosstenant.ChangeCrossTenantAccess}.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>A customer can only be stricter than the built-in rule; looser is refused when it is saved (D13).
 *   <li>What decisions heed stands once, in the tenant's rules; both faces show and change that. What has no effect here is kept and called so.
 *   <li>Nobody from outside changes what is asked of people from outside.
 *   <li>Whether a tenant of some id exists is not told: an id of nobody lets nobody in.
 * </ul>
 */
@NullMarked
package io.homeward.tenant.crosstenant;

import org.jspecify.annotations.NullMarked;
