/**
 * A person's own page: how he is doing, what he proves himself with, where he is signed in, and where he has signed in lately.
 *
 * <ul>
 *   <li>Who he is says the cookie of his browser's session ({@link io.homeward.remediation.session.BrowserSessions}), and only in his own tenant; without
 *       one everything is 401, with somebody else's tenant too.
 *   <li>Whatever changes something needs the browser's word that a page of ours sent it.
 *   <li>He never learns what was found in a sign-in, nor how risky anybody thought it was.
 * </ul>
 *
 * <p>Begin with {@link io.homeward.remediation.account.AccountResource}, or for the pages with {@link
 * io.homeward.remediation.account.AccountPageResource}. A form of a page sends back a token made from the session's cookie besides.
 */
@NullMarked
package io.homeward.remediation.account;

import org.jspecify.annotations.NullMarked;
