/**
 * What an administrator says about a person's risk: dismissed, safe, compromised ({@link io.homeward.risk.feedback.Feedback}), or that his
 * credentials have leaked ({@link io.homeward.risk.feedback.Reports}). When a call returns, the next decision at home sees it.
 *
 * <p>Who may is decided by {@link io.homeward.accessrules.administrator.HomeAdministrator} alone. An id that is not a person of the caller's own
 * tenant is answered alike whatever it is (D10), and one refused id refuses the whole call.
 */
@NullMarked
package io.homeward.risk.feedback;

import org.jspecify.annotations.NullMarked;
