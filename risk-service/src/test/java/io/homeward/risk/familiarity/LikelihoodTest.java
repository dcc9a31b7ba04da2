package io.homeward.risk.familiarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.homeward.risk.familiarity.Observation.Seen;
import io.homeward.risk.familiarity.Observation.Standing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Computed by hand, to four decimals. */
class LikelihoodTest {
    /** Shares of attackers: 0.485, 0.34, 0.03, 0.145. */
    private static final Model MODEL = new Model(Tuning.SHIPPED.withTargeted(.03));

    private static Observation only(int history, Level level, Seen seen) {
        List<Seen> all = new ArrayList<>(Collections.nCopies(Level.COUNT, Seen.mute(Standing.NOT_EVALUABLE)));
        all.set(level.place(), seen);
        return new Observation(history, all);
    }

    @Test
    void the_usual_country_speaks_for_the_owner() {
        // share 0.9, usual 0.5, novelty 0.1: own = 0.9 * 0.9 + 0.1 * 0.5 = 0.86
        // others = 0.485 * 0.5 + (0.34 + 0.03) * 0.9 + 0.145 / 230 = 0.5761304
        var observation = only(20, Level.COUNTRY, new Seen(Standing.KNOWN, 9, 10, .5f, .1f));

        assertThat(Likelihood.of(observation, MODEL).ratio()).isCloseTo(-.4006, within(1e-4));
    }

    @Test
    void a_new_country_speaks_against_him_and_for_foreign_infrastructure() {
        // usual 0.001, novelty 0.035: own = 0.000035
        // others = 0.485 * 0.001 + 0.37 * 0.000001 + 0.145 / 230 = 0.00111580; ratio = ln 31.8801
        var observation = only(20, Level.COUNTRY, new Seen(Standing.NEW, 0, 10, .001f, .035f));

        Likelihood likelihood = Likelihood.of(observation, MODEL);

        assertThat(likelihood.ratio()).isCloseTo(3.4620, within(1e-4));
        assertThat(likelihood.attacker()).isEqualTo(Attacker.FOREIGN);
    }

    @Test
    void a_new_address_weighs_more_minutes_after_the_last_sign_in_than_weeks_after() {
        var minutes = only(20, Level.IP, new Seen(Standing.NEW, 0, 10, .01f, .011f));
        var weeks = only(20, Level.IP, new Seen(Standing.NEW, 0, 10, .01f, .26f));

        // Every attacker draws it from what is usual: what is left is -ln novelty.
        assertThat(Likelihood.of(minutes, MODEL).ratio()).isCloseTo(4.5099, within(1e-4));
        assertThat(Likelihood.of(weeks, MODEL).ratio()).isCloseTo(1.3471, within(1e-4));
    }

    @Test
    void within_something_new_a_level_says_nothing_of_its_own() {
        var observation = only(20, Level.IP, new Seen(Standing.WITHIN_NEW, 0, 0, .01f, 0));

        assertThat(Likelihood.of(observation, MODEL).ratio()).isCloseTo(0, within(1e-9));
    }

    @Test
    void of_a_newcomer_only_the_rarity_of_his_network_counts() {
        // ln((0.855 * 0.002 * 0.1 + 0.145 / 230 / 366) / (0.002 * 0.1)) = ln(0.00017272 / 0.0002)
        List<Seen> all = new ArrayList<>(Collections.nCopies(Level.COUNT, Seen.mute(Standing.NOT_RECORDED)));
        all.set(Level.COUNTRY.place(), new Seen(Standing.NEW, 0, 0, .002f, 0));
        all.set(Level.ASN.place(), new Seen(Standing.NEW, 0, 0, .1f, 0));
        // and rare: ln((0.855 * 0.0001 * 0.001 + 0.145 / 230 / 366) / (0.0001 * 0.001)) = ln 18.0798
        List<Seen> rare = new ArrayList<>(all);
        rare.set(Level.COUNTRY.place(), new Seen(Standing.NEW, 0, 0, .0001f, 0));
        rare.set(Level.ASN.place(), new Seen(Standing.NEW, 0, 0, .001f, 0));

        assertThat(Likelihood.of(new Observation(0, all), MODEL).ratio()).isCloseTo(-.1466, within(1e-4));
        Likelihood foreign = Likelihood.of(new Observation(0, rare), MODEL);
        assertThat(foreign.ratio()).isCloseTo(2.8948, within(1e-4));
        assertThat(foreign.attacker()).isEqualTo(Attacker.FOREIGN);
    }

    @Test
    void no_probability_falls_below_a_thousand_millionth() {
        var observation = only(20, Level.IP, new Seen(Standing.NEW, 0, 10, 1e-12f, 1e-4f));

        // Floored above and below: ln 1e-9 - ln 1e-9.
        assertThat(Likelihood.of(observation, MODEL).ratio()).isCloseTo(0, within(1e-9));
    }

    @Test
    void who_knows_operator_and_device_is_the_targeted_attacker() {
        List<Seen> all = new ArrayList<>(Collections.nCopies(Level.COUNT, Seen.mute(Standing.NOT_EVALUABLE)));
        all.set(Level.COUNTRY.place(), new Seen(Standing.KNOWN, 10, 10, .5f, .03f));
        all.set(Level.ASN.place(), new Seen(Standing.KNOWN, 10, 10, .05f, .1f));
        all.set(Level.IP.place(), new Seen(Standing.NEW, 0, 10, .01f, .02f));
        all.set(Level.DEVICE.place(), new Seen(Standing.KNOWN, 10, 10, .05f, .08f));

        assertThat(Likelihood.of(new Observation(20, all), MODEL).attacker()).isEqualTo(Attacker.TARGETED);
    }
}
