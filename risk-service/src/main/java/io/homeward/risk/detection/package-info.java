/**
 * The kinds of evidence, one class each. A {@link io.homeward.risk.detection.Detector} looks at the {@link io.homeward.risk.detection.Facts} of
 * one sign-in with the right secret and says what it found, with the numbers it rests on; it keeps nothing and asks nobody.
 */
@NullMarked
package io.homeward.risk.detection;

import org.jspecify.annotations.NullMarked;
