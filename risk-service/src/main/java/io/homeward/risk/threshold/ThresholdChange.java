package io.homeward.risk.threshold;

import java.time.Instant;

/**
 * One change of a tenant's settings, as they were afterwards.
 *
 * @param id the version that came of it
 * @param by a person's or an application's id
 */
public record ThresholdChange(
        long id, Instant at, double low, double medium, double high, double targeted, String reason, String by) {}
