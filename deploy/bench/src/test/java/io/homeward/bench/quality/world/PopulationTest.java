package io.homeward.bench.quality.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class PopulationTest {
    private static final Profile PROFILE = Profile.CALM.of(1_000);

    @Test
    void the_same_seed_gives_the_same_sign_ins_and_another_one_others() {
        List<Login> logins = Population.all(PROFILE, 5);

        assertThat(Population.all(PROFILE, 5)).isEqualTo(logins);
        assertThat(Population.all(PROFILE, 6)).isNotEqualTo(logins);
    }

    @Test
    void sign_ins_come_in_the_order_of_time_and_are_numbered() {
        List<Login> logins = Population.all(PROFILE, 5);

        assertThat(logins).isSortedAccordingTo(Comparator.comparingLong(Login::at));
        assertThat(logins.stream().mapToInt(Login::number)).startsWith(0, 1, 2).hasSize(logins.size());
        assertThat(logins.getLast().at()).isLessThan(PROFILE.days() * 86_400L);
    }

    @Test
    void an_address_tells_its_city_and_country_and_they_stay() {
        List<Login> logins = Population.all(PROFILE, 5);

        assertThat(logins).allSatisfy(login -> {
            assertThat(login.country()).isBetween(0, Country.COUNT - 1);
            assertThat(Internet.countryOf(login.network())).isEqualTo(login.country());
            assertThat(Internet.city(login.address())).isBetween(0, Internet.cities() - 1);
        });
        double atHome = logins.stream().filter(login -> login.country() == 0).count() / (double) logins.size();
        assertThat(atHome).isCloseTo(PROFILE.homeShare(), within(.06));
    }

    @Test
    void the_hundredth_draw_is_the_same_with_every_java() {
        Dice dice = Dice.of(42, 7);
        for (int i = 0; i < 99; i++) {
            dice.share();
        }

        assertThat(dice.share()).isEqualTo(0.4299868152877011);
    }

    @Test
    void offices_labs_and_vpns_are_shared_by_the_people_of_a_tenant() {
        List<Login> logins = Population.all(Profile.WORKFORCE.of(200), 5);
        long shared = logins.stream()
                .filter(login -> logins.stream()
                        .anyMatch(other -> other.address() == login.address()
                                && other.user() != login.user()
                                && other.tenant() == login.tenant()))
                .count();

        assertThat(shared / (double) logins.size()).isCloseTo(.60, within(.12));
    }
}
