/**
 * What a tenant's rules were: every change is a version with its author, and any version can be looked at, compared and brought back. Start at
 * {@link io.homeward.tenant.policyhistory.VersionResource}. Versions are written by {@link io.homeward.tenant.policy.Rules} in the
 * transaction that changes and publishes; nothing changes them afterwards.
 */
@NullMarked
package io.homeward.tenant.policyhistory;

import org.jspecify.annotations.NullMarked;
