/**
 * Rules looked at before they bite: what would happen ({@link io.homeward.accessrules.review.WhatIf}), what would have happened ({@link
 * io.homeward.accessrules.review.DryRun}), who could get back in alone were he at risk today ({@link io.homeward.accessrules.review.Readiness}), what is probably not meant ({@link io.homeward.accessrules.review.RulesLint}), and what they
 * promise to others ({@link io.homeward.accessrules.review.HomePosture}).
 *
 * <p>Nothing here judges by itself: every answer is made of the decisions of {@code home} and {@code entry}, so that no review ever
 * says something else than what would happen.
 */
@NullMarked
package io.homeward.accessrules.review;

import org.jspecify.annotations.NullMarked;
