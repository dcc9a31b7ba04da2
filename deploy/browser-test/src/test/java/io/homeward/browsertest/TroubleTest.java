package io.homeward.browsertest;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.homeward.browsertest.Site.Running;
import io.homeward.local.sample.Person;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Impatience, wrong turns and old browsers. */
@ExtendWith(Site.class)
class TroubleTest {
    /** After so many the wait is half a minute. */
    private static final int GUESSES = 10;

    @Test
    void a_double_click_takes_one_step(Running site) {
        Home home = Home.found(site, "Clicks").asksToRegister();
        Person mira = home.person("Mira Holm");
        try (Visitor visitor = Visitor.at(site)) {
            visitor.opens(home).names(mira).types("Password", mira.password());
            var posts = new ArrayList<String>();
            visitor.page().onRequest(request -> {
                if (request.method().equals("POST")) {
                    posts.add(request.url());
                }
            });
            visitor.button("Sign in").dblclick();
            visitor.sees("Protect your account");
            assertThat(posts).hasSize(1);
            visitor.button("Skip for now").dblclick();
            visitor.isSignedIn();
        }
    }

    @Test
    void a_page_may_be_loaded_again_and_the_way_back_shows_how_things_stand(Running site) {
        Home home = Home.found(site, "Back").asksToRegister();
        Person mira = home.person("Mira Holm");
        try (Visitor visitor = Visitor.at(site)) {
            visitor.signsIn(home, mira).sees("Protect your account");
            Page page = visitor.page();
            page.reload();
            visitor.sees("Protect your account");
            page.getByText("Authenticator app").click();
            visitor.sees("Set up your authenticator app");
            String key = page.locator("#key").textContent();
            page.reload();
            visitor.sees("Set up your authenticator app");
            assertThat(page.locator("#key").textContent()).isEqualTo(key);
            page.goBack();
            assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.HEADING)
                            .first()
                            .textContent())
                    .isIn("Set up your authenticator app", "Sign in", "Enter your password");
            page.goForward();
            visitor.sees("Set up your authenticator app");
        }
    }

    @Test
    void whatever_cannot_go_on_says_so_on_a_page(Running site) {
        Home home = Home.found(site, "Wrong turns");
        Person mira = home.person("Mira Holm");
        try (Visitor visitor = Visitor.at(site);
                Visitor other = Visitor.at(site)) {
            visitor.opens(home).names(mira).sees("Enter your password");
            other.page().navigate(visitor.page().url());
            other.sees("This page has expired", "expired");
            String edge = site.installation().door().edge().toString();
            other.page()
                    .navigate(edge + "/" + home.organisation().id()
                            + "/sign-in?request=00000000-0000-4000-8000-000000000000");
            other.sees("This sign-in is over", "request-over");
            other.page().navigate(edge + "/" + home.organisation().id() + "/sign-in");
            other.sees("This does not work", "error");
            other.page().navigate(edge + "/" + home.organisation().id() + "/signed-out");
            other.sees("You are signed out", "signed-out");
        }
    }

    @Test
    void whoever_cancels_is_back_at_the_application_without_a_code(Running site) {
        Home home = Home.found(site, "Cancelled").asksToRegister();
        Person mira = home.person("Mira Holm");
        try (Visitor visitor = Visitor.at(site)) {
            visitor.signsIn(home, mira).sees("Protect your account").presses("Cancel");
            visitor.isBackWith("access_denied");
        }
    }

    @Test
    void everything_but_a_passkey_works_without_a_script(Running site) {
        Home home = Home.found(site, "Scriptless").asksToRegister().answersRiskyPeople("block");
        Person mira = home.person("Mira Holm");
        Person tom = home.protectedPerson("Tom Keane");
        home.compromised(tom);
        try (Visitor visitor = Visitor.withoutScript(site);
                Visitor blocked = Visitor.withoutScript(site)) {
            visitor.opens(home).sees("Sign in");
            Screen.photograph(visitor.page(), "scriptless-identify");
            assertThat(visitor.button("Use a passkey").isVisible()).isFalse();
            visitor.names(mira).sees("Enter your password");
            Screen.photograph(visitor.page(), "scriptless-password");
            visitor.types("Password", mira.password()).presses("Sign in").sees("Protect your account");
            Screen.photograph(visitor.page(), "scriptless-register");
            visitor.presses("Skip for now").isSignedIn();

            blocked.signsIn(home, tom).sees("Your account is blocked");
            blocked.page().getByText("Details for the help desk").click();
            Screen.photograph(blocked.page(), "scriptless-account-blocked");
        }
    }

    @Test
    void who_has_the_right_password_is_told_that_there_were_too_many_attempts_or_that_the_account_is_disabled(
            Running site) {
        Home home = Home.found(site, "Refusals");
        Person mira = home.person("Mira Holm");
        Person tom = home.person("Tom Keane");
        home.disables(tom);
        try (Visitor visitor = Visitor.at(site);
                Visitor disabled = Visitor.at(site)) {
            visitor.opens(home).names(mira);
            for (int wrong = 0; wrong < GUESSES; wrong++) {
                visitor.types("Password", "guess " + wrong);
                visitor.page()
                        .waitForResponse(
                                each -> each.request().method().equals("POST"), () -> visitor.presses("Sign in"));
                visitor.reads("The user name or the password is not right.");
            }
            visitor.types("Password", mira.password()).presses("Sign in").reads("There were too many attempts.");
            Screen.look(visitor.page(), "throttled");
            disabled.opens(home).signsIn(tom).reads("Your account is disabled.");
            Screen.look(disabled.page(), "disabled");
        }
    }

    @Test
    void everything_is_done_with_the_keyboard_alone_and_one_sees_where_one_is(Running site) {
        Home home = Home.found(site, "Keyboards").asksToRegister();
        Person mira = home.person("Mira Holm");
        try (Visitor visitor = Visitor.at(site)) {
            visitor.opens(home).sees("Sign in").writes(mira.userPrincipalName()).sees("Enter your password");
            visitor.writes(mira.password()).sees("Protect your account");
            visitor.movesTo("Skip for now").page().keyboard().press("Enter");
            visitor.isSignedIn();
        }
    }
}
