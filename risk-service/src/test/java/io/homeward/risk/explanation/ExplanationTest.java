package io.homeward.risk.explanation;

import static io.homeward.risk.House.as;
import static io.homeward.risk.House.sender;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.risk.House;
import io.homeward.risk.PublishedFeeds;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.testsupport.Callers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RunningService
class ExplanationTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    House house;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private TenantId tenant;
    private PersonId rui;
    private String name;

    @BeforeEach
    void a_tenant_with_a_person() {
        tenant = house.tenant();
        name = "rui-" + UUID.randomUUID() + "@x.example";
        rui = house.person(tenant, name);
    }

    private static String home(SignInText signIn) {
        return signIn.in(59.91, 10.75).json().replace("\"XX\"", "\"NO\"");
    }

    private static String strange(SignInText signIn) {
        return signIn.in(-23.55, -46.63)
                .json()
                .replace("\"XX\"", "\"BR\"")
                .replace("\"Linux\"", "\"Windows 11\"")
                .replace("\"Firefox\"", "\"Edge 130\"");
    }

    private void send(String signIn) {
        as(sender(tenant)).body(signIn).post("/v1/signIns").then().statusCode(200);
    }

    private void signedInFromHome(int days) {
        for (int day = days; day > 0; day--) {
            send(home(SignInText.of(name).id("home-" + day).at(now.minus(Duration.ofDays(day)))));
        }
    }

    private ValidatableResponse explained(String signIn) {
        return as(House.reader(tenant))
                .get("/v1/signIns/{id}/explanation", signIn)
                .then();
    }

    private ValidatableResponse explained(PersonId person) {
        return as(House.reader(tenant))
                .get("/v1/people/{id}/riskExplanation", person.toString())
                .then();
    }

    @Test
    void a_risky_sign_in_is_explained_to_the_last_bit() throws IOException {
        signedInFromHome(12);
        send(strange(SignInText.of(name).id("risky").from("177.1.2.3").at(now)));

        String answer = explained("risky")
                .statusCode(200)
                .body("basis", equalTo("scored"))
                .body("because", empty())
                .body("replayed", equalTo(true))
                .body("person.id", equalTo(rui.toString()))
                .body("familiarity.counts", equalTo(true))
                .body("familiarity.attackerWords", containsString("somebody"))
                .body(
                        "familiarity.contributions.feature",
                        contains("country", "asn", "prefix", "ip", "device", "agent", "hour", "application", "client"))
                .body("familiarity.contributions[0].standing", equalTo("new"))
                .body("familiarity.contributions[0].words", containsString("New country BR"))
                .body("familiarity.contributions[0].share", equalTo(0.0f))
                .body("detections.riskEventType", hasItem("unfamiliarFeatures"))
                .body("thresholds.budgets.medium", equalTo(0.02f))
                .body("counterfactuals.without", hasItem("network"))
                .body("counterfactuals.find{it.without=='network'}.words", containsString("Without the new network: "))
                .body("versions.model", notNullValue())
                .body("versions.profile", equalTo(12))
                .body("restsOn.placedBy", equalTo("source"))
                .body("summary", containsString("Against the owner: new country BR"))
                .body("summary", containsString("came out the same to the last bit"))
                .extract()
                .asString();

        JsonNode json = JSON.readTree(answer);
        double sum = 0;
        for (JsonNode each : json.path("familiarity").path("contributions")) {
            sum += each.path("contribution").asDouble();
        }
        double found = 0;
        for (JsonNode each : json.path("detectors").path("groups")) {
            found += each.path("contribution").asDouble();
        }
        assertThat(sum + found).isEqualTo(json.path("score").asDouble());
        double stored = house.database()
                .in(tenant, handle -> handle.createQuery("select score from sign_in where event_id = 'risky'")
                        .mapTo(Double.class)
                        .one());
        assertThat(json.path("score").asDouble()).isEqualTo(stored);
        Set<String> known =
                names(JSON.readTree(Files.readString(Path.of("src/main/contract/examples/sign-in-explanation.json"))));
        // A floor decides here, a threshold there.
        known.add("detector");
        assertThat(names(json)).isSubsetOf(known);
    }

    @Test
    void what_decides_is_said_and_what_would_have_been_without_it() {
        signedInFromHome(12);
        send(home(SignInText.of(name).id("tor").from(PublishedFeeds.ANONYMOUS).at(now)));

        explained("tor")
                .body("level", equalTo("medium"))
                .body("detectors.floors.type", contains("anonymizedIPAddress"))
                .body("detectors.groups[0].group", equalTo("infrastructure"))
                .body("detectors.sum", greaterThan(0f))
                .body("counterfactuals.without", hasItem("anonymizedIPAddress"))
                .body("restsOn.lists.list", hasItem("tor"))
                .body("restsOn.lists[0].source.name", equalTo("tor-exits.txt"))
                .body("restsOn.lists[0].source.version", notNullValue())
                .body("restsOn.network", equalTo("AS64500 Example Hosting"))
                .body("summary", containsString("anonymizedIPAddress (medium)"));
        explained("home-1")
                .body("level", equalTo("none"))
                .body("decidedBy.rule", equalTo("nothing"))
                .body("decidedBy.threshold", notNullValue())
                .body("summary", containsString("was rated none."));
    }

    @Test
    void too_little_known_is_a_state_of_its_own() {
        signedInFromHome(2);

        explained("home-1")
                .body("basis", equalTo("insufficientData"))
                .body("because", contains("learning"))
                .body("familiarity.counts", equalTo(false))
                .body("score", equalTo(0f))
                .body("replayed", equalTo(true))
                .body("summary", containsString("Too little is known of this person yet"));
    }

    @Test
    void a_sign_in_without_a_score_says_why() {
        send(SignInText.of(name).id("wrong").wrongPassword().json());
        send(SignInText.of("nobody@x.example").id("nobody").json());

        explained("wrong")
                .body("basis", equalTo("notScored"))
                .body("because", contains("wrongSecret"))
                .body("score", nullValue());
        explained("nobody")
                .body("because", contains("nobodyKnown"))
                .body("person", nullValue())
                .body("replayed", equalTo(false));
    }

    @Test
    void what_is_not_held_against_him_because_somebody_vouched_for_it_is_said() {
        signedInFromHome(12);
        String strange =
                strange(SignInText.of(name).id("first").from("177.1.2.3").at(now.minusSeconds(600)));
        send(strange);
        explained("first").body("detections.riskEventType", hasItem("unfamiliarFeatures"));
        as(House.administrator(tenant))
                .body("{\"requestIds\":[\"first\"]}")
                .post("/v1.0/auditLogs/signIns/confirmSafe")
                .then()
                .statusCode(204);

        send(strange(SignInText.of(name).id("again").from("177.1.2.3").at(now)));

        explained("again")
                .statusCode(200)
                .body("level", equalTo("none"))
                .body("detections", empty())
                .body("decidedBy.rule", equalTo("vouchedFor"))
                .body("decidedBy.words", containsString("confirmed a sign-in from the same operator and device safe"))
                .body("summary", containsString("An administrator confirmed a sign-in from the same operator"))
                .body("replayed", equalTo(true));
    }

    @Test
    void a_use_of_a_session_is_no_sign_in_and_says_so() {
        signedInFromHome(2);
        send(home(SignInText.of(name).id("use").at(now))
                .replace("\"isInteractive\":true", "\"sessionId\":\"s-1\",\"isInteractive\":false"));

        explained("use")
                .statusCode(200)
                .body("basis", equalTo("notScored"))
                .body("because", contains("sessionUsed"))
                .body("score", nullValue())
                .body("familiarity", nullValue())
                .body("summary", containsString("session"));
    }

    @Test
    void a_score_of_another_model_is_explained_by_what_was_kept_and_says_so() {
        signedInFromHome(12);
        send(home(SignInText.of(name).id("tor").from(PublishedFeeds.ANONYMOUS).at(now)));
        house.database()
                .in(tenant, handle -> handle.execute("update sign_in set model = 'older' where event_id = 'tor'"));

        explained("tor")
                .statusCode(200)
                .body("replayed", equalTo(false))
                .body("familiarity", nullValue())
                .body("score", notNullValue())
                .body("detectors.floors.type", contains("anonymizedIPAddress"))
                .body("decidedBy.rule", equalTo("floor"))
                .body("decidedBy.detector", equalTo("anonymizedIPAddress"))
                .body("detections", not(empty()))
                .body("summary", containsString("Another version of the model gave this score"));
    }

    @Test
    void a_person_at_risk_is_explained_by_what_counts_and_what_would_release_him() {
        house.offersPasswordChange(tenant);
        send(home(SignInText.of(name).id("tor").from(PublishedFeeds.ANONYMOUS).at(now)));
        as(sender(tenant))
                .body("{\"riskEventType\":\"leakedCredentials\"}")
                .post("/v1/people/{id}/detections", rui.toString())
                .then()
                .statusCode(200);

        explained(rui)
                .statusCode(200)
                .body("level", equalTo("high"))
                .body("status", equalTo("open"))
                .body("decidedBy", equalTo("severest"))
                .body("detections", hasSize(2))
                .body("sum", equalTo(11f))
                .body("detections.find{it.riskEventType=='leakedCredentials'}.withoutIt", equalTo("medium"))
                .body("detections.find{it.riskEventType=='anonymizedIPAddress'}.withoutIt", equalTo("high"))
                .body("detections.find{it.riskEventType=='anonymizedIPAddress'}.signIn", equalTo("tor"))
                .body("release.route", equalTo("passwordChange"))
                .body("release.rule", equalTo("D3"))
                .body("release.closes", hasSize(2))
                .body("history", hasSize(2))
                .body("summary", containsString("is at risk at level high"))
                .body("summary", containsString("Without leakedCredentials it would be medium"))
                .body("summary", containsString("secure password change at home"));

        as(House.administrator(tenant))
                .body("{\"userIds\":[\"%s\"]}".formatted(rui))
                .post("/v1.0/identityProtection/riskyUsers/dismiss")
                .then()
                .statusCode(204);
        explained(rui)
                .body("status", equalTo("closed"))
                .body("level", equalTo("none"))
                .body("detections", empty())
                .body("release", nullValue())
                .body("history[0].state", equalTo("dismissed"))
                .body("summary", containsString("is not at risk now"));
    }

    @Test
    void a_confirmed_compromise_needs_an_administrator_and_stays_high() {
        send(home(SignInText.of(name).id("tor").from(PublishedFeeds.ANONYMOUS).at(now)));
        as(House.administrator(tenant))
                .body("{\"userIds\":[\"%s\"]}".formatted(rui))
                .post("/v1.0/identityProtection/riskyUsers/confirmCompromised")
                .then()
                .statusCode(204);
        house.offersPasswordChange(tenant);

        explained(rui)
                .body("decidedBy", equalTo("administrator"))
                .body("release.route", equalTo("administrator"))
                .body("detections.find{it.riskEventType=='anonymizedIPAddress'}.withoutIt", equalTo("high"));
    }

    @Test
    void whoever_was_never_at_risk_is_clear() {
        explained(rui)
                .statusCode(200)
                .body("status", equalTo("clear"))
                .body("level", equalTo("none"))
                .body("summary", containsString("was never at risk"));
        explained(new PersonId(UUID.randomUUID())).statusCode(404);
        as(House.reader(tenant))
                .get("/v1/people/nonsense/riskExplanation")
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/signIns/home-1/explanation", "/v1/people/{rui}/riskExplanation"})
    void whoever_may_not_read_is_refused_and_another_tenant_finds_nothing(String path) {
        signedInFromHome(1);
        String mine = path.replace("{rui}", rui.toString());
        String nobodys = path.replace("home-1", "none")
                .replace("{rui}", UUID.randomUUID().toString());

        as(Callers.application(tenant, "AuditLog.Read.All")).get(mine).then().statusCode(403);
        as(Callers.application(tenant)).get(mine).then().statusCode(403);
        as(Callers.service("gateway")).get(mine).then().statusCode(403);
        as(Callers.anonymous()).get(mine).then().statusCode(403);
        as(House.reader(tenant)).get(mine).then().statusCode(200);
        TenantId other = house.tenant();
        String theirs = as(House.reader(other))
                .get(mine)
                .then()
                .statusCode(404)
                .extract()
                .path("detail");
        String none = as(House.reader(other))
                .get(nobodys)
                .then()
                .statusCode(404)
                .extract()
                .path("detail");
        assertThat(theirs).isEqualTo(none);
        as(House.reader(tenant))
                .urlEncodingEnabled(false)
                .get("/v1/signIns/%00/explanation")
                .then()
                .statusCode(404);
    }

    private static Set<String> names(JsonNode json) {
        var names = new TreeSet<String>();
        var waiting = new ArrayList<>(List.of(json));
        while (!waiting.isEmpty()) {
            JsonNode each = waiting.removeFirst();
            each.fieldNames().forEachRemaining(names::add);
            each.forEach(waiting::add);
        }
        return names;
    }
}
