/**
 * What administrators see and do of somebody's authentication methods, in the words of Microsoft Graph: list them, reset the password, end the
 * sessions; and what tenant-service hands over when a directory entry is written with a password.
 *
 * <p>Who may is decided by {@link io.homeward.accessrules.administrator.HomeAdministrator}.
 */
@NullMarked
package io.homeward.remediation.method;

import org.jspecify.annotations.NullMarked;
