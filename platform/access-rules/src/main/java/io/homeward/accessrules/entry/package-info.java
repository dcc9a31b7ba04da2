/**
 * Entering a tenant with a token: somebody else's (D1 to D29) or one's own.
 *
 * <p>First classes to open: {@link io.homeward.accessrules.entry.ForeignRules}, {@link
 * io.homeward.accessrules.entry.MemberRules}. By what right somebody comes and what stands against him is found in what a service knows ({@link
 * io.homeward.accessrules.entry.Known}) by {@link io.homeward.accessrules.entry.VisitFacts}.
 */
@NullMarked
package io.homeward.accessrules.entry;

import org.jspecify.annotations.NullMarked;
