/**
 * How fast sign-ins are scored. {@link io.homeward.bench.speed.Crowd} is who signs in, {@link io.homeward.bench.speed.Wire} how,
 * {@link io.homeward.bench.speed.Load} how often and how long each took, {@link io.homeward.bench.speed.Usage} what it cost whom;
 * {@link io.homeward.bench.speed.PureScoring} leaves network and database out.
 */
@NullMarked
package io.homeward.bench.speed;

import org.jspecify.annotations.NullMarked;
