package io.homeward.risk.signin;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The log of an OpenSSH server ({@code auth.log}), as syslog writes it. What counts:
 *
 * <ul>
 *   <li>{@code Accepted password|publickey|… for X from IP port N}: a success, by password or not;
 *   <li>{@code Failed password|keyboard-interactive… for [invalid user] X from IP port N}: a failure; syslog's {@code message repeated N times: […]}
 *       is one record of N attempts. A failed key is no failure: clients offer the keys they have one after the other;
 *   <li>{@code Invalid user X from IP}: a failure on a name nobody has, often the only trace of a guess that was given up.
 * </ul>
 *
 * <p>Every other line is passed over in silence; one of these that names nobody, or no address, is a bad one.
 *
 * <p>The times have no year (unless syslog wrote them in full): it is the one given, or the newest that puts no line into the future; a step
 * back of more than half a year within the file is New Year. To know that, the file is read twice.
 *
 * <p>The id of a sign-in is made of its line ({@link RowIds}).
 */
public final class AuthLog implements Dialect {
    private static final Pattern LINE = Pattern.compile(
            "(?<when>[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d|\\d{4}-\\d\\d-\\d\\dT\\S+) (?<host>\\S+) sshd(?:-session)?\\[\\d+]: (?<text>.*)");
    private static final Pattern REPEATED =
            Pattern.compile("message repeated (?<times>\\d{1,6}) times: \\[ (?<text>.*)]");
    private static final Pattern ATTEMPT = Pattern.compile(
            "(?<result>Accepted|Failed) (?<method>\\S+) for (?:invalid user )?(?<user>.*) from (?<ip>\\S+) port \\d+(?: .*)?");
    private static final Pattern INVALID = Pattern.compile("Invalid user (?<user>.*?) from (?<ip>\\S+)(?: port \\d+)?");

    private static final Map<Field, String> NAMES =
            Map.of(Field.USER_NAME, "The line's user", Field.ADDRESS, "The line's address");

    private static final int SUCCESS = 0;
    private static final int WRONG_PASSWORD = 50126;
    private static final int NO_SUCH_USER = 50034;

    private final LogTimes times;
    private final Optional<String> host;
    private final RowIds ids = new RowIds("sshd");

    private AuthLog(LogTimes times, Optional<String> host) {
        this.times = times;
        this.host = host;
    }

    /**
     * @param file is read twice where there is no year
     * @param year of the first line; empty for the newest that puts no line into the future
     * @param zone in which the server's clock shows times without an offset
     * @param host the server's name where the one in the log is not wanted
     */
    public static SignInFile open(Content file, OptionalInt year, ZoneId zone, Optional<String> host, Instant now)
            throws IOException {
        int first = year.isPresent() ? year.getAsInt() : newestYear(file, zone, now);
        return new ElementFile(new Lines(file.open()), new AuthLog(new LogTimes(first, zone), host));
    }

    private static int newestYear(Content file, ZoneId zone, Instant now) throws IOException {
        int thisYear = now.atZone(zone).getYear();
        var times = new LogTimes(thisYear, zone);
        Instant last = Instant.MIN;
        try (InputStream stream = file.open()) {
            var lines = new Lines(stream);
            for (Optional<Element> line = lines.next(); line.isPresent(); line = lines.next()) {
                Matcher matcher = LINE.matcher(line.get().text());
                if (matcher.matches() && !LogTimes.inFull(matcher.group("when"))) {
                    last = later(last, times, matcher.group("when"));
                }
            }
        } catch (UnreadableEnd e) {
            // A damaged end says nothing about the year; whoever reads the lines says that it is damaged.
            return year(last, thisYear, zone, now);
        }
        return year(last, thisYear, zone, now);
    }

    private static int year(Instant newest, int thisYear, ZoneId zone, Instant now) {
        int year = thisYear;
        Instant last = newest;
        while (last.isAfter(now)) {
            year--;
            last = last.atZone(zone).minusYears(1).toInstant();
        }
        return year;
    }

    private static Instant later(Instant last, LogTimes times, String when) {
        try {
            Instant at = times.read(when);
            return at.isAfter(last) ? at : last;
        } catch (DateTimeException e) {
            return last;
        }
    }

    @Override
    public Optional<Reading> read(Element line) {
        Matcher matcher = LINE.matcher(line.text());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String text = matcher.group("text");
        int attempts = 1;
        Matcher repeated = REPEATED.matcher(text);
        if (repeated.matches()) {
            attempts = Math.max(1, Integer.parseInt(repeated.group("times")));
            text = repeated.group("text");
        }
        Matcher attempt = ATTEMPT.matcher(text);
        Matcher invalid = INVALID.matcher(text);
        Optional<Outcome> outcome = Optional.empty();
        Matcher what = attempt;
        if (attempt.matches()) {
            outcome = outcome(attempt.group("result"), attempt.group("method"));
        } else if (invalid.matches()) {
            what = invalid;
            outcome = Optional.of(new Outcome(NO_SUCH_USER, "Invalid user", true));
        }
        if (outcome.isEmpty()) {
            return Optional.empty();
        }
        Draft draft = new Draft(line.line(), NAMES)
                .set(Field.USER_NAME, Texts.fit(what.group("user")))
                .set(Field.ADDRESS, what.group("ip"))
                .attempts(attempts);
        return Optional.of(reading(line, matcher, draft, outcome.get()));
    }

    private static Optional<Outcome> outcome(String result, String method) {
        boolean key = method.equals("publickey") || method.equals("hostbased") || method.startsWith("gssapi");
        if (result.equals("Accepted")) {
            return Optional.of(new Outcome(SUCCESS, "", !key));
        }
        return key ? Optional.empty() : Optional.of(new Outcome(WRONG_PASSWORD, "Failed " + Texts.fit(method), true));
    }

    private Reading reading(Element line, Matcher matcher, Draft draft, Outcome outcome) {
        if (draft.get(Field.USER_NAME).isBlank()) {
            return draft.bad("The line names no user");
        }
        Instant at;
        try {
            at = times.read(matcher.group("when"));
        } catch (DateTimeException e) {
            return draft.bad("The line has no time that can be read");
        }
        return draft.set(Field.ID, ids.of(line.text(), at))
                .at(at)
                .set(Field.APPLICATION_ID, "sshd")
                .set(Field.APPLICATION_NAME, "OpenSSH on " + host.orElse(matcher.group("host")))
                .set(Field.CLIENT_APP, "SSH")
                .outcome(outcome.errorCode(), outcome.byPassword())
                .set(Field.FAILURE_REASON, outcome.failureReason())
                .reading();
    }
}
