package io.homeward.risk.familiarity;

import static io.homeward.risk.familiarity.SignIns.ABROAD;
import static io.homeward.risk.familiarity.SignIns.BEGIN;
import static io.homeward.risk.familiarity.SignIns.HOME;
import static io.homeward.risk.familiarity.SignIns.LAPTOP;
import static io.homeward.risk.familiarity.SignIns.MODEL;
import static io.homeward.risk.familiarity.SignIns.OTHER;
import static io.homeward.risk.familiarity.SignIns.atHome;
import static io.homeward.risk.familiarity.SignIns.features;
import static io.homeward.risk.familiarity.SignIns.regular;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.homeward.risk.familiarity.Enriched.Machine;
import io.homeward.risk.familiarity.Enriched.Network;
import io.homeward.risk.familiarity.Observation.Standing;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProfileTest {
    private static final Instant TODAY = BEGIN.plus(Duration.ofDays(30));

    private final Population tenant = SignIns.tenant();

    private Likelihood score(Profile profile, Features features) {
        return Likelihood.of(profile.observe(features, tenant, MODEL), MODEL);
    }

    @Test
    void the_usual_network_scores_lower_than_one_never_seen() {
        Profile profile = regular(30);

        double usual = score(profile, atHome(TODAY)).score();
        double neighbour = score(profile, features(TODAY, Network.of("NO", "2119", "81.2.9.0/24", "81.2.9.1"), LAPTOP))
                .score();
        double operator = score(profile, features(TODAY, Network.of("NO", "29695", "84.1.1.0/24", "84.1.1.1"), LAPTOP))
                .score();
        double abroad = score(profile, features(TODAY, ABROAD, LAPTOP)).score();
        double abroadWithOther = score(profile, features(TODAY, ABROAD, OTHER)).score();

        assertThat(usual).isNegative();
        assertThat(new double[] {usual, neighbour, operator, abroad, abroadWithOther})
                .isSorted();
        assertThat(abroadWithOther).isGreaterThan(5);
    }

    @Test
    void what_was_used_years_ago_never_weighs_more_than_what_is_new() {
        Profile profile = SignIns.learned(Profile.EMPTY, features(BEGIN, ABROAD, LAPTOP));
        for (int day = 1; day < 1500; day += 10) {
            profile = SignIns.learned(profile, atHome(BEGIN.plus(Duration.ofDays(day))));
        }
        Instant then = BEGIN.plus(Duration.ofDays(1500));

        double again =
                score(profile, features(then, ABROAD, LAPTOP)).at(Level.COUNTRY).raw();
        double never = score(profile, features(then, Network.of("AR", "1", "p", "ip"), LAPTOP))
                .at(Level.COUNTRY)
                .raw();

        assertThat(again).isLessThanOrEqualTo(never);
    }

    @Test
    void once_a_level_is_new_nothing_below_it_says_anything_of_the_person() {
        Observation observation = regular(10).observe(features(TODAY, ABROAD, LAPTOP), tenant, MODEL);

        assertThat(observation.at(Level.COUNTRY).standing()).isEqualTo(Standing.NEW);
        assertThat(observation.at(Level.ASN).standing()).isEqualTo(Standing.WITHIN_NEW);
        assertThat(observation.at(Level.IP).standing()).isEqualTo(Standing.WITHIN_NEW);
        assertThat(observation.at(Level.DEVICE).standing()).isEqualTo(Standing.KNOWN);
    }

    @Test
    void a_registered_device_vouches_for_its_versions() {
        var old = Machine.of("d1", true, "Windows", "Edge", "10/100");
        var updated = Machine.of("d1", true, "Windows", "Edge", "11/120");
        var claimed = Machine.of("d1", false, "Windows", "Edge", "11/120");
        Profile profile = SignIns.learned(Profile.EMPTY, features(BEGIN, HOME, old));

        assertThat(profile.observe(features(TODAY, HOME, updated), tenant, MODEL)
                        .at(Level.AGENT)
                        .standing())
                .isEqualTo(Standing.VOUCHED_FOR);
        assertThat(profile.observe(features(TODAY, HOME, claimed), tenant, MODEL)
                        .at(Level.AGENT)
                        .standing())
                .isEqualTo(Standing.NEW);
    }

    @Test
    void a_private_address_is_beyond_judging_and_adds_nothing() {
        Features office = features(TODAY, Network.without(Trait.Why.PRIVATE_ADDRESS), LAPTOP);

        Likelihood likelihood = score(regular(20), office);

        assertThat(likelihood.of(Level.Chain.NETWORK)).isZero();
        assertThat(office.beyondJudging(Level.IP)).contains(Trait.Why.PRIVATE_ADDRESS);
    }

    @Test
    void when_a_database_arrives_nobody_has_a_new_operator() {
        var none = new Network(
                Trait.of("NO"),
                new Trait.NotEvaluable(Trait.Why.NO_NETWORK_DATA),
                Trait.of("81.2.3.0/24"),
                Trait.of("81.2.3.4"));
        Profile profile = Profile.EMPTY;
        for (int day = 0; day < 20; day++) {
            profile = SignIns.learned(profile, features(BEGIN.plus(Duration.ofDays(day)), none, LAPTOP));
        }

        Observation first = profile.observe(atHome(TODAY), tenant, MODEL);
        assertThat(first.at(Level.ASN).standing()).isEqualTo(Standing.NOT_RECORDED);
        assertThat(first.at(Level.IP).standing()).isEqualTo(Standing.NOT_RECORDED);

        Observation second = SignIns.learned(profile, atHome(TODAY)).observe(atHome(TODAY), tenant, MODEL);
        assertThat(second.at(Level.ASN).standing()).isEqualTo(Standing.KNOWN);
        // Sign-ins that could not be judged do not water down those that could.
        assertThat(second.at(Level.ASN).share()).isCloseTo(1, within(1e-6));
    }

    @Test
    void without_a_user_agent_where_there_always_was_one_is_new() {
        Observation observation =
                regular(20).observe(features(TODAY, HOME, Machine.of("", false, "", "", "")), tenant, MODEL);

        assertThat(observation.at(Level.DEVICE).standing()).isEqualTo(Standing.NEW);
    }

    @Test
    void weights_halve_in_ninety_days_and_versions_in_forty_five() {
        Profile profile = SignIns.learned(Profile.EMPTY, atHome(BEGIN));

        Observation later = profile.observe(atHome(BEGIN.plus(Duration.ofDays(90))), tenant, MODEL);

        assertThat(later.at(Level.IP).count()).isCloseTo(.5f, within(1e-6f));
        assertThat(later.at(Level.AGENT).count()).isCloseTo(.25f, within(1e-6f));
    }

    @Test
    void a_late_sign_in_adds_its_decayed_weight_and_moves_nothing_back() {
        Profile profile = SignIns.learned(Profile.EMPTY, atHome(BEGIN.plus(Duration.ofDays(90))));

        Profile after = SignIns.learned(profile, atHome(BEGIN));

        assertThat(after.last()).contains(BEGIN.plus(Duration.ofDays(90)));
        assertThat(after.first()).contains(BEGIN);
        assertThat(after.weight()).isCloseTo(1.5, within(1e-9));
        assertThat(after.slots(Level.IP).weights[0]).isCloseTo(1.5f, within(1e-6f));
    }

    @Test
    void the_gap_of_a_late_sign_in_is_that_to_the_one_before_it() {
        Profile profile = Profile.EMPTY;
        for (int minute : new int[] {0, 60, 10_000}) {
            profile = SignIns.learned(profile, atHome(BEGIN.plus(Duration.ofMinutes(minute))));
        }

        // 61 minutes after the beginning: one minute after the second.
        assertThat(profile.lesson(atHome(BEGIN.plus(Duration.ofSeconds(3630))), 1, MODEL)
                        .gap())
                .isZero();
        assertThat(profile.lesson(atHome(BEGIN.plus(Duration.ofMinutes(10_002))), 1, MODEL)
                        .gap())
                .isEqualTo(1);
        assertThat(profile.lesson(atHome(BEGIN.plus(Duration.ofDays(60))), 1, MODEL)
                        .gap())
                .isEqualTo(6);
    }

    @Test
    void lessons_say_where_something_new_might_have_shown_and_did() {
        Lesson abroad = regular(3).lesson(features(TODAY, ABROAD, LAPTOP), 1, MODEL);

        assertThat(abroad.fresh()).containsExactly(Level.COUNTRY);
        assertThat(abroad.occasions())
                .containsExactlyInAnyOrder(
                        Level.COUNTRY, Level.DEVICE, Level.AGENT, Level.HOUR, Level.APPLICATION, Level.CLIENT);
        assertThat(abroad.history()).isEqualTo(1);
        assertThat(Profile.EMPTY.lesson(atHome(BEGIN), 1, MODEL).occasions()).isEmpty();
    }

    @Test
    void what_is_forgotten_for_want_of_room_still_weighs() {
        Profile profile = regular(50);
        for (int n = 0; n < 100; n++) {
            profile = SignIns.learned(
                    profile, features(BEGIN.plus(Duration.ofDays(51)), Network.of("C" + n, "1", "p", "ip"), LAPTOP));
        }

        assertThat(profile.size(Level.COUNTRY)).isEqualTo(16);
        // The heavy one survives the flood, but is no longer what half of the sign-ins are.
        Observation home = profile.observe(atHome(BEGIN.plus(Duration.ofDays(52))), tenant, MODEL);
        assertThat(home.at(Level.COUNTRY).standing()).isEqualTo(Standing.KNOWN);
        assertThat(home.at(Level.COUNTRY).share()).isBetween(.2, .4);
    }

    @Test
    void unlearning_the_only_sign_in_leaves_nothing() {
        Lesson lesson = Profile.EMPTY.lesson(atHome(BEGIN), 1, MODEL);

        assertThat(Profile.EMPTY.with(lesson, MODEL).without(lesson, MODEL)).isEqualTo(Profile.EMPTY);
    }

    @Test
    void what_an_intruder_taught_is_unlearned() {
        Profile before = regular(20);
        Features intruder = features(TODAY, ABROAD, OTHER);
        Lesson lesson = before.lesson(intruder, .5, MODEL);
        Profile taught = before.with(lesson, MODEL);

        assertThat(score(taught, intruder).score())
                .isLessThan(score(before, intruder).score() - 3);
        assertThat(score(taught.without(lesson, MODEL), intruder).score())
                .isCloseTo(score(before, intruder).score(), within(1e-3));
    }

    @Test
    void a_profile_of_the_first_layout_is_read_without_what_nobody_uses_any_more() {
        Profile profile = regular(20);
        byte[] now = ProfileCodec.write(profile);
        int header = 1 + Double.BYTES + Integer.BYTES + 2 * 6;
        int roaming = Short.BYTES + Level.COUNT * 2 * Float.BYTES;
        byte[] then = new byte[now.length + roaming];
        System.arraycopy(now, 0, then, 0, header);
        System.arraycopy(now, header, then, header + roaming, now.length - header);
        then[0] = 1;

        assertThat(ProfileCodec.read(then)).isEqualTo(profile);
    }

    @Test
    void foreign_bytes_are_no_profile() {
        assertThatThrownBy(() -> ProfileCodec.read(new byte[] {9, 0})).hasMessageContaining("version 9");
        assertThatThrownBy(() -> ProfileCodec.read(new byte[] {1, 0})).hasMessageContaining("Less");
        assertThat(ProfileCodec.read(ProfileCodec.write(Profile.EMPTY))).isEqualTo(Profile.EMPTY);
    }
}
