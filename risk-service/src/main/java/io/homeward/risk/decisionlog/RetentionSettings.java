package io.homeward.risk.decisionlog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long decisions are kept; whole months are dropped, so up to a month longer. */
@ConfigMapping(prefix = "homeward.decision-log.keep")
public interface RetentionSettings {
    /** An investigation begins weeks after the fact. The database refuses less, too (V25). */
    Duration LEAST_REFUSALS = Duration.ofDays(30);

    Duration LEAST_ADMISSIONS = Duration.ofDays(7);

    /** Refusals and step-ups; at least {@link #LEAST_REFUSALS}. */
    @WithDefault("P365D")
    Duration refusals();

    /** At least {@link #LEAST_ADMISSIONS}, and not longer than refusals. */
    @WithDefault("P90D")
    Duration admissions();

    default Duration of(Kept kept) {
        return switch (kept) {
            case ADMITTED -> admissions();
            case REFUSED -> refusals();
        };
    }

    /** @throws IllegalStateException where they are below what is needed */
    default void check() {
        if (refusals().compareTo(LEAST_REFUSALS) < 0
                || admissions().compareTo(LEAST_ADMISSIONS) < 0
                || admissions().compareTo(refusals()) > 0) {
            throw new IllegalStateException(
                    "homeward.decision-log.keep: refusals at least %s, admissions at least %s and not longer than refusals"
                            .formatted(LEAST_REFUSALS, LEAST_ADMISSIONS));
        }
    }
}
