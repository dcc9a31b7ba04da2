package io.homeward.risk.export;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times of the column {@code Date (UTC)}: ISO 8601, or as the language of whoever downloaded the file writes them. */
final class PortalTimes {
    /** What came of reading a time. */
    sealed interface Read {
        record Known(Instant at) implements Read {}

        record Unknown(String reason) implements Read {}
    }

    private static final Pattern LOCALIZED = Pattern.compile("(\\d{1,2})([/.])(\\d{1,2})\\2(\\d{4}),? "
            + "(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:[\\s\\u00A0\\u202F]?([ap])\\.?m\\.?)?");
    private static final Pattern PLAIN =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?");
    private static final int MONTHS = 12;
    private static final int NOON = 12;

    private final Optional<DateOrder> order;

    PortalTimes(Optional<DateOrder> order) {
        this.order = order;
    }

    Read read(String text) {
        Optional<Instant> iso = Times.iso(text);
        if (iso.isPresent()) {
            return new Read.Known(iso.get());
        }
        try {
            if (PLAIN.matcher(text).matches()) {
                return known(LocalDateTime.parse(text.replace(' ', 'T')));
            }
            Matcher date = LOCALIZED.matcher(text.toLowerCase(Locale.ROOT));
            return date.matches() ? localized(date, text) : unknown();
        } catch (DateTimeException e) {
            return unknown();
        }
    }

    private Read localized(Matcher date, String text) {
        int first = Integer.parseInt(date.group(1));
        int second = Integer.parseInt(date.group(3));
        boolean certain = date.group(2).equals(".") || first > MONTHS || second > MONTHS || first == second;
        if (!certain && order.isEmpty()) {
            return new Read.Unknown(
                    "The date %s can be read in two ways; say dateOrder, dayFirst or monthFirst".formatted(text));
        }
        boolean dayFirst = date.group(2).equals(".")
                || first > MONTHS
                || (second <= MONTHS
                        && order.filter(DateOrder.DAY_FIRST::equals).isPresent());
        int hour = Integer.parseInt(date.group(5));
        String half = date.group(8);
        if (half != null) {
            if (hour < 1 || hour > NOON) {
                return unknown();
            }
            hour = hour % NOON + (half.equals("p") ? NOON : 0);
        }
        return known(LocalDateTime.of(
                Integer.parseInt(date.group(4)),
                dayFirst ? second : first,
                dayFirst ? first : second,
                hour,
                Integer.parseInt(date.group(6)),
                date.group(7) == null ? 0 : Integer.parseInt(date.group(7))));
    }

    private static Read known(LocalDateTime utc) {
        return new Read.Known(utc.toInstant(ZoneOffset.UTC));
    }

    private static Read unknown() {
        return new Read.Unknown("Date (UTC) is not a time, such as 2026-03-04T06:58:01Z");
    }
}
