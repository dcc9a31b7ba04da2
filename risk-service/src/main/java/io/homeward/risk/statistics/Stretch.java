package io.homeward.risk.statistics;

import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in equal parts, which begin on the hour or at midnight, in UTC.
 *
 * @param from when the first begins
 * @param to when the last has ended
 */
record Stretch(Instant from, Instant to, Interval interval) {

    enum Interval {
        /** A week by the hour is what a chart can show. */
        HOUR("PT1H", Duration.ofHours(1), Duration.ofDays(7)),
        /** A quarter by the day; more would be counted too long while somebody waits. */
        DAY("P1D", Duration.ofDays(1), Duration.ofDays(92));

        private final String wireName;
        private final Duration length;
        private final Duration most;

        Interval(String wireName, Duration length, Duration most) {
            this.wireName = wireName;
            this.length = length;
            this.most = most;
        }

        String wireName() {
            return wireName;
        }

        private static Interval of(String text) {
            for (Interval each : values()) {
                if (each.wireName.equals(text)) {
                    return each;
                }
            }
            throw refused("'interval' is PT1H or P1D.");
        }
    }

    /**
     * @param from empty: as far before {@code to} as the interval is usually looked at, a day by the hour and 30 days by the day
     * @param to empty: now
     * @throws Refusal {@link Fault#BAD_QUERY}
     */
    static Stretch of(@Nullable String from, @Nullable String to, String interval, Instant now) {
        Interval each = Interval.of(interval);
        Instant last = to == null ? now : instant("to", to);
        Duration usual = each == Interval.HOUR ? Duration.ofDays(1) : Duration.ofDays(30);
        Instant first = from == null ? last.minus(usual) : instant("from", from);
        if (!first.isBefore(last)) {
            throw refused("'from' lies before 'to'.");
        }
        var stretch = new Stretch(floor(first, each), ceiling(last, each), each);
        if (Duration.between(stretch.from, stretch.to).compareTo(each.most.plus(each.length)) > 0) {
            throw refused(
                    "With interval %s at most %d days can be asked for.".formatted(each.wireName, each.most.toDays()));
        }
        return stretch;
    }

    int parts() {
        return Math.toIntExact(Duration.between(from, to).dividedBy(interval.length));
    }

    Instant start(int part) {
        return from.plus(interval.length.multipliedBy(part));
    }

    long seconds() {
        return interval.length.toSeconds();
    }

    private static Instant floor(Instant at, Interval interval) {
        long length = interval.length.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), length) * length);
    }

    private static Instant ceiling(Instant at, Interval interval) {
        Instant floor = floor(at, interval);
        return floor.equals(at) ? at : floor.plus(interval.length);
    }

    private static Instant instant(String name, String text) {
        try {
            Instant at = Instant.parse(text);
            // The database reaches less far than Java, and nothing is kept of before or after.
            if (at.isAfter(Instant.EPOCH) && at.isBefore(Instant.parse("2999-01-01T00:00:00Z"))) {
                return at;
            }
        } catch (DateTimeParseException e) {
            // Answered below, with what is expected.
        }
        throw refused("'%s' is a time such as 2026-03-04T07:00:00Z.".formatted(name));
    }

    private static Refusal refused(String detail) {
        return new Refusal(Fault.BAD_QUERY, detail);
    }
}
