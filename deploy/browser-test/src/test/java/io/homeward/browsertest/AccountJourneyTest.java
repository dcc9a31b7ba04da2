package io.homeward.browsertest;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.homeward.browsertest.Site.Running;
import io.homeward.local.sample.Person;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One's own pages: what one proves oneself with, where one has signed in, and where one is signed in. */
@ExtendWith(Site.class)
class AccountJourneyTest {

    @Test
    void a_passkey_is_added_named_and_removed_after_a_fresh_proof_and_recovery_codes_are_renewed(Running site) {
        Home home = Home.found(site, "Own methods").asksToRegister();
        Person mira = home.protectedPerson("Mira Holm");
        try (Visitor visitor = Visitor.at(site)) {
            PasskeyJourneyTest.carriesAnAuthenticator(visitor);
            visitor.goesTo(home.page("account")).sees("Sign in").signsIn(mira).proves(mira);
            visitor.sees("My account", "account").translates("account");
            visitor.page().getByText("Your fingerprint, face").click();
            visitor.sees("Create a passkey", "account-add-passkey").presses("Create passkey");
            visitor.sees("My account").reads("It was added.");
            visitor.unfolds("Rename").types("New name", "The key at my desk");
            Screen.look(visitor.page(), "account-rename");
            visitor.presses("Rename").reads("The name was changed.").reads("The key at my desk");
            visitor.unfolds("Remove");
            Screen.look(visitor.page(), "account-remove");
            visitor.presses("Remove").reads("It was removed.");

            visitor.unfolds("New codes").presses("New codes");
            visitor.sees("Keep your recovery codes", "account-codes").presses("I have kept them");
            visitor.sees("My account").reads("Your recovery codes are in force.");
        }
    }

    @Test
    void whoever_looks_at_his_sign_ins_says_which_were_his(Running site) {
        Home home = Home.found(site, "Own sign-ins").asksToRegister().answersRiskyPeople("mfa", "passwordChange");
        Person mira = home.protectedPerson("Mira Holm");
        try (Visitor london = Visitor.at(site);
                Visitor oslo = Visitor.from(site, Site.OSLO);
                Visitor lisbon = Visitor.from(site, Site.LISBON)) {
            lisbon.opens(home).names(mira).types("Password", "not hers").presses("Sign in");
            lisbon.reads("The user name or the password is not right.");
            oslo.signsIn(home, mira).isSignedIn();
            london.goesTo(home.page("account/sign-ins"))
                    .signsIn(mira)
                    .proves(mira)
                    .sees("My sign-ins");
            london.reads("Oslo, Norway").reads("Wrong password");
            Screen.look(london.page(), "account-sign-ins");
            london.translates("account-sign-ins");
            Locator elsewhere = london.page()
                    .locator("li", new com.microsoft.playwright.Page.LocatorOptions().setHasText("Lisbon"));
            elsewhere.getByText("This was me").click();
            london.reads("Thank you. It is noted that this was you.").reads("You said that this was you.");

            Locator strange =
                    london.page().locator("li", new com.microsoft.playwright.Page.LocatorOptions().setHasText("Oslo"));
            strange.locator("summary").click();
            Screen.look(london.page(), "account-not-me");
            strange.locator("form button[value=notMe]").click();
            london.page().waitForURL(Pattern.compile(".*(done=notMe|to=sign-ins).*"));
            Screen.look(london.page(), "account-not-me-said");
        }
    }

    @Test
    void sessions_are_ended_one_by_one_and_all_together(Running site) {
        Home home = Home.found(site, "Own sessions").asksToRegister();
        Person mira = home.protectedPerson("Mira Holm");
        try (Visitor here = Visitor.at(site);
                Visitor there = Visitor.from(site, Site.OSLO)) {
            there.goesTo(home.page("account/sessions"))
                    .signsIn(mira)
                    .proves(mira)
                    .sees("Sessions");
            here.goesTo(home.page("account/sessions"))
                    .signsIn(mira)
                    .proves(mira)
                    .sees("Sessions")
                    .reads("This browser");
            Locator sessions = here.page().locator(".things > li");
            int before = sessions.count();
            sessions.filter(new Locator.FilterOptions().setHasText("Oslo"))
                    .getByRole(com.microsoft.playwright.options.AriaRole.BUTTON)
                    .click();
            here.reads("The session was ended.");
            PlaywrightAssertions.assertThat(sessions).hasCount(before - 1);
            there.page().reload();
            there.sees("Sign in");

            here.page().reload();
            here.unfolds("Sign out everywhere");
            Screen.look(here.page(), "account-sessions");
            here.translates("account-sessions");
            here.unfolds("Sign out everywhere");
            here.page().locator("button[value=endAll]").click();
            here.sees("You are signed out")
                    .goesTo(home.page("account/sessions"))
                    .sees("Sign in");
        }
    }

    @Test
    void whoever_signs_out_is_signed_out(Running site) {
        Home home = Home.found(site, "Own way out");
        Person mira = home.person("Mira Holm");
        try (Visitor visitor = Visitor.at(site)) {
            visitor.goesTo(home.page("account")).signsIn(mira).sees("My account", "account-without-factor");
            visitor.presses("Sign out").sees("You are signed out");
            visitor.goesTo(home.page("account")).sees("Sign in");
            visitor.signsIn(mira).sees("My account").goesTo(home.page("oauth2/v2.0/logout"));
            visitor.sees("You are signed out").goesTo(home.page("account")).sees("Sign in");
        }
    }
}
