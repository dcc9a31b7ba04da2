package io.homeward.browsertest;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.browsertest.Site.Running;
import io.homeward.local.door.Authenticator;
import io.homeward.local.sample.Person;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Site.class)
class RegistrationJourneyTest {

    @Test
    void registration_says_how_many_days_are_left_and_may_be_skipped(Running site) {
        Home home = Home.found(site, "Grace").asksToRegister();
        Person mira = home.person("Mira Holm");
        try (Visitor visitor = Visitor.at(site)) {
            visitor.signsIn(home, mira).sees("Protect your account", "register");
            visitor.reads("14 more days").presses("Skip for now").isSignedIn();
        }
    }

    @Test
    void an_authenticator_app_is_set_up(Running site) {
        Home home = Home.found(site, "Apps").asksToRegister();
        Person mira = home.person("Mira Holm");
        try (Visitor visitor = Visitor.at(site)) {
            visitor.signsIn(home, mira).page().getByText("Authenticator app").click();
            visitor.sees("Set up your authenticator app", "register-app");
            visitor.page().getByText("Cannot scan it?").click();
            String key = visitor.page().locator("#key").innerText().replaceAll("\\s", "");
            Screen.look(visitor.page(), "register-app-key");
            visitor.types("2. Enter the code that the app shows", "000000").presses("Verify");
            visitor.reads("The code was not accepted.").sees("Set up your authenticator app", "register-app-wrong");

            mira.carry(new Authenticator(key, Clock.systemUTC()));
            visitor.types("2. Enter the code that the app shows", mira.code()).presses("Verify");
            visitor.sees("Keep your recovery codes", "recovery-codes");
            assertThat(visitor.page().locator("#codes li").count()).isEqualTo(10);
            visitor.presses("I have kept them").isSignedIn();
        }
    }
}
