/**
 * What a tenant demands: policies as data, and how they are weighed.
 *
 * <ul>
 *   <li>The records here <em>are</em> the JSON of the change feed: records, enums, sets, lists, optionals, instants.
 *   <li>Three values: what could not be read is {@link io.homeward.accessrules.policy.Truth#UNKNOWN}. A restriction
 *       binds unless we know that it does not apply: {@link io.homeward.accessrules.policy.Verdict#binds()}. A permission
 *       holds only if we know that it does: {@link io.homeward.accessrules.policy.Verdict#surelyApplies()}.
 *   <li>Blocks win, requirements add up, exclusion wins over inclusion, and the order of policies never matters.
 *   <li>{@code everyone} includes external people.
 *   <li>Locations are named by id and held by the rules ({@link io.homeward.accessrules.policy.TenantRules#namedLocations}); one that is
 *       gone leaves the condition unknown.
 *   <li>Rules in a newer {@link io.homeward.accessrules.policy.TenantRules#format} than this version knows: every
 *       condition is unknown, also an exclusion. Upgrade what reads rules before what writes them.
 * </ul>
 */
@NullMarked
package io.homeward.accessrules.policy;

import org.jspecify.annotations.NullMarked;
