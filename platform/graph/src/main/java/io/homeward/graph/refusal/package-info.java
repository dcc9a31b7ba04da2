/**
 * How a request is refused: one catalogue, two shapes. On Graph paths it is Graph's error body, elsewhere {@code application/problem+json}
 * (RFC 9457); {@link io.homeward.graph.refusal.Answers} is the only place that knows.
 *
 * <p>A Graph resource throws {@link io.homeward.graph.refusal.GraphRefusal}; a service's own catalogue becomes a
 * {@link io.homeward.graph.refusal.Rejection} in its {@code web} package. Everything else ({@link io.homeward.graph.refusal.Refusals}) is
 * shared: unreadable bodies with line and column, violated constraints, unknown paths, methods and media types, callers who may not, the
 * database being away (503), and what nobody foresaw (500 with an incident number; the log has the rest).
 */
@NullMarked
package io.homeward.graph.refusal;

import org.jspecify.annotations.NullMarked;
