/**
 * Home waivers (D14): how a home tenant answers for one of its technicians in spite of an open risk, for a few hours, where a customer accepts
 * it. Start at {@link io.homeward.tenant.waiver.WaiverResource}, then {@link io.homeward.tenant.waiver.GrantWaiver}.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>Two home administrators other than the person, themselves clear, both with fresh MFA; what is well-formed is access-rules' word.
 *   <li>It names one open risk by its epoch and does not outlive it. Whether it helps is decided where people enter: never against a blocking
 *       home policy, token theft or a confirmed compromise.
 *   <li>A customer sees what is offered for people who could enter its tenant, under a pseudonym, and accepts or not. Nobody accepts for it
 *       who comes from outside.
 * </ul>
 */
@NullMarked
package io.homeward.tenant.waiver;

import org.jspecify.annotations.NullMarked;
