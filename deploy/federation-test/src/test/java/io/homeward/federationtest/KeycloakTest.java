package io.homeward.federationtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.local.door.Answer;
import io.homeward.local.door.Eventually;
import io.homeward.local.door.Json;
import io.homeward.local.sample.Administration;
import io.homeward.local.sample.Organisation;
import io.homeward.local.sample.Person;
import io.homeward.systemtest.RunningSuite;
import io.homeward.systemtest.RunningSuite.Installation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** One organisation, its Keycloak, and two of its people: one whose address Keycloak vouches for, and one of whom it says nothing. */
@ExtendWith(RunningSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(420)
class KeycloakTest {
    private static final String BACK = "https://reading.example/callback";
    private static final String VERIFIER = "a".repeat(64);
    private static final String CHALLENGE = "_-BU_nrgy23GXDr5th1SCfQ5hR20PQulmXM33xVGaOs";
    private static final Pattern ELSEWHERE = Pattern.compile("href=\"(http://localhost:[0-9]+/realms/[^\"]+)\"");

    private Installation installation;
    private Organisation clinic;
    private Keycloak keycloak;
    private Person mira;
    private Person rui;
    private String application;

    @BeforeAll
    void aClinicWithAKeycloakOfItsOwn(Installation running) {
        installation = running;
        clinic = running.organisation("clinic");
        URI edge = running.door().edge();
        keycloak = Keycloak.start(
                running.suite().trialProvider(), Map.of("edge", edge.toString(), "domain", clinic.domain()));
        var administration = new Administration(running.door(), clinic);
        mira = administration.person("Mira Holm", "nurse");
        rui = administration.person("Rui Sand", "nurse");
        administration.await(mira);
        administration.await(rui);
        application = application();
        federate();
    }

    @AfterAll
    void end() {
        if (keycloak != null) {
            keycloak.close();
        }
    }

    private String application() {
        ObjectNode body = Json.object().put("displayName", "Reading room");
        body.putObject("spa").putArray("redirectUris").add(BACK);
        Answer made = installation.door().post(clinic.token(), "/v1.0/applications", body);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.body().path("appId").asText();
    }

    private void federate() {
        ObjectNode body = Json.object()
                .put("@odata.type", "#microsoft.graph.openIdConnectIdentityProvider")
                .put("displayName", "The clinic's Keycloak")
                .put("issuer", keycloak.issuer())
                .put("clientId", Keycloak.CLIENT)
                .put("clientSecret", Keycloak.SECRET)
                .put("responseType", "code")
                .put("scope", "openid profile email");
        body.putArray("homewardDomainHints").add(clinic.domain());
        Answer made = installation.door().post(clinic.token(), "/beta/identity/identityProviders", body);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        Eventually.that(
                () -> {
                    try (Visitor visitor = named(mira)) {
                        return visitor.at().getPath();
                    }
                },
                "to be led to Keycloak",
                path -> path.startsWith("/realms/clinic/"),
                Duration.ofSeconds(20));
    }

    @Test
    void a_nurse_signs_in_at_her_clinic_and_gets_a_token_here() {
        try (Visitor visitor = named(mira)) {
            visitor.fill(Map.of("username", mira.userPrincipalName(), "password", "not the fjord"));
            assertThat(visitor.at().getPath()).startsWith("/realms/clinic/");
            visitor.fill(Map.of("username", mira.userPrincipalName(), "password", "one long fjord"));

            assertThat(visitor.at().toString())
                    .as(visitor.page())
                    .startsWith(BACK + "?")
                    .contains("code=");
            String claims = idToken(visitor.at());
            assertThat(claims).contains(mira.userPrincipalName(), "\"fed\"").doesNotContain("\"pwd\"");

            visitor.open(installation.door().edge().resolve("/" + clinic.id() + "/oauth2/v2.0/logout"));
            Matcher there = ELSEWHERE.matcher(visitor.page());
            assertThat(there.find()).as(visitor.page()).isTrue();
            visitor.open(URI.create(there.group(1).replace("&amp;", "&")));
            assertThat(visitor.page()).containsIgnoringCase("log out");
        }
    }

    @Test
    void a_nurse_whose_address_nobody_vouches_for_is_not_let_in() {
        try (Visitor visitor = named(rui)) {
            visitor.fill(Map.of("username", rui.userPrincipalName(), "password", "one long river"));

            assertThat(visitor.at().getPath()).startsWith("/" + clinic.id() + "/sign-in/");
            assertThat(visitor.page()).contains("was not completed, or your account cannot be used here");
        }
    }

    private Visitor named(Person person) {
        var visitor = new Visitor(BACK);
        visitor.open(installation
                .door()
                .edge()
                .resolve(
                        ("/%s/oauth2/v2.0/authorize?client_id=%s&redirect_uri=%s&response_type=code&scope=openid%%20profile"
                                        + "&state=s&nonce=n&code_challenge=%s&code_challenge_method=S256")
                                .formatted(clinic.id(), application, BACK, CHALLENGE)));
        return visitor.fill(Map.of("name", person.userPrincipalName()));
    }

    /** The claims of the ID token for which the code is good. */
    private String idToken(URI answer) {
        String code = answer.getQuery().replaceAll("(?:.*&)?code=([^&]*).*", "$1");
        Answer tokens = installation
                .door()
                .form(
                        "/" + clinic.id() + "/oauth2/v2.0/token",
                        Map.of(
                                "grant_type", "authorization_code",
                                "client_id", application,
                                "code", code,
                                "redirect_uri", BACK,
                                "code_verifier", VERIFIER));
        assertThat(tokens.status()).as(tokens.text()).isEqualTo(200);
        String token = tokens.text("/id_token");
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    }
}
