/**
 * Links in notices: somebody is told that he signed in, or that something of his account was changed, and can say that it was not he.
 *
 * <ul>
 *   <li>A link is sealed ({@link io.homeward.vault.Vault}): it holds for one tenant, one person, one sign-in or change, seven days and one answer.
 *   <li>Fetching it changes nothing (invariant 11): the token is behind its {@code #}, and only a POST acts.
 *   <li>A used, an expired and a forged one have one answer.
 *   <li>Notices of this service are letters ({@link io.homeward.remediation.notice.PersonNotices}), to every confirmed address, each with a link of its own. Another
 *       service that tells somebody something asks for a link ({@link io.homeward.remediation.notice.NoticeLinkResource}); nobody else sees it.
 *   <li>An attacker may read one of the mail boxes. So what a letter lets its reader do never helps him: it raises the risk, ends nothing, and opens nothing. A code that does
 *       open something ({@code recovery}) goes to an address beside the account's own where there is one, needs a second factor where one is registered, and what was done
 *       with it is told at all addresses.
 * </ul>
 */
@NullMarked
package io.homeward.remediation.notice;

import org.jspecify.annotations.NullMarked;
