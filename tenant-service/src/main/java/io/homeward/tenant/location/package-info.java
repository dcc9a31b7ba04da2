/**
 * Places that a tenant's policies name: ranges of addresses and countries. Start at {@link io.homeward.tenant.location.LocationResource}, then
 * {@link io.homeward.tenant.location.GraphLocation}. They are a part of the rules: every change is one of {@link io.homeward.tenant.policy.Rules}.
 */
@NullMarked
package io.homeward.tenant.location;

import org.jspecify.annotations.NullMarked;
