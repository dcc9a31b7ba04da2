package io.homeward.gateway.limit;

import java.time.Duration;

/**
 * What came of asking for one permission.
 *
 * @param pause after how long there will be one; zero where it was granted
 * @param most how many there are at once
 * @param left how many are left now
 */
public record Allowance(boolean granted, Duration pause, long most, long left) {

    /** The seconds to wait as HTTP says them: whole ones, and at least one. */
    public long retryAfter() {
        return Math.max(1, (pause.toNanos() + 999_999_999) / 1_000_000_000);
    }

    /** How much of the allowance is in use, as a share of one; above it where more was asked for. */
    public double used() {
        return granted ? (most - left) / (double) most : 1 + pause.toNanos() / 1e10;
    }
}
