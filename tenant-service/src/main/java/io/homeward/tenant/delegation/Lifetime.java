package io.homeward.tenant.delegation;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;

/** How long a relationship lasts once it is active: at least a day and at most two years, as an ISO-8601 period. */
public record Lifetime(Period period) {
    private static final LocalDate SOME_DAY = LocalDate.EPOCH;

    public Lifetime {
        requireNonNull(period, "period");
        LocalDate end = SOME_DAY.plus(period);
        if (end.isBefore(SOME_DAY.plusDays(1)) || end.isAfter(SOME_DAY.plusYears(2))) {
            throw new IllegalArgumentException("duration is between P1D and P2Y, not '" + period + "'");
        }
    }

    /** @throws IllegalArgumentException where the text is no period of days, months and years, or is out of bounds */
    public static Lifetime of(String text) {
        try {
            return new Lifetime(Period.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("duration is between P1D and P2Y, not '" + text + "'", e);
        }
    }

    Instant from(Instant start) {
        return start.atOffset(ZoneOffset.UTC).plus(period).toInstant();
    }

    @Override
    public String toString() {
        return period.toString();
    }
}
