/**
 * Sign-ins come in through a Kafka topic, for senders of many that wait for no score. Off unless {@code homeward.stream.bootstrap-servers} is
 * set: then nothing of Kafka is even loaded. {@link io.homeward.risk.stream.SignInStream} starts and stops it,
 * {@link io.homeward.risk.stream.SignInReader} reads, {@link io.homeward.risk.stream.TakeDelivery} takes in, through the same
 * {@link io.homeward.risk.intake.TakeBatch} as files ({@link io.homeward.risk.stream.OwnIntake}).
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>Positions are committed after the transactions that took their messages in. A message may therefore come twice; a sign-in that is
 *       known already changes nothing, so each counts once.
 *   <li>All sign-ins of a user are in one partition, in order, and a partition has one reader: nobody competes for a profile. Keys that are
 *       wrong cost that, not correctness: profiles are locked all the same.
 *   <li>The tenant is said by the header alone. Who may write into the topic may speak for every tenant; the broker's rights decide who may.
 *   <li>A message that cannot be taken in is put aside, with the reason, and holds up nobody. While the database or the broker cannot be
 *       written, nothing is put aside and nothing is skipped: the reader waits.
 * </ul>
 *
 * <p>Readers have threads of their own, not virtual ones: each spends its life in a native wait for the network, which would take a carrier from
 * everybody else.
 */
@NullMarked
package io.homeward.risk.stream;

import org.jspecify.annotations.NullMarked;
