/**
 * The rules a tenant makes: conditional access, registration of second factors, people from outside. What they mean is decided in access-rules; here
 * they are authored, checked and kept. Start at {@link io.homeward.tenant.policy.PolicyResource}, then {@link io.homeward.tenant.policy.Rules}.
 *
 * <p>All rules of a tenant are one unit: one lock, one record of the feed. What decisions could not honour is refused when it is saved, by name.
 */
@NullMarked
package io.homeward.tenant.policy;

import org.jspecify.annotations.NullMarked;
