package io.homeward.risk.familiarity;

import static io.homeward.risk.familiarity.SignIns.BEGIN;
import static io.homeward.risk.familiarity.SignIns.KEY;
import static io.homeward.risk.familiarity.SignIns.LAPTOP;
import static io.homeward.risk.familiarity.SignIns.features;
import static io.homeward.risk.familiarity.SignIns.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.risk.familiarity.Enriched.Machine;
import io.homeward.risk.familiarity.Enriched.Network;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeaturesTest {

    @Test
    void the_same_operator_in_another_country_is_another_value() {
        Features norway = features(BEGIN, Network.of("NO", "2119", "p", "ip"), LAPTOP);
        Features sweden = features(BEGIN, Network.of("SE", "2119", "p", "ip"), LAPTOP);

        assertThat(norway.value(Level.ASN)).isNotEqualTo(sweden.value(Level.ASN));
        assertThat(norway.parent(Level.ASN)).isEqualTo(norway.value(Level.COUNTRY));
    }

    @Test
    void another_key_gives_other_values() {
        var signIn = signIn(BEGIN, SignIns.HOME, LAPTOP);

        assertThat(Features.of(signIn, KEY).value(Level.IP))
                .isNotEqualTo(Features.of(signIn, new ValueKey(7, 12)).value(Level.IP));
    }

    @Test
    void unknown_and_beyond_judging_are_different_values() {
        Features unknown = features(BEGIN, Network.of("", "", "", ""), LAPTOP);
        Features beyond = features(BEGIN, Network.without(Trait.Why.NO_ADDRESS), LAPTOP);

        assertThat(unknown.value(Level.COUNTRY)).isNotEqualTo(beyond.value(Level.COUNTRY));
        assertThat(unknown.beyondJudging(Level.COUNTRY)).isEmpty();
        assertThat(beyond.beyondJudging(Level.COUNTRY)).contains(Trait.Why.NO_ADDRESS);
    }

    @Test
    void ten_thousand_addresses_are_ten_thousand_values() {
        Set<Long> values = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            values.add(features(BEGIN, Network.of("NO", "1", "p", "10.0." + i / 256 + "." + i % 256), LAPTOP)
                    .value(Level.IP));
        }

        assertThat(values).hasSize(10_000);
    }

    @Test
    void a_device_without_an_id_is_known_by_its_families() {
        Features one = features(BEGIN, SignIns.HOME, Machine.of("", false, "Windows", "Firefox", "11/1"));
        Features updated = features(BEGIN, SignIns.HOME, Machine.of("", false, "Windows", "Firefox", "11/2"));
        // An id that reads like families is still an id.
        Features id = features(BEGIN, SignIns.HOME, Machine.of("families:Windows/Firefox", false, "", "", "11/1"));

        assertThat(one.value(Level.DEVICE))
                .isEqualTo(updated.value(Level.DEVICE))
                .isNotEqualTo(id.value(Level.DEVICE));
        assertThat(one.value(Level.AGENT)).isNotEqualTo(updated.value(Level.AGENT));
    }

    @Test
    void the_hour_is_that_of_the_place() {
        // A Friday evening in Oslo is a Saturday morning in Auckland.
        Instant friday = Instant.parse("2026-03-06T20:30:00Z");

        assertThat(hour(friday, "Europe/Oslo")).isEqualTo("21");
        assertThat(hour(friday, "Pacific/Auckland")).isEqualTo("33");
    }

    private static String hour(Instant at, String zone) {
        return new Enriched(at, SignIns.HOME, LAPTOP, SignIns.MAIL, Optional.of(ZoneId.of(zone)), Set.of())
                .trait(Level.HOUR)
                .shown();
    }

    @Test
    void a_text_of_ten_megabytes_costs_no_more_than_a_short_one() {
        var trait = new Trait.Known("x".repeat(10_000_000));

        assertThat(trait.text()).hasSize(Trait.LONGEST);
    }

    @Test
    void times_that_cannot_be_counted_in_are_refused() {
        assertThatThrownBy(() -> SignIns.atHome(Instant.parse("1969-12-31T23:59:59Z")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignIns.atHome(Instant.parse("2150-01-01T00:00:00Z")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(SignIns.atHome(Instant.EPOCH).day()).isZero();
    }
}
