/**
 * Messages to people. Written in the transaction of what they tell ({@link io.homeward.remediation.mail.Letters#post}) and sent afterwards
 * by whichever node comes first ({@link io.homeward.remediation.mail.SendLetters}).
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>What a letter says and where it goes is sealed ({@link io.homeward.vault.Vault}) until it is sent, and forgotten then. Addresses stand in no log.
 *   <li>A letter is tried again with growing waits, and set aside after {@link io.homeward.remediation.mail.MailSettings#givesUpAfter}. A node that dies
 *       while it sends leaves the letter to another; then somebody may read it twice, under one {@code Message-ID}.
 *   <li>Letters go to confirmed addresses only: those that the home tenant's directory holds for a person ({@code mail} and {@code otherMails}), which
 *       administrators and provisioning write. Nobody's user name is taken for an address, and nobody can enter one of his own.
 *   <li>Of things of one kind nobody is told more often than {@link io.homeward.remediation.mail.MailSettings#perKindAndHour} says, so that nobody is flooded; kinds are counted apart, so that many of one never hide one of another.
 *   <li>Letters load nothing, count nobody, and their links change nothing by being fetched (invariant 11).
 * </ul>
 */
@NullMarked
package io.homeward.remediation.mail;

import org.jspecify.annotations.NullMarked;
