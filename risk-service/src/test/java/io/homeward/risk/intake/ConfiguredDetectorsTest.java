package io.homeward.risk.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.risk.detection.Limits;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredDetectorsTest {

    private static Limits limits(Map<String, String> settings) {
        var config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "the operator", 100))
                .withMapping(DetectionSettings.class)
                .build();
        return ConfiguredDetectors.limits(config.getConfigMapping(DetectionSettings.class));
    }

    @Test
    void without_settings_the_limits_are_those_shipped() {
        assertThat(limits(Map.of())).isEqualTo(Limits.SHIPPED);
    }

    @Test
    void an_operator_sets_one_number_and_keeps_the_others() {
        Limits limits = limits(
                Map.of("homeward.detection.spray.tries-per-name", "3", "homeward.detection.fatigue.within", "PT5M"));

        assertThat(limits.spray().triesPerName()).isEqualTo(3);
        assertThat(limits.spray().names()).isEqualTo(Limits.SHIPPED.spray().names());
        assertThat(limits.fatigue().within()).isEqualTo(Duration.ofMinutes(5));
        assertThat(limits.travel()).isEqualTo(Limits.SHIPPED.travel());
    }

    @ParameterizedTest
    @CsvSource({
        "spray.names, 1, spray.names is from 2",
        "spray.tries-per-name, 0, spray.tries-per-name is from 1",
        "spray.surprise, 0.5, spray.surprise is from 1",
        "spray.surprise, NaN, spray.surprise is from 1",
        "spray.afterwards, PT1M, spray.afterwards is from 10 minutes",
        "guessing.tries, 2, guessing.tries is from 3",
        "travel.shortest-km, 10, travel.shortest-km is from 50",
        "travel.longest, P8D, travel.longest is from 10 minutes",
        "travel.unlikely-kmh, 900, travel.unlikely-kmh is at least 100",
        "travel.familiar-km, 501, travel.familiar-km is at most",
        "travel.colleagues, 0, travel.colleagues is from 1",
        "travel.toggles, 17, travel.toggles is from 1",
        "fatigue.within, PT1S, fatigue.within is from 1 minute",
        "fatigue.medium, 6, fatigue.medium is at least 2",
        "fatigue.high, 33, fatigue.medium is at least 2",
        "fatigue.approved, 1, fatigue.approved is from 2",
        "token.unlike, 7, token.unlike is positive",
        "relay.within, PT2H, relay.within is from 1 second",
        "browser.people, 1, browser.people is from 2",
        "browser.within, P8D, browser.within is from 10 minutes",
        "issuer.learnt-after, 0, issuer.learnt-after is from 1",
        "issuer.people, 101, issuer.people is from 1",
        "confirmed.weight, 0, confirmed.weight is positive",
        "fan-out.window, PT1M, fan-out.window is from 1 hour",
        "fan-out.rate-surprise, 0, fan-out.rate-surprise is from 1",
        "fan-out.rate-surprise-of-newcomers, 3, fan-out.rate-surprise-of-newcomers is at least",
        "fan-out.high-first, 4, fan-out.high-first is from",
        "fan-out.first-prior, 1, fan-out.first-prior is between",
        "fan-out.team-least, 1, fan-out.team-least is from",
        "campaign.names, 1, campaign.names is from 2",
        "campaign.times, 1, campaign.times is more than 1",
        "campaign.sum, NaN, campaign.sum is from 2",
        "campaign.accuses, 0.5, campaign.accuses is from 1",
        "spray.name, 5, spray.name",
        "spray.names, many, spray.names"
    })
    void numbers_that_make_no_sense_and_names_that_are_none_are_refused(String name, String value, String told) {
        assertThatThrownBy(() -> limits(Map.of("homeward.detection." + name, value)))
                .hasMessageContaining(told);
    }
}
