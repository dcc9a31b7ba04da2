package io.homeward.browsertest;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import io.homeward.browsertest.Site.Running;
import io.homeward.local.sample.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** With the authenticator that Chromium imitates: it keeps what it makes, and verifies its owner. */
@ExtendWith(Site.class)
class PasskeyJourneyTest {

    @Test
    void a_passkey_is_created_and_signs_in_with_a_name_and_without(Running site) {
        Home home = Home.found(site, "Keys").asksToRegister();
        Person mira = home.person("Mira Holm");
        try (Visitor visitor = Visitor.at(site)) {
            carriesAnAuthenticator(visitor);
            visitor.signsIn(home, mira).page().getByText("Passkey").click();
            visitor.sees("Create a passkey", "register-passkey").presses("Create passkey");
            visitor.sees("Keep your recovery codes").presses("I have kept them").isSignedIn();

            visitor.context().clearCookies();
            visitor.opens(home).names(mira).presses("Use a passkey").isSignedIn();

            visitor.context().clearCookies();
            visitor.opens(home).presses("Use a passkey").isSignedIn();
        }
    }

    @Test
    void a_passkey_proves_who_one_is(Running site) {
        Home home = Home.found(site, "Proof").asksToRegister();
        home.administration().mfaPolicy();
        Person mira = home.person("Mira Holm");
        try (Visitor visitor = Visitor.at(site)) {
            carriesAnAuthenticator(visitor);
            visitor.signsIn(home, mira).page().getByText("Passkey").click();
            visitor.presses("Create passkey").presses("I have kept them").isSignedIn();

            visitor.context().clearCookies();
            visitor.signsIn(home, mira).sees("Verify your identity", "verify-identity-passkey");
            visitor.presses("Use a passkey").isSignedIn();
        }
    }

    @Test
    void where_there_is_no_passkey_the_page_says_so_and_leads_back_to_the_name(Running site) {
        Home home = Home.found(site, "Keyless");
        Person mira = home.person("Mira Holm");
        try (Visitor visitor = Visitor.at(site)) {
            CDPSession session = enabled(visitor);
            session.send("WebAuthn.addVirtualAuthenticator", authenticator(false));
            visitor.opens(home).presses("Use a passkey");
            visitor.sees("Sign in with a passkey").reads("That did not work.");
            Screen.look(visitor.page(), "passkey");
            visitor.follows("Use my user name instead").sees("Sign in").names(mira);
            visitor.types("Password", mira.password()).presses("Sign in").isSignedIn();
        }
    }

    static void carriesAnAuthenticator(Visitor visitor) {
        enabled(visitor).send("WebAuthn.addVirtualAuthenticator", authenticator(true));
    }

    private static CDPSession enabled(Visitor visitor) {
        CDPSession session = visitor.context().newCDPSession(visitor.page());
        session.send("WebAuthn.enable");
        return session;
    }

    private static JsonObject authenticator(boolean verified) {
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", verified);
        options.addProperty("automaticPresenceSimulation", true);
        var parameters = new JsonObject();
        parameters.add("options", options);
        return parameters;
    }
}
