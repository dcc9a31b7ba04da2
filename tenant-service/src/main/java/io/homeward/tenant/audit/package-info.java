/**
 * Who changed what, on whose behalf, from where: one trail per tenant, append-only and hash-chained. Start at
 * {@link io.homeward.tenant.audit.AuditTrail}.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>An entry is written in the transaction of the change: there is no change without it and no entry of a change that did not happen.
 *   <li>Nothing here is ever changed or deleted; the application may add and read, and numbers are given by the database at the commit.
 *   <li>No secret enters: {@link io.homeward.tenant.audit.Change} has no place for a value under a name of a secret.
 *   <li>Who acts from outside is shown by his id and his home tenant, never by his name; in the
 *       trail of a tenant that he did not even enter, only by his home tenant.
 * </ul>
 *
 * <h2>What an entry's hash is over</h2>
 *
 * <p>{@code SHA-256(previous || tenant || number || entry)}: 32 bytes of the entry before (zeros before the first), 16 bytes of the tenant's id,
 * 8 bytes of the number (big-endian), and the entry's text in UTF-8 exactly as it is stored and exported. Nothing is parsed or sorted for it.
 */
@NullMarked
package io.homeward.tenant.audit;

import org.jspecify.annotations.NullMarked;
