package io.homeward.browsertest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.browsertest.Site.Running;
import io.homeward.local.door.Eventually;
import io.homeward.local.door.Json;
import io.homeward.local.sample.Person;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How organisations look to their people, and what they are called. */
@ExtendWith(Site.class)
class BrandJourneyTest {

    @Test
    void an_organisation_has_its_colour_its_words_and_its_help_desk(Running site) {
        Home home = Home.found(site, "Fjord Hospital").asksToRegister().answersRiskyPeople("block");
        Person mira = home.protectedPerson("Mira Holm");
        ObjectNode look = Json.object()
                .put("backgroundColor", "#1b5e20")
                .put("signInPageText", "Only for staff of the Fjord Hospital.");
        look.putObject("helpDesk")
                .put("text", "Room 4, ground floor")
                .put("phone", "+47 55 12 34 56")
                .put("mail", "help@fjordhospital.example")
                .put("url", "https://help.fjordhospital.example/");
        home.changed("/v1.0/organization/" + home.organisation().id() + "/branding", look);
        Eventually.get(
                () -> site.installation()
                        .door()
                        .get(null, "/" + home.organisation().id() + "/device"),
                "the organisation's colours",
                page -> page.text().contains("/branding/"),
                Duration.ofSeconds(15));
        home.compromised(mira);
        try (Visitor visitor = Visitor.at(site)) {
            visitor.opens(home).sees("Sign in", "brand-identify");
            visitor.signsIn(mira)
                    .sees("Your account is blocked", "brand-blocked")
                    .reads("+47 55 12 34 56");
        }
    }

    @Test
    void names_of_every_script_and_length_stay_on_the_page(Running site) {
        Home gulf = Home.named(site, "مكتبة الخليج الكبرى", "gulf", "غرفة القراءة");
        Home city = Home.named(
                site,
                "Landeshauptstadt Kreisverwaltungsreferat Einwohnermeldewesenangelegenheiten",
                "city",
                "Straßenverkehrszulassungsverfahren");
        Person mira = gulf.person("Mira Holm");
        Person tom = city.person("Tom Keane");
        try (Visitor visitor = Visitor.at(site);
                Visitor other = Visitor.at(site)) {
            visitor.opens(gulf).sees("Sign in", "name-arabic").signsIn(mira).isSignedIn();
            other.opens(city).sees("Sign in", "name-long").names(tom).sees("Enter your password", "name-long-password");
        }
    }
}
