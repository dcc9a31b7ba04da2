package io.homeward.browsertest;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.browsertest.Site.Running;
import io.homeward.local.sample.Person;
import io.homeward.local.sample.Relationship;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section 2 of the law, and the technician's part of section 3, as people see them. */
@ExtendWith(Site.class)
class RiskJourneyTest {

    @Test
    void something_unusual_is_answered_with_a_registered_method(Running site) {
        Home home = Home.found(site, "Unusual").asksToRegister().answersRiskySignIns("mfa");
        Person mira = home.protectedPerson("Mira Holm");
        try (Visitor visitor = Visitor.hiding(site)) {
            visitor.signsIn(home, mira)
                    .sees("Is it really you?", "unusual-sign-in")
                    .presses("Continue");
            visitor.sees("Verify your identity", "verify-identity-unusual");
            visitor.types("Code", mira.code()).presses("Verify").isSignedIn();
        }
    }

    @Test
    void an_account_at_risk_is_made_safe_by_its_owner(Running site) {
        Home home = Home.found(site, "At risk").asksToRegister().answersRiskyPeople("mfa", "passwordChange");
        Person mira = home.protectedPerson("Mira Holm");
        home.compromised(mira);
        try (Visitor visitor = Visitor.at(site)) {
            visitor.signsIn(home, mira).sees("Your account is at risk", "account-at-risk");
            visitor.presses("Make my account safe").sees("Verify your identity");
            visitor.types("Code", mira.code()).presses("Verify");
            visitor.sees("Choose a new password", "change-password");
            visitor.types("New password", "password1").reads("Very weak");
            Screen.look(visitor.page(), "change-password-weak");
            visitor.presses("Save new password").reads("It is one of those that everybody tries first.");
            visitor.sees("Choose a new password", "change-password-refused");
            visitor.types("New password", "four quiet herons at noon").reads("Strong");
            Screen.look(visitor.page(), "change-password-strong");
            visitor.presses("Save new password").isSignedIn();
        }
    }

    @Test
    void a_risky_sign_in_without_a_registered_method_is_blocked_and_says_what_to_do(Running site) {
        Home home = Home.found(site, "Blocking").asksToRegister().answersRiskySignIns("mfa");
        Person mira = home.person("Mira Holm");
        try (Visitor visitor = Visitor.hiding(site)) {
            visitor.signsIn(home, mira).sees("Your sign-in was blocked", "sign-in-blocked");
            visitor.page().getByText("Details for the help desk").click();
            Screen.look(visitor.page(), "sign-in-blocked-details");
            visitor.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            visitor.presses("Copy details");
            visitor.button("Copied").waitFor();
            String copied = (String) visitor.page().evaluate("() => navigator.clipboard.readText()");
            assertThat(copied).contains("Code: 53004", "Application: Reading room", "Request id: ", "IP address: ");
            visitor.follows("Try again").sees("Sign in");
        }
    }

    @Test
    void an_account_blocked_by_policy_says_who_can_help(Running site) {
        Home home = Home.found(site, "Closed").asksToRegister().answersRiskyPeople("block");
        Person mira = home.protectedPerson("Mira Holm");
        home.compromised(mira);
        try (Visitor visitor = Visitor.at(site)) {
            visitor.signsIn(home, mira).sees("Your account is blocked", "account-blocked");
            visitor.reads("Who can help: an administrator of");
        }
    }

    @Test
    void a_technician_at_risk_is_refused_abroad_and_shown_the_way_home(Running site) {
        Home provider = Home.found(site, "Nordlys IT").asksToRegister();
        Home customer = Home.found(site, "Fjord School");
        Person ingrid = provider.protectedPerson("Ingrid Berg");
        String hana = provider.administrator("Hana Novak");
        Relationship.agree(
                site.installation().door(),
                provider.organisation(),
                customer.organisation(),
                provider.administration().group("Technicians", List.of(ingrid)));
        provider.compromised(hana, ingrid);
        try (Visitor visitor = Visitor.at(site)) {
            visitor.opens(customer).names(ingrid);
            visitor.types("Password", ingrid.password()).presses("Sign in");
            visitor.types("Code", ingrid.code()).presses("Verify");
            visitor.sees("You cannot enter this organisation now", "technician-refused");
            visitor.reads("An administrator of").reads("has to make it safe.");
        }
    }
}
