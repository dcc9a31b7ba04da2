/**
 * Which ways lead into a tenant through others, and why one counts or does not (D20): an explanation for the tenants along the way. Who gets
 * in is decided where people enter, by the same {@code Chain} of access-rules. Start at {@link io.homeward.tenant.chain.PathResource}.
 *
 * <p>A tenant sees a relationship of others on a way only where the tenant entered has allowed that way by name, or where it stands between
 * the two; and of such a relationship only who and whether the way counts.
 */
@NullMarked
package io.homeward.tenant.chain;

import org.jspecify.annotations.NullMarked;
