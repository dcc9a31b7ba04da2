package io.homeward.risk.signin;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Gives the lines of one syslog file their years, in the order of the file. */
final class LogTimes {
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    /** Lines may be a little out of order; December followed by January is not a little. */
    private static final int NEW_YEAR_DAYS = 183;

    private final ZoneId zone;
    private int year;
    private int dayBefore = -1;
    private boolean newYearSeen;

    LogTimes(int firstYear, ZoneId zone) {
        this.year = firstYear;
        this.zone = zone;
    }

    /** Whether the time carries its year and offset. */
    static boolean inFull(String when) {
        return Character.isDigit(when.charAt(0));
    }

    /** @throws DateTimeException where there is no such time (in the year it has to be) */
    Instant read(String when) {
        if (inFull(when)) {
            return OffsetDateTime.parse(when).toInstant().truncatedTo(ChronoUnit.MICROS);
        }
        int month = MONTHS.indexOf(when.substring(0, 3)) + 1;
        int day = Integer.parseInt(when.substring(4, 6).strip());
        int ofYear = month * 31 + day;
        if (dayBefore - ofYear > NEW_YEAR_DAYS) {
            year++;
            newYearSeen = true;
        } else if (newYearSeen && month == 12 && dayBefore < 2 * 31) {
            // A straggler of December among the lines of January.
            return at(year - 1, month, day, when);
        }
        dayBefore = ofYear;
        return at(year, month, day, when);
    }

    private Instant at(int ofYear, int month, int day, String when) {
        return LocalDateTime.of(LocalDate.of(ofYear, month, day), LocalTime.parse(when.substring(7)))
                .atZone(zone)
                .toInstant();
    }
}
