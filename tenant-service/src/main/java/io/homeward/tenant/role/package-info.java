/**
 * Directory roles and who holds them; start at {@link io.homeward.tenant.role.RoleResource}. Roles are handed out by Global Administrators or
 * by a permission for just that, with a second factor passed lately, and the last enabled Global Administrator stays one.
 */
@NullMarked
package io.homeward.tenant.role;

import org.jspecify.annotations.NullMarked;
