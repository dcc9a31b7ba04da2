/**
 * Sessions, and the epoch that ends them.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>{@link io.homeward.remediation.session.Accounts#lock} is the one lock under which anything of a person changes.
 *   <li>A session began with its first factor and carries the epochs of that moment; nothing later makes it younger.
 *   <li>What ends all sessions of a person raises the session epoch in the same transaction, so that tokens out there die with them.
 * </ul>
 */
@NullMarked
package io.homeward.remediation.session;

import org.jspecify.annotations.NullMarked;
