package io.homeward.browsertest;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.homeward.browsertest.Site.Running;
import io.homeward.local.sample.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Site.class)
class SignInJourneyTest {

    @Test
    void somebody_signs_in_with_his_password(Running site) {
        Home home = Home.found(site, "Fjord Clinic");
        Person mira = home.person("Mira Holm");
        try (Visitor visitor = Visitor.at(site)) {
            visitor.opens(home).sees("Sign in", "identify").names(mira).sees("Enter your password", "password");
            visitor.types("Password", "not the password").presses("Sign in");
            visitor.reads("The user name or the password is not right.").sees("Enter your password", "password-wrong");
            visitor.types("Password", mira.password()).presses("Sign in").isSignedIn();
        }
    }

    @Test
    void a_password_is_shown_and_hidden(Running site) {
        Home home = Home.found(site, "Show and hide");
        Person mira = home.person("Mira Holm");
        try (Visitor visitor = Visitor.at(site)) {
            visitor.opens(home).names(mira).types("Password", mira.password());
            Locator field = visitor.page().locator("#password");
            visitor.presses("Show");
            assertThat(field.getAttribute("type")).isEqualTo("text");
            visitor.presses("Hide");
            assertThat(field.getAttribute("type")).isEqualTo("password");
            visitor.presses("Sign in").isSignedIn();
        }
    }

    @Test
    void somebody_with_an_authenticator_shows_its_code_where_it_is_asked_for(Running site) {
        Home home = Home.found(site, "Code").asksToRegister();
        home.administration().mfaPolicy();
        Person mira = home.protectedPerson("Mira Holm");
        try (Visitor visitor = Visitor.at(site)) {
            visitor.signsIn(home, mira).sees("Verify your identity", "verify-identity");
            visitor.types("Code", "000000").presses("Verify");
            visitor.reads("That was not accepted.").sees("Verify your identity", "verify-identity-wrong");
            visitor.types("Code", mira.code()).presses("Verify").isSignedIn();
        }
    }
}
