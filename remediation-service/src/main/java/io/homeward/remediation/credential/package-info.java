/**
 * What a person proves it with: passwords and one-time codes, and the capability that follows from them.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>A password is kept as an Argon2id hash and nowhere else; nothing here logs, stores or returns one, except the
 *       generated temporary one that is handed to the administrator once.
 *   <li>A try is counted <em>before</em> it is verified ({@link io.homeward.remediation.credential.Throttle}), so that many tries at
 *       once cannot slip through, and only that authenticator's own success resets the count.
 *   <li>A one-time code is accepted once: the step it belongs to is stored under the row's lock.
 *   <li>Whatever changes a credential also writes the person's capability to the feed, in the same transaction.
 * </ul>
 */
@NullMarked
package io.homeward.remediation.credential;

import org.jspecify.annotations.NullMarked;
