package io.homeward.risk.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.intel.AddressList;
import io.homeward.intel.Edition;
import io.homeward.intel.IntelFolder;
import io.homeward.intel.Intelligence;
import io.homeward.risk.SignInText;
import io.homeward.risk.blocklist.BlockList;
import io.homeward.risk.intel.UserAgents;
import io.homeward.risk.profile.FailureShare;
import io.homeward.risk.profile.History;
import io.homeward.risk.profile.SourceActivity;
import io.homeward.risk.profile.SourceActivity.Row;
import io.homeward.risk.score.Score;
import io.homeward.risk.score.Scored;
import io.homeward.risk.signin.Enricher;
import io.homeward.risk.signin.GraphSignIns;
import io.homeward.risk.signin.Reading;
import io.homeward.risk.signin.SignIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectorsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path folder;

    private static final IpAddress ATTACKER = IpAddress.parse("203.0.113.66").orElseThrow();

    private static final double[] BERGEN = {60.39, 5.32};
    private static final double[] OSLO = {59.91, 10.75};
    private static final double[] LISBON = {38.72, -9.14};
    private static final double[] TOKYO = {35.68, 139.69};

    // --- the statistic

    @ParameterizedTest
    @CsvSource({"5, 5, 4.48", "8, 8, 6.70", "15, 16, 10.00", "60, 120, 8.00", "4, 4, 3.67", "7, 7, 5.99", "1, 10, 0.20"
    })
    void the_surprise_is_the_beta_binomial_tail(int failing, int n, double surprise) {
        assertThat(BetaBinomial.surprise(failing, n, FailureShare.SHIPPED)).isEqualTo(surprise, within(0.01));
    }

    @Test
    void nothing_failing_surprises_nobody() {
        assertThat(BetaBinomial.surprise(0, 100, FailureShare.SHIPPED)).isZero();
    }

    // --- spray

    @Test
    void a_source_that_sprayed_and_then_knows_a_password_is_high() {
        var found = Score.of(facts(victim(NOON), activity(sprayed(8, 1, NOON))));

        assertThat(found.level()).isEqualTo(RiskLevel.HIGH);
        assertThat(found.findings()).extracting(each -> each.type().wireName()).contains("passwordSpray");
        assertThat(found.engine()).isEqualTo(Score.ENGINE);
    }

    @Test
    void seven_names_are_not_surprising_enough_and_eight_are() {
        assertThat(spray(activity(sprayed(7, 1, NOON)))).isEmpty();
        assertThat(spray(activity(sprayed(8, 1, NOON)))).isPresent();
    }

    @Test
    void many_tries_per_name_are_guessing_and_no_spray() {
        assertThat(spray(activity(sprayed(10, 8, NOON)))).isPresent();
        assertThat(spray(activity(sprayed(10, 9, NOON)))).isEmpty();
    }

    @Test
    void a_slow_spray_shows_in_the_longer_windows() {
        var rows = new ArrayList<Row>();
        for (int name = 0; name < 9; name++) {
            rows.add(new Row(ATTACKER, SourceActivity.bucket(NOON.minus(Duration.ofHours(15L * name))), name, 1, 0));
        }

        assertThat(spray(activity(rows))).isPresent();
        assertThat(spray(activity(rows.subList(0, 7)))).isEmpty();
    }

    @Test
    void a_spray_spread_over_the_neighbourhood_is_seen() {
        var rows = new ArrayList<Row>();
        for (int name = 0; name < 9; name++) {
            rows.add(new Row(
                    IpAddress.parse("203.0.113." + (name + 1)).orElseThrow(), SourceActivity.bucket(NOON), name, 1, 0));
        }

        assertThat(spray(activity(rows)))
                .get()
                .extracting(found -> found.evidence().get("source"))
                .isEqualTo("203.0.113.0/24");
    }

    @Test
    void an_office_whose_people_mistype_and_get_in_sprays_nobody() {
        var rows = new ArrayList<Row>();
        for (int name = 0; name < 60; name++) {
            rows.add(new Row(ATTACKER, SourceActivity.bucket(NOON), name, name % 2, 1));
        }

        assertThat(spray(activity(rows))).isEmpty();
    }

    @Test
    void telephones_with_an_old_password_spray_nobody_where_their_owners_got_in_within_the_week() {
        var rows = new ArrayList<>(sprayed(12, 1, NOON));
        assertThat(spray(activity(rows))).isPresent();

        for (int name = 0; name < 12; name++) {
            rows.add(new Row(ATTACKER, SourceActivity.bucket(NOON.minus(Duration.ofDays(6))), name, 0, 1));
        }
        assertThat(spray(activity(rows))).isEmpty();

        var longAgo = new ArrayList<>(sprayed(12, 1, NOON));
        for (int name = 0; name < 12; name++) {
            longAgo.add(new Row(ATTACKER, SourceActivity.bucket(NOON.minus(Duration.ofDays(8))), name, 0, 1));
        }
        assertThat(spray(activity(longAgo))).isPresent();
    }

    @Test
    void names_nobody_has_are_still_a_spray_behind_an_office_that_is_at_home() {
        var rows = new ArrayList<>(sprayed(30, 1, NOON));
        IntStream.range(1000, 1012)
                .forEach(name ->
                        rows.add(new Row(ATTACKER, SourceActivity.bucket(NOON.minus(Duration.ofDays(2))), name, 0, 1)));

        assertThat(spray(activity(rows))).isPresent();
    }

    @Test
    void a_busy_office_being_sprayed_is_still_visible() {
        var rows = new ArrayList<>(sprayed(60, 1, NOON));
        IntStream.range(1000, 1060)
                .forEach(name -> rows.add(new Row(ATTACKER, SourceActivity.bucket(NOON), name, 0, 1)));

        assertThat(spray(activity(rows))).isPresent();
    }

    @Test
    void whoever_used_the_address_before_the_spray_is_not_accused() {
        var rows = new ArrayList<>(sprayed(12, 1, NOON));
        rows.add(new Row(
                ATTACKER,
                SourceActivity.bucket(NOON.minus(Duration.ofHours(1))),
                victim(NOON).key(),
                0,
                1));

        assertThat(spray(activity(rows))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, HIGH",
        "50076, HIGH",
        "50055, HIGH",
        "53003, HIGH",
        "50126, NONE",
        "50034, NONE",
        "50053, NONE",
        "90000, NONE"
    })
    void only_a_right_password_is_held_against_a_person(int code, RiskLevel level) {
        SignIn signIn = read(SignInText.of("victim@x.example")
                .at(NOON)
                .from(ATTACKER.toString())
                .code(code));

        assertThat(Score.of(facts(new Victim(signIn), activity(sprayed(12, 1, NOON))))
                        .level())
                .isEqualTo(level);
    }

    // --- guessing

    @Test
    void nine_failures_and_then_the_password_are_a_guess_and_eight_are_not() {
        var guessing = new GuessedPassword(Limits.SHIPPED.guessing());
        assertThat(guessing.examine(facts(victim(NOON), guessed(9)))).isPresent();
        assertThat(guessing.examine(facts(victim(NOON), guessed(8)))).isEmpty();
        assertThat(Score.of(facts(victim(NOON), guessed(9))).level()).isEqualTo(RiskLevel.MEDIUM);
    }

    // --- address

    @Test
    void a_listed_address_is_medium_and_names_the_list() throws IOException {
        var known = listed("tor.txt", "203.0.113.0/24");
        var found = score(victim(NOON).signIn(), History.NONE, known);

        assertThat(found.level()).isEqualTo(RiskLevel.MEDIUM);
        assertThat(found.findings().getFirst().evidence())
                .containsEntry("list", "tor.txt")
                .containsEntry("block", "203.0.113.0/24")
                .containsKeys("listVersion", "listDate", "listAgeDays");
        assertThat(Score.of(facts(victim(NOON), SourceActivity.QUIET)).level()).isEqualTo(RiskLevel.NONE);
    }

    @Test
    void a_vpn_is_low_and_nothing_in_a_network_the_person_knows() throws IOException {
        Files.writeString(folder.resolve("asn.csv"), "203.0.113.0,203.0.113.255,64500,Example Telecom\n");
        var known = listed("vpn.txt", "203.0.113.66");
        SignIn there = read(SignInText.of("v").at(NOON.plusSeconds(3600)).from("203.0.113.66"));

        assertThat(score(there, History.NONE, known).level()).isEqualTo(RiskLevel.LOW);
        // The history came from 203.0.113.9.
        assertThat(score(there, settled(BERGEN), known).level()).isEqualTo(RiskLevel.NONE);
    }

    @Test
    void a_threat_actor_and_the_tenants_own_list_are_high_and_a_trusted_place_excuses_neither() throws IOException {
        SignIn there = read(SignInText.of("v").at(NOON).from("203.0.113.66"));
        var threat = listed("threat.txt", "203.0.113.66");
        var blocked = new BlockList(
                AddressList.of("203.0.113.64/26"), new Edition("block list of the tenant", "7", NOON.minusSeconds(60)));

        assertThat(score(there, History.NONE, threat).level()).isEqualTo(RiskLevel.HIGH);
        var found = Score.of(new Facts(
                new Enricher(Intelligence.NONE, blocked, origin -> true, new UserAgents()).enrich(there),
                History.NONE,
                SourceActivity.QUIET,
                Intelligence.NONE));
        assertThat(found.level()).isEqualTo(RiskLevel.HIGH);
        assertThat(found.findings().getFirst().evidence())
                .containsEntry("listVersion", "7")
                .containsEntry("block", "203.0.113.64/26");
    }

    @Test
    void at_a_trusted_place_nobody_hides_and_nobody_travels() throws IOException {
        var known = listed("tor.txt", "198.51.100.1");
        SignIn there = read(SignInText.of("v")
                .at(NOON.plusSeconds(3600))
                .from("198.51.100.1")
                .in(TOKYO[0], TOKYO[1]));
        SignIn trusted = new Enricher(known, BlockList.EMPTY, origin -> true, new UserAgents()).enrich(there);

        assertThat(Score.of(new Facts(trusted, settled(BERGEN), SourceActivity.QUIET, known))
                        .level())
                .isEqualTo(RiskLevel.NONE);
    }

    @Test
    void a_private_address_is_never_bad_whatever_the_lists_say() throws IOException {
        SignIn there = read(SignInText.of("v").at(NOON).from("10.1.2.3"));
        Files.writeString(folder.resolve("tor.txt"), "0.0.0.0/0\n");

        assertThat(score(there, History.NONE, listed("threat.txt", "10.0.0.0/8"))
                        .level())
                .isEqualTo(RiskLevel.NONE);
    }

    // --- travel

    @Test
    void nobody_is_in_bergen_and_an_hour_later_in_tokyo() {
        assertThat(level(settled(BERGEN), NOON.plus(Duration.ofHours(1)), TOKYO))
                .isEqualTo(RiskLevel.MEDIUM);
        assertThat(level(settled(BERGEN), NOON.plus(Duration.ofHours(23)), TOKYO))
                .isEqualTo(RiskLevel.NONE);
        assertThat(level(settled(BERGEN), NOON.plus(Duration.ofHours(25)), TOKYO))
                .isEqualTo(RiskLevel.NONE);
    }

    @Test
    void a_hasty_flight_to_a_new_place_is_low() {
        assertThat(level(settled(BERGEN), NOON.plus(Duration.ofMinutes(220)), LISBON))
                .isEqualTo(RiskLevel.LOW);
    }

    @Test
    void a_short_hop_is_nothing_however_fast() {
        assertThat(level(settled(BERGEN), NOON.plusSeconds(1), OSLO)).isEqualTo(RiskLevel.NONE);
    }

    @Test
    void a_b_a_is_seen_although_the_last_was_near() {
        History history = settled(TOKYO)
                .with(read(SignInText.of("v").at(NOON.plusSeconds(60)).in(BERGEN[0], BERGEN[1])));

        assertThat(level(history, NOON.plusSeconds(120), BERGEN)).isEqualTo(RiskLevel.MEDIUM);
    }

    @Test
    void a_late_event_is_compared_with_what_came_after_it() {
        assertThat(level(settled(BERGEN), NOON.minus(Duration.ofMinutes(30)), TOKYO))
                .isEqualTo(RiskLevel.MEDIUM);
    }

    @Test
    void the_same_registered_device_travels_as_it_likes() {
        History history = settled(BERGEN, "laptop-1");
        SignIn same = read(
                SignInText.of("v").at(NOON.plusSeconds(3600)).on("laptop-1").in(TOKYO[0], TOKYO[1]));
        SignIn other = read(
                SignInText.of("v").at(NOON.plusSeconds(3600)).on("laptop-2").in(TOKYO[0], TOKYO[1]));

        assertThat(Score.of(new Facts(same, history, SourceActivity.QUIET, Intelligence.NONE))
                        .level())
                .isEqualTo(RiskLevel.NONE);
        assertThat(Score.of(new Facts(other, history, SourceActivity.QUIET, Intelligence.NONE))
                        .level())
                .isEqualTo(RiskLevel.MEDIUM);
    }

    @Test
    void while_a_history_is_being_learnt_travel_says_nothing() {
        History young = History.NONE;
        for (int i = 9; i > 0; i--) {
            young = young.with(
                    read(SignInText.of("v").at(NOON.minusSeconds(i * 60L)).in(BERGEN[0], BERGEN[1])));
        }
        History old = History.NONE
                .with(read(
                        SignInText.of("v").at(NOON.minus(Duration.ofDays(15))).in(BERGEN[0], BERGEN[1])))
                .with(read(SignInText.of("v").at(NOON).in(BERGEN[0], BERGEN[1])));

        assertThat(level(young, NOON.plusSeconds(3600), TOKYO)).isEqualTo(RiskLevel.NONE);
        assertThat(level(old, NOON.plusSeconds(3600), TOKYO)).isEqualTo(RiskLevel.MEDIUM);
    }

    @Test
    void an_anonymising_address_at_either_end_speaks_for_itself() throws IOException {
        SignIn there = read(SignInText.of("v")
                .at(NOON.plusSeconds(3600))
                .from("198.51.100.1")
                .in(TOKYO[0], TOKYO[1]));

        var here = score(there, settled(BERGEN), listed("tor.txt", "198.51.100.1"));
        Files.delete(folder.resolve("tor.txt"));
        var before = score(there, settled(BERGEN), listed("hosting.txt", "203.0.113.9"));

        assertThat(here.findings()).extracting(each -> each.type().wireName()).containsExactly("anonymizedIPAddress");
        assertThat(before.findings()).isEmpty();
    }

    // --- the words

    private record Victim(SignIn signIn) {
        long key() {
            return SourceActivity.key(signIn.userName());
        }
    }

    /** Files about addresses of which one lists some. */
    private Intelligence listed(String file, String block) throws IOException {
        Files.writeString(folder.resolve(file), block + "\n");
        return IntelFolder.read(folder);
    }

    private static Scored score(SignIn signIn, History history, Intelligence known) {
        var enricher = new Enricher(known, BlockList.EMPTY, origin -> false, new UserAgents());
        return Score.of(new Facts(enricher.enrich(signIn), history, SourceActivity.QUIET, known));
    }

    private static Victim victim(Instant at) {
        return new Victim(read(SignInText.of("victim@x.example").at(at).from(ATTACKER.toString())));
    }

    private static java.util.Optional<Finding> spray(SourceActivity source) {
        return new PasswordSpray(Limits.SHIPPED.spray()).examine(facts(victim(NOON), source));
    }

    private static Facts facts(Victim victim, SourceActivity source) {
        return new Facts(victim.signIn, History.NONE, source, Intelligence.NONE);
    }

    private static SourceActivity activity(List<Row> rows) {
        return new SourceActivity(rows, FailureShare.SHIPPED);
    }

    private static List<Row> sprayed(int names, int tries, Instant at) {
        return IntStream.range(0, names)
                .mapToObj(name -> new Row(ATTACKER, SourceActivity.bucket(at), name, tries, 0))
                .toList();
    }

    private static SourceActivity guessed(int tries) {
        return new SourceActivity(
                List.of(new Row(
                        ATTACKER, SourceActivity.bucket(NOON), victim(NOON).key(), tries, 1)),
                FailureShare.SHIPPED);
    }

    private static History settled(double[] place) {
        return settled(place, "");
    }

    private static History settled(double[] place, String device) {
        History history = History.NONE;
        for (int i = 11; i >= 0; i--) {
            history = history.with(read(
                    SignInText.of("v").at(NOON.minusSeconds(i * 60L)).on(device).in(place[0], place[1])));
        }
        return history;
    }

    private static RiskLevel level(History history, Instant at, double[] place) {
        SignIn signIn = read(SignInText.of("v").at(at).in(place[0], place[1]));
        return Score.of(new Facts(signIn, history, SourceActivity.QUIET, Intelligence.NONE))
                .level();
    }

    private static SignIn read(SignInText text) {
        return ((Reading.Good) GraphSignIns.one(text.json().getBytes(StandardCharsets.UTF_8))).signIn();
    }
}
