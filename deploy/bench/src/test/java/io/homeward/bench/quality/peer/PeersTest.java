package io.homeward.bench.quality.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.homeward.bench.quality.world.Device;
import io.homeward.bench.quality.world.Internet;
import io.homeward.bench.quality.world.Login;
import io.homeward.bench.quality.world.Population;
import io.homeward.bench.quality.world.Profile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each peer does on a few sign-ins what its authors say it does. */
class PeersTest {
    private static final Device PHONE = new Device(0, 0, 0, 20, 25);
    private static final Device LAPTOP = new Device(2, 0, 0, 20, 25);
    private static final int HOME = 30_000;
    private static final int ABROAD = abroad();

    /** An address of another country than the first. */
    private static int abroad() {
        int address = HOME;
        while (Internet.country(address) == Internet.country(HOME)) {
            address += 65_536;
        }
        return address;
    }

    private static Login login(int number, long at, int address, Device device) {
        return new Login(number, 0, 1, at, address, device, 0);
    }

    private static <S extends Scorer> S taught(S scorer, int times) {
        for (int i = 0; i < times; i++) {
            scorer.learn(login(i, i * 86_400L, HOME, LAPTOP));
        }
        return scorer;
    }

    private static Login again(int address, Device device) {
        return login(99, 40 * 86_400L + 3_600, address, device);
    }

    @Test
    void freemans_sum_weighs_a_novelty_by_how_much_is_known() {
        // One person alone: everybody's share is (n+1)/(n+1) for what he has, 1/(n+1) for what he has not.
        FreemanSum sum = taught(new FreemanSum(), 9);

        double everybody = 1 / 10.0;
        double known = 7 * (Math.log(10 / 10.0) - Math.log((9 + 1.0) / 10));
        double newAddress = Math.log(everybody) - Math.log(everybody / 10);
        assertThat(sum.score(again(HOME, LAPTOP))).isCloseTo(known, within(1e-12));
        assertThat(sum.score(again(HOME + 1, LAPTOP))).isCloseTo(newAddress, within(1e-12));
        assertThat(new FreemanSum().score(again(HOME, LAPTOP))).isZero();
    }

    @Test
    void freemans_weighted_levels_take_a_quarter_of_everybodys_for_the_unseen() {
        FreemanWeighted weighted = taught(new FreemanWeighted(), 9);

        // Address, network and country unseen by the person: 4; the client as always: shares of 1 but for what is
        // reserved of the user agent.
        double client = Math.log(.5387 * (1 - 2 / 11.0) + .4613);
        assertThat(weighted.score(again(ABROAD, LAPTOP))).isCloseTo(Math.log(4) + client, within(1e-9));
        assertThat(weighted.score(again(HOME, LAPTOP))).isNegative();
    }

    @Test
    void novelties_are_counted() {
        NoveltyCount count = taught(new NoveltyCount(), 3);

        assertThat(count.score(again(HOME, LAPTOP))).isZero();
        assertThat(count.score(again(HOME + 1, LAPTOP))).isEqualTo(1);
        assertThat(count.score(again(HOME, PHONE))).isEqualTo(2);
        assertThat(count.score(again(ABROAD, PHONE))).isEqualTo(5);
    }

    @Test
    void log_odds_have_no_opinion_on_addresses_of_three_sign_ins() {
        double afterThree = taught(new LogOdds(), 3).score(again(ABROAD, LAPTOP))
                - taught(new LogOdds(), 3).score(again(HOME, LAPTOP));
        double afterFour = taught(new LogOdds(), 4).score(again(ABROAD, LAPTOP))
                - taught(new LogOdds(), 4).score(again(HOME, LAPTOP));

        // A new country .8 against a known city -.3; from the fourth on a new address 1.5 against a usual one -.3.
        assertThat(afterThree).isCloseTo(1.1, within(1e-9));
        assertThat(afterFour).isCloseTo(1.1 + 1.8, within(1e-9));
    }

    @Test
    void alert_rules_forget_nothing_but_what_they_suppress() {
        AlertRules filtered = taught(new AlertRules(false), 40);
        AlertRules all = taught(new AlertRules(true), 40);

        // New country, and impossible travel an hour later; on a phone travel is ignored; a new device counts only
        // without filters.
        Login soon = login(99, 39 * 86_400L + 3_600, ABROAD, LAPTOP);
        assertThat(filtered.score(soon)).isEqualTo(2);
        assertThat(filtered.score(login(99, 39 * 86_400L + 3_600, ABROAD, PHONE)))
                .isEqualTo(1);
        assertThat(all.score(login(99, 39 * 86_400L + 3_600, ABROAD, PHONE))).isEqualTo(2);
        assertThat(taught(new AlertRules(false), 5).score(login(99, 5 * 86_400L, ABROAD, LAPTOP)))
                .isZero();
    }

    @Test
    void asking_changes_nothing() {
        List<Login> logins = Population.all(Profile.CALM.of(100), 3);
        List<Scorer> scorers = List.of(
                new Chance(),
                new FreemanSum(),
                new FreemanWeighted(),
                new NoveltyCount(),
                new LogOdds(),
                new AlertRules(true));
        for (Scorer scorer : scorers) {
            for (Login login : logins) {
                double once = scorer.score(login);
                assertThat(scorer.score(login)).as(scorer.name()).isEqualTo(once);
                scorer.learn(login);
            }
        }
    }

    @Test
    void counts_survive_growing() {
        var counter = new Counter();
        for (int i = 0; i < 20_000; i++) {
            counter.add(Counter.key(1, 2, i % 10_000));
        }

        assertThat(counter.get(Counter.key(1, 2, 9_999))).isEqualTo(2);
        assertThat(counter.get(Counter.key(1, 2, 10_000))).isZero();
        assertThat(counter.add(Counter.key(1, 2, 0))).isEqualTo(2);
    }
}
