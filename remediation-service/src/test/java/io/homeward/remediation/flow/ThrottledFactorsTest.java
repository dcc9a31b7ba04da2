package io.homeward.remediation.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.policy.Control;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An attacker who has the password guesses codes: he gets nowhere, and the owner is not locked out. */
@QuarkusTest
@WithTestResource(World.class)
class ThrottledFactorsTest {
    @Inject
    MovableClock clock;

    @BeforeEach
    void today() {
        clock.reset();
    }

    @Test
    void after_a_thousand_wrong_codes_the_owner_gets_in_and_the_place_they_came_from_does_not() {
        Member mira = Home.called("Thousand").always(Control.MFA).person("mira");
        SignIns.firstOf(mira).register(mira, clock);
        SignIns guessing = SignIns.open(mira).from("203.0.113.9").password(Member.PASSWORD);
        for (int i = 0; i < 1_000; i++) {
            guessing.totp(mira.wrongCode(clock));
        }
        assertThat(guessing.state()).isEqualTo("verify-identity");

        // However fast they came: the wait of that place is over, and one more begins a long one.
        clock.pass(Duration.ofMinutes(5));
        guessing.totp(mira.wrongCode(clock));
        guessing.totp(mira.code(clock)).is("verify-identity", "H16", 50074);
        SignIns.open(mira).password(Member.PASSWORD).totp(mira.code(clock)).is("signed-in", "H4", 0);
    }

    @Test
    void a_phone_whose_clock_is_off_by_a_step_is_followed_as_it_drifts_on() {
        Member mira = Home.called("Drift").always(Control.MFA).person("mira");
        SignIns.firstOf(mira).register(mira, clock);

        signInWithClockOffBy(mira, 30).is("signed-in", "H4", 0);
        signInWithClockOffBy(mira, 60).is("signed-in", "H4", 0);
        signInWithClockOffBy(mira, 0).is("signed-in", "H4", 0); // set right meanwhile
        signInWithClockOffBy(mira, 90).is("verify-identity", "H16", 50074);
    }

    private SignIns signInWithClockOffBy(Member mira, int seconds) {
        clock.pass(Duration.ofMinutes(3));
        SignIns signIn = SignIns.open(mira).password(Member.PASSWORD);
        clock.pass(Duration.ofSeconds(seconds));
        String code = mira.codeNow(clock);
        clock.pass(Duration.ofSeconds(-seconds));
        return signIn.totp(code);
    }
}
