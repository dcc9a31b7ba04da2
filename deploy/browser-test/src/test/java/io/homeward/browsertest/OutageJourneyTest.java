package io.homeward.browsertest;

import io.homeward.browsertest.Site.Running;
import io.homeward.local.door.Eventually;
import io.homeward.local.sample.Person;
import io.homeward.local.story.Outage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people see while sign-ins cannot be scored (H17, D19), and while what they did is not confirmed yet. */
@ExtendWith(Site.class)
class OutageJourneyTest {

    @Test
    void whoever_has_put_things_right_waits_on_a_page_that_goes_on_by_itself(Running site) {
        Home home = Home.found(site, "Outage").asksToRegister().answersRiskyPeople("mfa", "passwordChange");
        Home customer = Home.found(site, "Cut off");
        Person mira = home.protectedPerson("Mira Holm");
        Person tom = home.protectedPerson("Tom Keane");
        Person ingrid = home.protectedPerson("Ingrid Berg");
        Abroad.lookAfter(site, home, customer, ingrid);
        home.compromised(mira);
        Outage outage = site.installation().suite().outage("risk-service");
        try (Visitor visitor = Visitor.at(site);
                Visitor member = Visitor.at(site);
                Visitor technician = Visitor.at(site)) {
            visitor.signsIn(home, mira)
                    .sees("Your account is at risk")
                    .presses("Make my account safe")
                    .proves(mira);
            visitor.sees("Choose a new password").types("New password", "four quiet herons at noon");
            outage.begin();
            try {
                visitor.presses("Save new password").sees("One moment", "remediating");
                member.signsIn(home, tom)
                        .sees("Verify your identity", "verify-identity-unscored")
                        .proves(tom)
                        .isSignedIn();
                technician.opens(customer).signsIn(ingrid).proves(ingrid);
                technician.sees("You cannot enter this organisation now", "abroad-d19");
                technician.reads("It could not be established that your account is safe.");
            } finally {
                outage.end();
                isBack(site, home, mira);
            }
            visitor.isSignedIn();
        }
    }

    private static void isBack(Running site, Home home, Person person) {
        Eventually.get(
                () -> site.installation()
                        .door()
                        .get(home.organisation().token(), "/v1.0/identityProtection/riskyUsers/" + person.id()),
                "risk-service back",
                answer -> answer.status() == 200,
                Duration.ofSeconds(90));
    }
}
