package io.homeward.risk.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.intel.Intelligence;
import io.homeward.risk.profile.Around;
import io.homeward.risk.profile.Around.IssuerPast;
import io.homeward.risk.profile.Around.SharedBrowser;
import io.homeward.risk.profile.Attacked;
import io.homeward.risk.profile.History;
import io.homeward.risk.profile.SourceActivity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionDetectorsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final AnomalousToken token = new AnomalousToken(Limits.SHIPPED.token());
    private final AttackerInTheMiddle relay = new AttackerInTheMiddle(Limits.SHIPPED.relay(), Limits.SHIPPED.travel());
    private final SuspiciousBrowser browser = new SuspiciousBrowser(Limits.SHIPPED.browser(), Limits.SHIPPED.travel());
    private final TokenIssuerAnomaly issuer = new TokenIssuerAnomaly(Limits.SHIPPED.issuer());

    private final Drawn issue = Drawn.at(NOON).session("s-1");

    private static Drawn use(int secondsLater) {
        return Drawn.at(NOON.plusSeconds(secondsLater)).session("s-1").use();
    }

    private static Facts facts(Drawn signIn, Around around, double unlike) {
        return new Facts(
                signIn.signIn(),
                History.NONE,
                SourceActivity.QUIET,
                Intelligence.NONE,
                around,
                Attacked.NEVER,
                around.issue().isPresent() ? OptionalDouble.of(unlike) : OptionalDouble.empty(),
                List.of());
    }

    private static Around issued(Drawn issue, int colleagues) {
        return new Around(Optional.of(issue.signIn()), 0, colleagues, SharedBrowser.NOBODY, IssuerPast.UNKNOWN);
    }

    private Optional<Finding> token(Drawn use, Drawn issue, double unlike) {
        return token.examine(facts(use, issued(issue, 0), unlike));
    }

    private Optional<Finding> relayed(Drawn use, Drawn issue, int colleagues) {
        return relay.examine(facts(use, issued(issue, colleagues), 0));
    }

    // --- a token from elsewhere

    @Test
    void another_network_and_another_device_are_medium() {
        var found = token(use(60).from("198.51.100.7", 64999).with(Drawn.SAFARI), issue, 9);

        assertThat(found.map(Finding::level)).contains(RiskLevel.MEDIUM);
        assertThat(found.orElseThrow().evidence())
                .containsEntry("session", "s-1")
                .containsEntry("weight", 3.0)
                .containsEntry("limitUnlike", 3.2);
        assertThat(found.orElseThrow().reason())
                .contains("203.0.113.9")
                .contains("198.51.100.7")
                .contains("AS64999");
    }

    @Test
    void either_alone_is_no_reason_unless_the_two_are_unlike() {
        assertThat(token(use(60).from("198.51.100.7", 64999), issue, 3.1)).isEmpty();
        assertThat(token(use(60).with(Drawn.SAFARI), issue, 3.1)).isEmpty();
        assertThat(token(use(60).from("198.51.100.7", 64999), issue, 3.2).map(Finding::level))
                .contains(RiskLevel.LOW);
    }

    @ParameterizedTest
    @CsvSource({"3.2, 1.5", "4.8, 2.25", "6.4, 3", "20, 3"})
    void it_weighs_by_how_unlike_the_two_are(double unlike, double weight) {
        assertThat(AnomalousToken.weight(token(use(60), issue, unlike).orElseThrow()))
                .isEqualTo(weight);
    }

    @Test
    void a_program_that_goes_on_with_a_browsers_session_is_medium() {
        assertThat(token(use(60).with(Drawn.CURL), issue, 0).map(Finding::level))
                .contains(RiskLevel.MEDIUM);
        assertThat(token(use(60).with(Drawn.CURL), issue.with(Drawn.CURL), 0)).isEmpty();
    }

    @Test
    void a_registered_device_roams_as_it_likes() {
        assertThat(token(use(60).from("198.51.100.7", 64999).on("laptop"), issue.on("laptop"), 9))
                .isEmpty();
        assertThat(token(use(60).from("198.51.100.7", 64999).on("other"), issue.on("laptop"), 0)
                        .map(Finding::level))
                .contains(RiskLevel.MEDIUM);
    }

    @Test
    void what_is_unknown_on_either_side_is_no_difference() {
        var nameless = new io.homeward.risk.intel.Agent("", "", "", "", "", "");

        assertThat(token(use(60).from("198.51.100.7", 0).with(Drawn.SAFARI), issue, 0))
                .isEmpty();
        assertThat(token(use(60).from("198.51.100.7", 64999).with(nameless), issue, 0))
                .isEmpty();
    }

    @Test
    void a_trusted_place_is_no_elsewhere() {
        assertThat(token(use(60).from("198.51.100.7", 64999).with(Drawn.SAFARI).trusting(), issue, 9))
                .isEmpty();
    }

    @Test
    void a_session_whose_beginning_nobody_knows_and_a_sign_in_are_not_judged() {
        assertThat(token.examine(facts(use(60).with(Drawn.CURL), Around.NOTHING, 9)))
                .isEmpty();
        assertThat(token(Drawn.at(NOON.plusSeconds(60)).session("s-1").with(Drawn.CURL), issue, 9))
                .isEmpty();
    }

    // --- a relay

    @ParameterizedTest
    @CsvSource({"0, true", "60, true", "61, false"})
    void a_session_issued_in_a_data_centre_and_used_elsewhere_within_a_minute_is_high(int later, boolean found) {
        var finding = relayed(use(later).from("198.51.100.7", 64999), issue.inDataCentre(), 0);

        assertThat(finding.isPresent()).isEqualTo(found);
        finding.ifPresent(each -> {
            assertThat(each.level()).isEqualTo(RiskLevel.HIGH);
            assertThat(each.evidence())
                    .containsEntry("list", "hosting.txt")
                    .containsEntry("usedFrom", "198.51.100.7")
                    .containsEntry("limitWithin", "PT1M");
        });
    }

    @Test
    void no_relay_without_a_data_centre_another_address_and_the_same_user_agent() {
        assertThat(relayed(use(5).from("198.51.100.7", 64999), issue, 0)).isEmpty();
        assertThat(relayed(use(5), issue.inDataCentre(), 0)).isEmpty();
        assertThat(relayed(use(5).from("198.51.100.7", 64999).with(Drawn.SAFARI), issue.inDataCentre(), 0))
                .isEmpty();
    }

    @Test
    void the_tenants_own_exit_is_no_relay() {
        Drawn use = use(5).from("198.51.100.7", 64999);

        assertThat(relayed(use, issue.inDataCentre(), 2)).isPresent();
        assertThat(relayed(use, issue.inDataCentre(), 3)).isEmpty();
        assertThat(relayed(use, issue.inDataCentre().trusting(), 0)).isEmpty();
    }

    // --- an address somebody has been warned of

    private static Optional<Finding> confirmed(Drawn signIn, Attacked attacked, History history, int colleagues) {
        return new ConfirmedAddress(Limits.SHIPPED.confirmed(), Limits.SHIPPED.travel())
                .examine(new Facts(
                        signIn.signIn(),
                        history,
                        SourceActivity.QUIET,
                        Intelligence.NONE,
                        new Around(Optional.empty(), colleagues, 0, SharedBrowser.NOBODY, IssuerPast.UNKNOWN),
                        attacked,
                        OptionalDouble.empty(),
                        List.of()));
    }

    @Test
    void an_address_of_a_confirmed_compromise_is_medium_for_a_month() {
        var month = new Attacked(.5, 0, 0);

        assertThat(confirmed(Drawn.at(NOON), month, History.NONE, 9).map(Finding::level))
                .contains(RiskLevel.MEDIUM);
        assertThat(confirmed(Drawn.at(NOON), new Attacked(.49, 9, 0), History.NONE, 0))
                .isEmpty();
        assertThat(confirmed(Drawn.at(NOON).trusting(), month, History.NONE, 0)).isEmpty();
        assertThat(confirmed(Drawn.at(NOON).from("10.1.2.3", 0), month, History.NONE, 0))
                .isEmpty();
        assertThat(confirmed(Drawn.at(NOON), month, History.NONE.with(issue.signIn()), 0))
                .as("the person is at home there")
                .isEmpty();
    }

    @Test
    void network_and_user_agent_of_one_are_low_only_together() {
        assertThat(confirmed(Drawn.at(NOON), new Attacked(0, 1, 1), History.NONE, 0)
                        .map(Finding::level))
                .contains(RiskLevel.LOW);
        assertThat(confirmed(Drawn.at(NOON), new Attacked(0, 8, 0), History.NONE, 0))
                .isEmpty();
        assertThat(confirmed(Drawn.at(NOON), new Attacked(0, 0, 8), History.NONE, 0))
                .isEmpty();
        assertThat(confirmed(Drawn.at(NOON), new Attacked(0, 1, 1), History.NONE, 3))
                .isEmpty();
        assertThat(confirmed(Drawn.at(NOON), new Attacked(0, 1, 1), History.NONE.with(issue.signIn()), 0))
                .isEmpty();
    }

    // --- a browser of many

    private Optional<Finding> shared(Drawn signIn, int people, int colleagues) {
        return browser.examine(facts(
                signIn,
                new Around(Optional.empty(), colleagues, 0, new SharedBrowser(people, 2), IssuerPast.UNKNOWN),
                0));
    }

    @Test
    void five_people_in_one_browser_are_suspicious_and_four_are_not() {
        Drawn signIn = Drawn.at(NOON).vouched("", "b-1");

        assertThat(shared(signIn, 5, 0).map(Finding::level)).contains(RiskLevel.MEDIUM);
        assertThat(shared(signIn, 5, 0).orElseThrow().evidence())
                .containsEntry("people", 5)
                .containsEntry("limitPeople", 5);
        assertThat(shared(signIn, 4, 0)).isEmpty();
    }

    @Test
    void a_desk_in_the_office_is_shared_by_many() {
        Drawn signIn = Drawn.at(NOON).vouched("", "b-1");

        assertThat(shared(signIn, 9, 2)).isPresent();
        assertThat(shared(signIn, 9, 3)).isEmpty();
        assertThat(shared(signIn.trusting(), 9, 0)).isEmpty();
        assertThat(shared(signIn.from("10.0.0.7", 0), 9, 0)).isEmpty();
        assertThat(shared(Drawn.at(NOON), 9, 0)).as("no browser is named").isEmpty();
    }

    // --- an issuer nobody knows

    private Optional<Finding> issuedBy(String name, int named, int people, boolean harmless) {
        return issuer.examine(facts(
                Drawn.at(NOON).vouched(name, ""),
                new Around(Optional.empty(), 0, 0, SharedBrowser.NOBODY, new IssuerPast(named, people, harmless)),
                0));
    }

    @Test
    void an_issuer_never_seen_is_strange_once_many_sign_ins_named_another() {
        assertThat(issuedBy("Evil", 50, 0, false).map(Finding::level)).contains(RiskLevel.MEDIUM);
        assertThat(issuedBy("Evil", 50, 0, false).orElseThrow().evidence()).containsEntry("issuer", "Evil");
        assertThat(issuedBy("Evil", 49, 0, false)).isEmpty();
        assertThat(issuedBy("", 50, 0, false)).isEmpty();
    }

    @Test
    void an_issuer_is_known_by_one_harmless_sign_in_or_by_three_people() {
        assertThat(issuedBy("Fjord", 50, 1, true)).isEmpty();
        assertThat(issuedBy("New", 50, 2, false)).isPresent();
        assertThat(issuedBy("New", 50, 3, false)).isEmpty();
    }
}
