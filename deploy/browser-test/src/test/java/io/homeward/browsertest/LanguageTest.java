package io.homeward.browsertest;

import io.homeward.browsertest.Site.Running;
import io.homeward.local.sample.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Site.class)
class LanguageTest {

    @ParameterizedTest
    @CsvSource({
        "de-AT, de, Anmelden, Benutzername, Weiter, Passwort eingeben, Passwort, Ihre Anmeldung wurde blockiert",
        "fr-CA, fr, Se connecter, Nom d’utilisateur, Suivant, Saisissez votre mot de passe, Mot de passe, Votre connexion a été bloquée",
        "es-MX, es, Iniciar sesión, Nombre de usuario, Siguiente, Introduzca su contraseña, Contraseña, Se ha bloqueado su inicio de sesión"
    })
    void a_browser_is_answered_in_its_language(
            String locale,
            String tag,
            String signIn,
            String name,
            String next,
            String enter,
            String password,
            String blocked,
            Running site) {
        Home home = Home.found(site, "Words " + tag).asksToRegister().answersRiskySignIns("block");
        Person mira = home.person("Mira Holm");
        try (Visitor visitor = Visitor.hidingAndSpeaking(site, locale)) {
            visitor.opens(home).sees(signIn, "identify-" + tag);
            visitor.types(name, mira.userPrincipalName()).presses(next).sees(enter, "password-" + tag);
            visitor.types(password, mira.password()).presses(signIn).sees(blocked, "sign-in-blocked-" + tag);
        }
    }

    @Test
    void a_language_that_was_chosen_stays(Running site) {
        Home home = Home.found(site, "Choice");
        Person mira = home.person("Mira Holm");
        try (Visitor visitor = Visitor.at(site)) {
            visitor.opens(home).follows("Deutsch").sees("Anmelden");
            visitor.types("Benutzername", mira.userPrincipalName()).presses("Weiter");
            visitor.sees("Passwort eingeben").follows("English").sees("Enter your password");
            visitor.types("Password", mira.password()).presses("Sign in").isSignedIn();
        }
    }
}
