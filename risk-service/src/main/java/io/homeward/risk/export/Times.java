package io.homeward.risk.export;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Times as exports write them. */
final class Times {
    private static final int LONGEST_NUMBER = 18;

    private Times() {}

    /** ISO 8601 with an offset. */
    static Optional<Instant> iso(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Milliseconds since 1970. */
    static Optional<Instant> millis(String text) {
        return number(text).map(Instant::ofEpochMilli);
    }

    /** Seconds since 1970. */
    static Optional<Instant> seconds(String text) {
        try {
            return number(text).map(Instant::ofEpochSecond);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> number(String text) {
        String digits = text.strip();
        boolean plain = !digits.isEmpty()
                && digits.length() <= LONGEST_NUMBER
                && digits.chars().allMatch(each -> each >= '0' && each <= '9');
        return plain ? Optional.of(Long.valueOf(digits)) : Optional.empty();
    }
}
