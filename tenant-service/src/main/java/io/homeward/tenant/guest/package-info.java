/**
 * Guests: people of other tenants, invited into this one (D11); start at {@link io.homeward.tenant.guest.InvitationResource}.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>A guest has a record here and his account at home. Which account it is is decided once, when he accepts, signed in at home with a
 *       second factor; nobody of the host's chooses it.
 *   <li>The ticket is one of 256 random bits, kept hashed, and good for one use; an unknown, a used and an expired one look the same.
 *   <li>An address counts by the name of the account, or by its mail where no other tenant owns the domain: whoever runs a tenant writes
 *       whatever mail he likes into its records.
 *   <li>Disabling or deleting the record ends the access; deleting and inviting again does not end what is known of the person's risk (D25).
 * </ul>
 */
@NullMarked
package io.homeward.tenant.guest;

import org.jspecify.annotations.NullMarked;
