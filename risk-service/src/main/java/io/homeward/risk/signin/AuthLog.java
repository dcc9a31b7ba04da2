package io.homeward.risk.signin;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.risk.intel.Enrichment;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
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
 * <p>The id of a sign-in is the hash of its line, so that the same line of an overlapping file is the same sign-in.
 */
public final class AuthLog implements SignInFile {
    private static final Pattern LINE = Pattern.compile(
            "(?<when>[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d|\\d{4}-\\d\\d-\\d\\dT\\S+) (?<host>\\S+) sshd(?:-session)?\\[\\d+]: (?<text>.*)");
    private static final Pattern REPEATED =
            Pattern.compile("message repeated (?<times>\\d{1,6}) times: \\[ (?<text>.*)]");
    private static final Pattern ATTEMPT = Pattern.compile(
            "(?<result>Accepted|Failed) (?<method>\\S+) for (?:invalid user )?(?<user>.*) from (?<ip>\\S+) port \\d+(?: .*)?");
    private static final Pattern INVALID = Pattern.compile("Invalid user (?<user>.*?) from (?<ip>\\S+)(?: port \\d+)?");

    private static final int SUCCESS = 0;
    private static final int WRONG_PASSWORD = 50126;
    private static final int NO_SUCH_USER = 50034;

    /** Identical lines of one second are told apart by counting; no server writes more distinct ones in a second than this. */
    private static final int MOST_LINES_A_SECOND = 10_000;

    private final Lines lines;
    private final LogTimes times;
    private final Optional<String> host;
    private final Map<String, Integer> sameSecond = new HashMap<>();
    private Instant second = Instant.MIN;

    private AuthLog(Lines lines, LogTimes times, Optional<String> host) {
        this.lines = lines;
        this.times = times;
        this.host = host;
    }

    /**
     * @param file may be read twice
     * @param year of the first line; empty for the newest that puts no line into the future
     * @param zone in which the server's clock shows times without an offset
     * @param host the server's name where the one in the log is not wanted
     */
    public static AuthLog open(Path file, OptionalInt year, ZoneId zone, Optional<String> host, Instant now)
            throws IOException {
        int first = year.isPresent() ? year.getAsInt() : newestYear(file, zone, now);
        InputStream stream = new BufferedInputStream(Files.newInputStream(file));
        return new AuthLog(new Lines(stream), new LogTimes(first, zone), host);
    }

    private static int newestYear(Path file, ZoneId zone, Instant now) throws IOException {
        int thisYear = now.atZone(zone).getYear();
        var times = new LogTimes(thisYear, zone);
        Instant last = Instant.MIN;
        try (InputStream stream = Files.newInputStream(file)) {
            var lines = new Lines(stream);
            for (Optional<Lines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                Matcher matcher = LINE.matcher(line.get().text());
                if (matcher.matches() && !LogTimes.inFull(matcher.group("when"))) {
                    last = later(last, times, matcher.group("when"));
                }
            }
        }
        int year = thisYear;
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
    public Optional<Reading> next() throws IOException {
        while (true) {
            Optional<Lines.Line> line = lines.next();
            if (line.isEmpty()) {
                return Optional.empty();
            }
            Optional<Reading> reading = read(line.get());
            if (reading.isPresent()) {
                return reading;
            }
        }
    }

    private Optional<Reading> read(Lines.Line line) {
        Matcher matcher = LINE.matcher(line.text());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String text = matcher.group("text");
        int times = 1;
        Matcher repeated = REPEATED.matcher(text);
        if (repeated.matches()) {
            times = Math.max(1, Integer.parseInt(repeated.group("times")));
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
        return Optional.of(reading(line, matcher, what.group("user"), what.group("ip"), outcome.get(), times));
    }

    private static Optional<Outcome> outcome(String result, String method) {
        boolean key = method.equals("publickey") || method.equals("hostbased") || method.startsWith("gssapi");
        if (result.equals("Accepted")) {
            return Optional.of(new Outcome(SUCCESS, "", !key));
        }
        return key ? Optional.empty() : Optional.of(new Outcome(WRONG_PASSWORD, "Failed " + Texts.fit(method), true));
    }

    private Reading reading(Lines.Line line, Matcher matcher, String user, String ip, Outcome outcome, int attempts) {
        String name = Texts.fit(user).strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.length() > Texts.LONGEST_NAME) {
            return new Reading.Bad(line.number(), "The line names no user");
        }
        Optional<IpAddress> address = IpAddress.parse(ip);
        if (address.isEmpty()) {
            return new Reading.Bad(line.number(), "The line names no address");
        }
        Instant at;
        try {
            at = times.read(matcher.group("when"));
        } catch (DateTimeException e) {
            return new Reading.Bad(line.number(), "The line has no time that can be read");
        }
        String server = Texts.fit(host.orElse(matcher.group("host")));
        return new Reading.Good(
                line.number(),
                new SignIn(
                        id(line.text(), at),
                        at,
                        Optional.empty(),
                        name,
                        "sshd",
                        "OpenSSH on " + server,
                        "SSH",
                        true,
                        "",
                        address,
                        Place.UNKNOWN,
                        Device.UNKNOWN,
                        Session.NONE,
                        outcome,
                        attempts,
                        Enrichment.NONE));
    }

    private String id(String line, Instant at) {
        if (!at.equals(second) || sameSecond.size() > MOST_LINES_A_SECOND) {
            second = at;
            sameSecond.clear();
        }
        int nth = sameSecond.merge(line, 1, Integer::sum);
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest((line + "#" + nth).getBytes(StandardCharsets.UTF_8));
            return "sshd-" + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
