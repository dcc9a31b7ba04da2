/**
 * People and groups; start at {@link io.homeward.tenant.directory.UserResource}.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>A person's feed record carries his roles and groups: whoever changes any of it locks his row and publishes him.
 *   <li>Nobody acts on somebody who outranks him, and a tenant keeps its last enabled Global Administrator.
 *   <li>Passwords are remediation-service's; one is given before the directory changes, so that nothing is ever half done.
 *   <li>What was deleted comes back as it was, and a name taken again leads back to who had it (D25).
 *   <li>The members of a group with delegated access are chosen by whoever may hand out that access.
 * </ul>
 */
@NullMarked
package io.homeward.tenant.directory;

import org.jspecify.annotations.NullMarked;
