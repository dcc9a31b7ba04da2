package io.homeward.remediation.account;

import io.homeward.remediation.mail.Language;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;

/**
 * A time on a page.
 *
 * @param iso for programs; a script of ours says it in the reader's own zone
 * @param text in UTC, and says so
 */
public record Moment(String iso, String text) {
    static Moment of(Instant at, Language language) {
        String said = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(language.locale())
                .format(at.atOffset(ZoneOffset.UTC));
        return new Moment(at.truncatedTo(ChronoUnit.SECONDS).toString(), said + " UTC");
    }
}
