/**
 * A forgotten password: the code by e-mail that lets somebody go on. What follows from it is decided in {@code flow} by
 * {@link io.homeward.accessrules.home.SelfServiceReset}.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>Who asks learns nothing: asking writes one row whatever name was typed, and only afterwards, in {@link io.homeward.remediation.recovery.SendCodes}, is
 *       looked whether there is somebody of that name. A name that is nobody's, one without an address, a disabled account and one that was sent too many
 *       are answered alike and as quickly.
 *   <li>A code has 50 random bits, holds ten minutes, once, and in the flow that asked for it alone; its hash is kept with the flow. Five wrong ones end the flow.
 *   <li>It proves that somebody reads the person's mail and nothing more: it is no second factor. Who has registered one is asked for it besides.
 *   <li>It goes to an address beside that of the account where the directory has one ({@code otherMails}): the other box may be locked with the same password.
 *   <li>Codes that strangers ask for are counted apart from those asked for where the owner was let in before. So nobody floods his box and nobody uses up
 *       what is his. He waits up to an hour only where he comes from a new place <em>while</em> somebody attacks him; his own place, and his administrator, always help.
 * </ul>
 */
@NullMarked
package io.homeward.remediation.recovery;

import org.jspecify.annotations.NullMarked;
