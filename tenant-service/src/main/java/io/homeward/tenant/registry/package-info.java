/**
 * The tenants of this installation and the domains they own; start at {@link io.homeward.tenant.registry.TenantResource}.
 *
 * <p>Everybody sees his own tenant. The operator, who acts in the platform's own tenant, lists all: the table's row-level security knows that
 * one tenant by its id and shows it the rows, read-only. A tenant is made whole or not at all ({@link io.homeward.tenant.registry.CreateTenant}).
 */
@NullMarked
package io.homeward.tenant.registry;

import org.jspecify.annotations.NullMarked;
