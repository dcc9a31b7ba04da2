/**
 * risk-service: how likely is it that this is not the owner?
 *
 * <h2>Where to begin</h2>
 *
 * <p>{@link io.homeward.risk.intake.SignInResource} takes a sign-in in; it calls {@link io.homeward.risk.intake.TakeIn}, which keeps it
 * ({@link io.homeward.risk.signin.SignIns}), asks the pure {@link io.homeward.risk.score.Score} for its level and reasons, and hands what was
 * found to {@link io.homeward.risk.standing.Standings}: one person's risk, its moves and its history.
 *
 * <h2>The rooms, each leaning only on those before it</h2>
 *
 * <ul>
 *   <li>{@code intel}: addresses and what is known about them; {@code signin}: one sign-in, how it is read and kept;
 *   <li>{@code directory}: people, rules and relationships, as the owning service publishes them;
 *   <li>{@code familiarity}: how unlike its owner a sign-in is, by statistics alone; needs nothing but the JDK;
 *   <li>{@code profile}: what is usual for a person and busy at a source; {@code detection}: one class per kind of evidence;
 *       {@code score}: evidence to level, with reasons;
 *   <li>{@code habit}: what a tenant's people do, where it is kept, and what a score was given by;
 *   <li>{@code standing}: a person's risk; {@code event}: the replicas fed from other services;
 *   <li>{@code upkeep}: what has to be done by time alone; {@code quarantine}: risky sign-ins that are learned from a day later;
 *   <li>{@code intake}: sign-ins scored one by one and imported; {@code stream}: read from a Kafka topic, where there is one; {@code feedback}: what an administrator says;
 *       {@code report}: Graph; {@code health}: how detectors stand; {@code web}: errors.
 * </ul>
 *
 * <p>This package holds only the words every room uses: {@link io.homeward.risk.Fault} and {@link io.homeward.risk.Refusal}.
 */
@NullMarked
package io.homeward.risk;

import org.jspecify.annotations.NullMarked;
