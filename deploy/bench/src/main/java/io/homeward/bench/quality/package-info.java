/**
 * How good the risk engine is, beside others, on the same sign-ins. {@link io.homeward.bench.quality.QualityBench} is the command,
 * {@link io.homeward.bench.quality.Trial} one population run once, {@link io.homeward.bench.quality.Gate} what a population must pass before
 * anything is compared on it.
 */
@NullMarked
package io.homeward.bench.quality;

import org.jspecify.annotations.NullMarked;
