/**
 * What others do, written anew from what they say they do. Each learns from the same sign-ins, in the same order, and says how suspicious
 * the next one is; only the order of what it says counts.
 */
@NullMarked
package io.homeward.bench.quality.peer;

import org.jspecify.annotations.NullMarked;
