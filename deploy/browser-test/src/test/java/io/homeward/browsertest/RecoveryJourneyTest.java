package io.homeward.browsertest;

import io.homeward.browsertest.Site.Running;
import io.homeward.local.door.Authenticator;
import io.homeward.local.sample.Person;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A forgotten password, from the first page to the last; and an account whose owner has no password yet. */
@ExtendWith(Site.class)
class RecoveryJourneyTest {
    private static final String NEW_PASSWORD = "four quiet herons at noon";

    @Test
    void a_forgotten_password_is_replaced_with_a_code_from_the_mail_and_a_second_factor(Running site) {
        Home home = Home.found(site, "Forgetful").asksToRegister().answersRiskyPeople("mfa", "passwordChange");
        Person mira = home.person("Mira Holm");
        home.reachable(mira);
        try (Visitor visitor = Visitor.at(site)) {
            visitor.goesTo(home.page("recover"))
                    .sees("Forgot your password?", "recover")
                    .translates("recover");
            visitor.names(mira).sees("Check your mail").translates("check-mail");
            String code = Letters.code(Letters.await(site, Home.mailOf(mira), "Your code for a new password"));
            visitor.types("Code from the message", code).presses("Next").sees("Verify your identity", "recover-verify");
            visitor.proves(mira).sees("Choose a new password", "recover-change").translates("change-password");
            visitor.types("New password", NEW_PASSWORD).presses("Save new password");
            visitor.sees("Your password was changed", "recovered").translates("recovered");
            mira.remember(NEW_PASSWORD);
            visitor.signsIn(home, mira).isSignedIn();
        }
    }

    @Test
    void where_nobody_may_replace_it_the_page_says_who_can_help(Running site) {
        Home home = Home.found(site, "Unavailable").asksToRegister().answersRiskyPeople("block");
        Person mira = home.person("Mira Holm");
        home.reachable(mira);
        home.compromised(mira);
        try (Visitor visitor = Visitor.at(site)) {
            visitor.goesTo(home.page("recover")).names(mira).sees("Check your mail");
            String code = Letters.code(Letters.await(site, Home.mailOf(mira), "Your code for a new password"));
            visitor.types("Code from the message", code).presses("Next");
            visitor.sees("Your password cannot be changed here", "recovery-unavailable");
            visitor.translates("recovery-unavailable").reads("Who can help: an administrator of Unavailable.");
        }
    }

    @Test
    void whoever_is_new_sets_up_a_second_factor_and_a_password_of_his_own(Running site) {
        Home home = Home.found(site, "Newcomers").asksToRegister();
        String hana = home.administrator("Hana Novak");
        String link = home.newcomer(hana, "mira");
        try (Visitor visitor = Visitor.at(site)) {
            visitor.goesTo(link).sees("Welcome", "enrol").translates("enrol");
            visitor.goesTo(link).presses("Begin").sees("Protect your account", "enrol-register");
            visitor.page().getByText("Authenticator app").click();
            visitor.sees("Set up your authenticator app").unfolds("Cannot scan it?");
            String key = visitor.page().locator("#key").innerText().replaceAll("\\s", "");
            String code = new Authenticator(key, Clock.systemUTC()).code();
            visitor.types("2. Enter the code that the app shows", code).presses("Verify");
            visitor.sees("Keep your recovery codes").presses("I have kept them");
            visitor.sees("Choose a new password")
                    .types("New password", NEW_PASSWORD)
                    .presses("Save new password");
            visitor.sees("You are signed in", "signed-in");
            visitor.goesTo(link).presses("Begin").reads("This link is not good");
            Screen.look(visitor.page(), "enrol-used");
        }
    }
}
