/**
 * Who may pass, and how a person gets back in: the law of this product in code, and the only place where it is code.
 *
 * <p>Nothing here asks the network or the clock: facts and the time come in, a decision goes out. Every decision carries
 * the {@link io.homeward.accessrules.Rule} that settled it, the {@link io.homeward.accessrules.SignInCode} a client sees,
 * what every policy said (also in report-only mode), and what must be done besides ({@link
 * io.homeward.accessrules.Obligation}). The same facts give the same decision, so it can be replayed.
 *
 * <h2>Where to begin</h2>
 *
 * <ul>
 *   <li>{@link io.homeward.accessrules.home.HomeRules}: signing in at home, H1 to H19. Asked after the first factor and
 *       again after every step, with the facts as they then are. {@link io.homeward.accessrules.home.SelfServiceReset} and
 *       {@link io.homeward.accessrules.home.FactorChange} are its neighbours.
 *   <li>{@link io.homeward.accessrules.entry.ForeignRules}: entering somebody else's tenant, D1 to D29. {@link
 *       io.homeward.accessrules.entry.MemberRules}: a member calls his own.
 *   <li>{@link io.homeward.accessrules.standing.HomeRoute}: what home offers a person at risk (D3 to D8, D24).
 *   <li>{@link io.homeward.accessrules.risk.RiskTransition}: what an event does to a risk (section 4).
 *   <li>{@link io.homeward.accessrules.administrator.HomeAdministrator}: who may act on whom (D10).
 *   <li>{@link io.homeward.accessrules.policy.PolicyValidation}: what is refused when it is saved (1032, 1064, D13).
 *   <li>{@link io.homeward.accessrules.review.WhatIf}, {@link io.homeward.accessrules.review.DryRun}, {@link
 *       io.homeward.accessrules.review.RulesLint}, {@link io.homeward.accessrules.review.HomePosture}: rules looked at before they
 *       bite, by the same decisions.
 *   <li>{@link io.homeward.accessrules.place.IpRange}: the one place where an address is held against a range.
 * </ul>
 *
 * <h2>Order of precedence abroad: the first that refuses answers</h2>
 *
 * <p>D1, D22 (D20 where the way leads through others), D21, D28, a disabled account (H15), D26, D19, D24 (the tenant
 * distrusts the home), D18, D27, H17, D29, D23; then, unless a waiver holds (D14, and never for D7), D7, D6, D8, D5, D4,
 * D3, with D24 and D25 in their place and D12 below the built-in threshold; then D9; then the tenant's own blocks (D2),
 * D17, D16, and D2 lets in. D11 and D15 never settle anything alone: they are named {@code with} the rule that does.
 *
 * <h2>Choices where the law is silent</h2>
 *
 * <ul>
 *   <li><b>MFA for no risk</b>, asked of somebody registered, is reported as H4 (50076), a block for no risk as H7.
 *   <li><b>H6 for a person at risk</b> whose sign-in is clean: 53004, but the heading is the account's.
 *   <li><b>H13 without a second factor</b>: registers first (never inside a risky sign-in). While nothing can be scored
 *       the password alone is replaced and stays pending for abroad.
 *   <li><b>H17</b> asks MFA of everybody registered, also without any policy. What else than the missing score cannot be
 *       read of a policy binds as ever.
 *   <li><b>H18</b> weighs the detections of the account and of this sign-in. A kind nobody knows counts as the worst.
 *   <li><b>Remedies</b>: a remediation is closed only by a policy that surely applies; an unknown one demands and closes
 *       nothing. At home an administrator's confirmation is answered by H8 like any high risk; abroad the notice sends to
 *       the home administrator (D8), and once H8 is done the person is released as by any remediation (D9).
 *   <li><b>Then and now (D24)</b>: the order is that of {@link io.homeward.accessrules.Route}. Where home had nothing on
 *       offer when the risk reached its level, a policy added since is met at home (H8), but the notice abroad keeps naming
 *       the administrator. A block of then keeps H8 from being offered at home, and does not keep anybody out whom no
 *       policy of today keeps out (D6: signing in at home is not affected).
 *   <li><b>D4's policy</b> is one about sign-in risk; MFA on user risk alone closes nothing (H19). A policy for single
 *       applications offers nothing, and blocks everywhere (D7).
 *   <li><b>D7</b> holds at every level home's block names, also below the built-in threshold.
 *   <li><b>D9</b>: abroad a session must not be older than either epoch, and the risk epoch rises also when an open risk
 *       grows ({@link io.homeward.accessrules.risk.RiskTransition#nextEpoch}). At home only the session epoch ends
 *       sessions; see {@link io.homeward.accessrules.entry.MemberRules}. Confirmed safe is not remediated.
 *   <li><b>D20</b>: a suspension binds all paths that count; an ended relationship does not bind its successor. Several
 *       ways in give the roles of each.
 *   <li><b>D25</b>: what is inherited cannot be remediated with this account, so an administrator must act.
 *   <li><b>D21, D28 and D26</b> answer 500213, like everything that is no way in.
 *   <li><b>Sign-in frequency</b> is a demand for no risk: H4, with 70043 where the first factor is too old and 50078 where MFA is. It
 *       asks nobody for MFA of whom no policy demands it. Abroad it is D16, and what is asked for every time is asked for every hour.
 *   <li><b>A policy about registering a factor</b> ({@code urn:user:registersecurityinfo}) that binds somebody who has none leaves no
 *       way to get one here: H7 with 53010. In the grace he is then not asked at all.
 *   <li><b>Authentication transfer</b> is known not to happen here; a policy about it alone never applies. A device filter is unknown, and
 *       its policy binds.
 *   <li><b>A strength of the tenant's own making</b> that the person's factors do not satisfy, or that nothing could: H18.
 *   <li><b>An account for emergencies</b> is excluded by nobody but the policies themselves; that it was used is an obligation.
 *   <li><b>The registration clock</b> never restarts: {@link io.homeward.accessrules.home.RegistrationState}.
 *   <li><b>A role nobody knows</b> permits nothing and ranks with the highest where its holder is acted upon.
 * </ul>
 */
@NullMarked
package io.homeward.accessrules;

import org.jspecify.annotations.NullMarked;
