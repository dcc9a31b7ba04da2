package io.homeward.risk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthLogTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @TempDir
    Path folder;

    @Test
    void attempts_are_told_from_everything_else() throws IOException {
        var signIns = read("""
                Mar 27 13:06:56 web1 sshd[1291]: Server listening on 0.0.0.0 port 22.
                Mar 27 13:07:00 web1 sshd[7]: Accepted publickey for ubuntu from 192.0.2.1 port 51816 ssh2: RSA SHA256:abc
                Mar 27 13:07:01 web1 sshd[8]: Accepted password for Rui from 192.0.2.1 port 51817 ssh2
                Mar 27 13:07:02 web1 sshd[9]: Failed password for root from 198.51.100.2 port 1 ssh2
                Mar 27 13:07:03 web1 sshd[9]: Failed password for invalid user a b from 198.51.100.2 port 1 ssh2
                Mar 27 13:07:04 web1 sshd[9]: message repeated 5 times: [ Failed password for root from 198.51.100.2 port 1 ssh2]
                Mar 27 13:07:05 web1 sshd[9]: Invalid user oracle from 2001:db8::5
                Mar 27 13:07:06 web1 sshd[9]: Failed publickey for ubuntu from 192.0.2.1 port 2 ssh2: RSA SHA256:abc
                Mar 27 13:07:07 web1 CRON[9]: pam_unix(cron:session): session opened for user root
                """);

        assertThat(signIns)
                .extracting(SignIn::userName)
                .containsExactly("ubuntu", "rui", "root", "a b", "root", "oracle");
        assertThat(signIns)
                .extracting(each -> each.outcome().kind())
                .containsExactly(
                        Outcome.Kind.ACCEPTED,
                        Outcome.Kind.ACCEPTED,
                        Outcome.Kind.FAILED,
                        Outcome.Kind.FAILED,
                        Outcome.Kind.FAILED,
                        Outcome.Kind.FAILED);
        assertThat(signIns)
                .extracting(each -> each.outcome().passwordRight())
                .containsExactly(false, true, false, false, false, false);
        assertThat(signIns).extracting(SignIn::attempts).containsExactly(1, 1, 1, 1, 5, 1);
        assertThat(signIns.getFirst().at()).isEqualTo(Instant.parse("2026-03-27T13:07:00Z"));
        assertThat(signIns.getFirst().applicationName()).isEqualTo("OpenSSH on web1");
    }

    @Test
    void a_line_that_names_nobody_is_a_bad_one() throws IOException {
        var readings = readings(
                "Apr  6 20:48:27 h sshd[1]: Failed password for invalid user  from 192.0.2.7 port 1 ssh2\n",
                OptionalInt.empty());

        assertThat(readings)
                .extracting(each -> ((Reading.Bad) each).reason())
                .containsExactly("The line names no user");
    }

    @Test
    void the_year_is_the_newest_that_puts_no_line_into_the_future() throws IOException {
        assertThat(read(line("Nov 23 07:59:00")).getFirst().at()).isEqualTo(Instant.parse("2026-11-23T07:59:00Z"));
        assertThat(read(line("Dec 24 07:59:00")).getFirst().at()).isEqualTo(Instant.parse("2025-12-24T07:59:00Z"));
        // One line late in the year moves the whole file.
        assertThat(read(line("Mar  1 07:59:00") + line("Dec 24 07:59:00")))
                .extracting(SignIn::at)
                .containsExactly(Instant.parse("2025-03-01T07:59:00Z"), Instant.parse("2025-12-24T07:59:00Z"));
    }

    @Test
    void new_year_within_a_file_is_seen() throws IOException {
        var signIns = read(
                line("Dec 31 23:59:59") + line("Jan  1 00:00:01") + line("Dec 31 23:59:58") + line("Feb  1 10:00:00"));

        assertThat(signIns)
                .extracting(SignIn::at)
                .containsExactly(
                        Instant.parse("2025-12-31T23:59:59Z"),
                        Instant.parse("2026-01-01T00:00:01Z"),
                        Instant.parse("2025-12-31T23:59:58Z"),
                        Instant.parse("2026-02-01T10:00:00Z"));
    }

    @Test
    void a_given_year_and_zone_hold_and_full_times_need_neither() throws IOException {
        var given = readings(line("Mar  1 12:00:00"), OptionalInt.of(2019), ZoneId.of("Europe/Oslo"));
        assertThat(((Reading.Good) given.getFirst()).signIn().at()).isEqualTo(Instant.parse("2019-03-01T11:00:00Z"));

        var full = read(line("2026-03-27T13:06:56.123456+02:00"));
        assertThat(full.getFirst().at()).isEqualTo(Instant.parse("2026-03-27T11:06:56.123456Z"));
    }

    @Test
    void the_same_line_is_the_same_sign_in_and_its_repetition_is_another() throws IOException {
        String file = line("Mar  1 12:00:00") + line("Mar  1 12:00:00");

        var first = read(file);
        var again = read(file);

        assertThat(first).isEqualTo(again);
        assertThat(first.get(0).id()).isNotEqualTo(first.get(1).id());
    }

    @Test
    void a_real_log_is_read_whole() throws IOException {
        Path real = Path.of("../../shared/data/sshd/auth.log");
        assumeTrue(Files.exists(real), "the real log is not here");

        var readings = GraphSignInsTest.all(AuthLog.open(
                () -> Files.newInputStream(real), OptionalInt.empty(), ZoneOffset.UTC, Optional.empty(), NOW));

        var signIns = good(readings);
        var accepted = signIns.stream()
                .filter(each -> each.outcome().kind() == Outcome.Kind.ACCEPTED)
                .toList();
        var failed = signIns.stream()
                .filter(each -> each.outcome().kind() == Outcome.Kind.FAILED)
                .toList();
        assertThat(accepted).hasSize(226);
        assertThat(accepted.stream().map(SignIn::address).distinct()).hasSize(4);
        assertThat(failed).hasSize(805);
        assertThat(failed.stream().map(SignIn::address).distinct()).hasSize(129);
        assertThat(failed.stream().map(SignIn::userName).distinct()).hasSize(52);
        assertThat(signIns.stream().map(SignIn::id).distinct()).hasSize(226 + 805);
    }

    private static String line(String when) {
        return when + " web1 sshd[8]: Accepted password for rui from 192.0.2.1 port 51817 ssh2\n";
    }

    private List<SignIn> read(String text) throws IOException {
        return good(readings(text, OptionalInt.empty()));
    }

    private List<Reading> readings(String text, OptionalInt year) throws IOException {
        return readings(text, year, ZoneOffset.UTC);
    }

    private List<Reading> readings(String text, OptionalInt year, ZoneId zone) throws IOException {
        Path file = Files.writeString(folder.resolve("auth.log"), text);
        return GraphSignInsTest.all(AuthLog.open(() -> Files.newInputStream(file), year, zone, Optional.empty(), NOW));
    }

    private static List<SignIn> good(List<Reading> readings) {
        return readings.stream()
                .filter(Reading.Good.class::isInstance)
                .map(each -> ((Reading.Good) each).signIn())
                .toList();
    }
}
