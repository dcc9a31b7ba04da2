package io.homeward.browsertest;

import io.homeward.browsertest.Site.Running;
import io.homeward.local.sample.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Site.class)
class PasswordJourneyTest {

    @Test
    void a_temporary_password_is_replaced_at_the_next_sign_in(Running site) {
        Home home = Home.found(site, "Temporary").asksToRegister();
        Person mira = home.protectedPerson("Mira Holm");
        home.givesTemporaryPassword(mira, "Seven-Lanterns-42");
        try (Visitor visitor = Visitor.at(site)) {
            visitor.signsIn(home, mira).sees("Verify your identity");
            visitor.types("Code", mira.code()).presses("Verify");
            visitor.sees("Choose a new password", "change-password-temporary");
            visitor.types("New password", "Seven-Lanterns-42").presses("Save new password");
            visitor.reads("It is the present one.");
            visitor.types("New password", "four quiet herons at noon").presses("Save new password");
            visitor.isSignedIn();
        }
    }

    @Test
    void whoever_forgot_his_password_is_asked_for_a_code_from_his_mail(Running site) {
        Home home = Home.found(site, "Forgotten");
        Person mira = home.person("Mira Holm");
        try (Visitor visitor = Visitor.at(site)) {
            visitor.opens(home).names(mira).presses("Forgot password?").sees("Check your mail", "check-mail");
            visitor.types("Code from the message", "12345678").presses("Next");
            visitor.reads("The code was not accepted.").sees("Check your mail", "check-mail-wrong");
        }
    }

    @Test
    void an_access_pass_may_stand_in_for_a_password(Running site) {
        Home home = Home.found(site, "Passes");
        Person mira = home.person("Mira Holm");
        String pass = home.accessPass(mira);
        try (Visitor visitor = Visitor.at(site)) {
            visitor.opens(home).names(mira).follows("Use a temporary access pass");
            visitor.sees("Enter your access pass", "access-pass");
            visitor.types("Temporary access pass", "AAAA-BBBB").presses("Verify");
            visitor.reads("The pass is not right").sees("Enter your access pass", "access-pass-wrong");
            visitor.types("Temporary access pass", pass).presses("Verify").isSignedIn();
        }
    }
}
