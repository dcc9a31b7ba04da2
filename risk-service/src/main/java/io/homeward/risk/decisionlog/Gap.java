package io.homeward.risk.decisionlog;

import java.time.Instant;

/**
 * Decisions that are missing from the log, because a gateway had no room for them.
 *
 * @param outcomes {@code admitted}, or {@code refused} for refusals and step-ups
 */
record Gap(String id, String outcomes, Instant fromDateTime, Instant untilDateTime, long decisions) {}
