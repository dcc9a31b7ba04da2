package io.homeward.browsertest;

import io.homeward.browsertest.Site.Running;
import io.homeward.local.sample.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Links in letters: to open one changes nothing, and one is answered once. */
@ExtendWith(Site.class)
class NoticeJourneyTest {

    @Test
    void whoever_was_told_of_something_says_whether_it_was_he(Running site) {
        Home home = Home.found(site, "Notices").asksToRegister().answersRiskyPeople("block");
        Person mira = home.person("Mira Holm");
        home.reachable(mira);
        String link = Letters.notice(Letters.await(site, Home.mailOf(mira), "A way to sign in was added"));
        try (Visitor visitor = Visitor.at(site)) {
            visitor.goesTo(link).sees("Was this you?", "notice").translates("notice");
            visitor.signsIn(home, mira).isSignedIn();
            visitor.goesTo(link).sees("Was this you?").presses("No, that was not me");
            visitor.sees("Thank you for telling us", "notice-not-me").translates("notice-not-me");
            visitor.sees("Thank you for telling us");
            visitor.goesTo(link).sees("Was this you?").presses("Yes, that was me");
            visitor.reads("This link is not good").sees("Was this you?", "notice-used");
            visitor.context().clearCookies();
            visitor.signsIn(home, mira).sees("Your account is blocked");
        }
    }

    @Test
    void without_a_script_the_link_is_pasted(Running site) {
        Home home = Home.found(site, "Pasted").asksToRegister();
        Person mira = home.person("Mira Holm");
        home.reachable(mira);
        String link = Letters.notice(Letters.await(site, Home.mailOf(mira), "A way to sign in was added"));
        try (Visitor visitor = Visitor.withoutScript(site)) {
            visitor.goesTo(link).sees("Was this you?");
            Screen.photograph(visitor.page(), "scriptless-notice");
            visitor.types("The link that you were sent", link)
                    .presses("Yes, that was me")
                    .sees("Thank you");
            Screen.photograph(visitor.page(), "notice-was-me");
        }
    }
}
