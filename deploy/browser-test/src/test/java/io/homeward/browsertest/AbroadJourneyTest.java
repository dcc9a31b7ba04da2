package io.homeward.browsertest;

import io.homeward.browsertest.Site.Running;
import io.homeward.local.sample.Person;
import io.homeward.local.sample.Relationship;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section 3 of the law, as those see it who go to other organisations. */
@ExtendWith(Site.class)
class AbroadJourneyTest {
    private static final String REFUSED = "You cannot enter this organisation now";

    @Test
    void a_technician_at_risk_makes_his_account_safe_where_he_signs_in_and_is_led_back_in(Running site) {
        Home provider = Home.found(site, "Nordlys").asksToRegister().answersRiskyPeople("mfa", "passwordChange");
        Home customer = Home.found(site, "Fjord Clinic");
        Person ingrid = provider.protectedPerson("Ingrid Berg");
        Abroad.lookAfter(site, provider, customer, ingrid);
        provider.sprayed(ingrid);
        try (Visitor visitor = Visitor.at(site);
                Visitor scriptless = Visitor.withoutScript(site)) {
            scriptless.goesTo(provider.page("remediate")).sees("Make your account safe");
            Screen.photograph(scriptless.page(), "scriptless-remediate");
            visitor.goesTo(provider.page("remediate")).sees("Make your account safe", "remediate");
            visitor.translates("remediate").opens(customer).signsIn(ingrid);
            visitor.sees("Your account is at risk", "abroad-at-risk").translates("account-at-risk");
            visitor.presses("Make my account safe").proves(ingrid).sees("Choose a new password");
            visitor.types("New password", "four quiet herons at noon").presses("Save new password");
            visitor.isSignedIn();
        }
    }

    @Test
    void a_guest_whose_password_is_asked_for_is_told_that_it_is_not_changed_here(Running site) {
        Home home = Home.found(site, "Guest home").asksToRegister();
        Home host = Home.found(site, "Host").answersEverybody("mfa", "passwordChange");
        Person gita = home.person("Gita Rao");
        Abroad.invite(site, host, gita, home.enrolled(gita));
        try (Visitor visitor = Visitor.at(site)) {
            visitor.opens(host).signsIn(gita).proves(gita).sees(REFUSED, "abroad-d17");
            visitor.reads("This organisation asks for a new password. Yours belongs to Guest home");
            visitor.translates("abroad-d17");
        }
    }

    @Test
    void a_guest_at_risk_is_told_as_a_guest(Running site) {
        Home home = Home.found(site, "Guests").asksToRegister();
        Home host = Home.found(site, "Inviting");
        Person gita = home.person("Gita Rao");
        String hana = home.administrator("Hana Novak");
        Abroad.invite(site, host, gita, home.enrolled(gita));
        home.compromised(hana, gita);
        try (Visitor visitor = Visitor.at(site)) {
            visitor.opens(host).signsIn(gita).proves(gita);
            visitor.sees(REFUSED, "abroad-d11")
                    .reads("so you cannot be a guest here now")
                    .translates("abroad-d11");
        }
    }

    @Test
    void whoever_works_for_others_without_a_second_factor_is_told_to_set_one_up_at_home(Running site) {
        Home provider = Home.found(site, "Unready");
        Home customer = Home.found(site, "Waiting");
        Person ingrid = provider.person("Ingrid Berg");
        Abroad.lookAfter(site, provider, customer, ingrid);
        try (Visitor visitor = Visitor.at(site)) {
            visitor.opens(customer).signsIn(ingrid);
            visitor.sees(REFUSED, "abroad-d18")
                    .reads("Sign in at your own organisation, Unready")
                    .translates("abroad-d18");
        }
    }

    @Test
    void whoever_has_no_way_in_or_comes_from_where_nobody_is_let_in_is_told_so(Running site) {
        Home provider = Home.found(site, "Distrusted").asksToRegister();
        Home customer = Home.found(site, "Careful");
        Person ingrid = provider.protectedPerson("Ingrid Berg");
        try (Visitor visitor = Visitor.at(site);
                Visitor again = Visitor.at(site)) {
            visitor.opens(customer).signsIn(ingrid).proves(ingrid);
            visitor.sees(REFUSED, "abroad-d1").reads("There is no way for you into this organisation.");

            Abroad.lookAfter(site, provider, customer, ingrid);
            Abroad.distrust(customer, provider);
            again.opens(customer).signsIn(ingrid).proves(ingrid);
            again.sees(REFUSED, "abroad-d24").reads("This organisation lets in nobody from Distrusted at the moment.");
        }
    }

    @Test
    void a_chain_of_which_one_link_is_suspended_lets_nobody_in(Running site) {
        Home distributor = Home.found(site, "Distributor").asksToRegister();
        Home reseller = Home.found(site, "Reseller");
        Home customer = Home.found(site, "Supplied");
        Person ingrid = distributor.protectedPerson("Ingrid Berg");
        Relationship first = Abroad.lookAfter(site, reseller, customer);
        Relationship second = Abroad.lookAfter(site, distributor, reseller, ingrid);
        first.letsThrough(distributor.organisation());
        second.suspendedBy(reseller.organisation());
        try (Visitor visitor = Visitor.at(site)) {
            visitor.opens(customer).signsIn(ingrid).proves(ingrid).sees(REFUSED, "abroad-d20");
            visitor.reads("Your organisation comes here through another one, and that way is not open.");
            visitor.translates("abroad-d20");
        }
    }
}
