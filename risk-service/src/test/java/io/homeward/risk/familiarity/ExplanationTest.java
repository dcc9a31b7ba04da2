package io.homeward.risk.familiarity;

import static io.homeward.risk.familiarity.SignIns.BEGIN;
import static io.homeward.risk.familiarity.SignIns.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Instant TODAY = BEGIN.plus(Duration.ofDays(30));

    private static List<String> explained(Profile profile, Enriched signIn) {
        Observation observation = profile.observe(Features.of(signIn, SignIns.KEY), SignIns.tenant(), MODEL);
        return Explanation.of(signIn, observation, Likelihood.of(observation, MODEL));
    }

    @Test
    void what_is_new_is_named_with_what_it_adds_and_what_speaks_for_the_owner_comes_last() {
        List<String> words = explained(SignIns.regular(30), SignIns.signIn(TODAY, SignIns.ABROAD, SignIns.LAPTOP));

        assertThat(words.getFirst())
                .startsWith("New country BR: never used by this person, in 0.")
                .matches(".*\\(\\+\\d\\.\\d\\)");
        assertThat(words.getLast())
                .contains("of this person's earlier sign-ins")
                .matches(".*\\(-\\d\\.\\d\\)");
    }

    @Test
    void never_more_than_three_against_and_one_for_him() {
        assertThat(explained(SignIns.regular(30), SignIns.signIn(TODAY, SignIns.ABROAD, SignIns.OTHER)))
                .hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void of_somebody_unknown_only_what_the_tenant_knows_is_said() {
        assertThat(explained(Profile.EMPTY, SignIns.signIn(TODAY, SignIns.ABROAD, SignIns.OTHER)))
                .allSatisfy(words -> assertThat(words).contains("nothing is known of this person yet"));
    }
}
