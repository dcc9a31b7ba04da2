/**
 * The pages on which people sign in, register and get back in: one for every state of a flow, rendered here, usable without scripts.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>{@code GET} shows and takes no step; {@code POST} takes one and leads to the {@code GET}. A second click, a page left open and the back
 *       button lead to how things stand.
 *   <li>A flow is its browser's own: the cookie, what is hidden in the form (made from the cookie, for this one step) and the browser's word that
 *       its own page sent it are all needed.
 *   <li>Nothing is loaded from elsewhere, nothing runs that is not a file of ours, and nobody frames us ({@link
 *       io.homeward.remediation.page.Pages}).
 *   <li>No sentence stands in a template ({@link io.homeward.remediation.language.Texts}).
 * </ul>
 *
 * <p>Begin with {@link io.homeward.remediation.page.SignInResource}, then {@link io.homeward.remediation.page.Screens}.
 */
@NullMarked
package io.homeward.remediation.page;

import org.jspecify.annotations.NullMarked;
