/**
 * Who is calling, and which tenant a database session may see.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>A service believes one thing only: an internal token ({@link io.homeward.tenancy.InternalToken}) made for it, which is verified
 *       by the framework and becomes a {@link io.homeward.tenancy.Caller}. There is no caller by default.
 *   <li>There is no way to a database connection without naming the tenant it may see
 *       ({@link io.homeward.tenancy.TenantDatabase}); the tenant is bound to the transaction and row-level security does the rest.
 *   <li>Nothing here keeps the tenant in a thread: it is handed on as the first argument.
 * </ul>
 */
@NullMarked
package io.homeward.tenancy;

import org.jspecify.annotations.NullMarked;
