/**
 * Graph's {@code $batch}, as data: the calls in one body, in which order they go, and their answers in one body again. What becomes of a single
 * call is not known here.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>A batch that is not well formed as a whole is refused as a whole ({@link io.homeward.gateway.batch.UnreadableBatch}); afterwards
 *       every part has exactly one answer.
 *   <li>A part waits for those it depends on; where one of them failed it is not sent and answered with 424.
 * </ul>
 *
 * <p>Begin with {@link io.homeward.gateway.batch.Batch}.
 */
@NullMarked
package io.homeward.gateway.batch;

import org.jspecify.annotations.NullMarked;
