package io.homeward.intel;

import java.time.Duration;
import java.time.Instant;

/**
 * Which edition of which file something rests on.
 *
 * @param name of the file, without its folder
 * @param version of a database the day it was built, {@code 2026-06-05}; of a text the beginning of its SHA-256
 * @param builtAt when a database was built, or a text was last written
 */
public record Edition(String name, String version, Instant builtAt) {

    /** Never negative: clocks differ. */
    public Duration age(Instant now) {
        return builtAt.isAfter(now) ? Duration.ZERO : Duration.between(builtAt, now);
    }
}
