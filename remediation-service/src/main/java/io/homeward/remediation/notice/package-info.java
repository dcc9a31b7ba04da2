/**
 * Links in notices: somebody is told that he signed in, or that something of his account was changed, and can say that it was not he.
 *
 * <ul>
 *   <li>A link is sealed ({@link io.homeward.vault.Vault}): it holds for one tenant, one person, one sign-in or change, seven days and one answer.
 *   <li>Fetching it changes nothing (invariant 11): the token is behind its {@code #}, and only a POST acts.
 *   <li>A used, an expired and a forged one have one answer.
 *   <li>Whoever sends notices asks for the link ({@link io.homeward.remediation.notice.NoticeLinkResource}); nobody else sees it.
 * </ul>
 */
@NullMarked
package io.homeward.remediation.notice;

import org.jspecify.annotations.NullMarked;
