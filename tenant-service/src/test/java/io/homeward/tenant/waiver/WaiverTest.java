package io.homeward.tenant.waiver;

import static io.homeward.accessrules.DirectoryRole.GLOBAL_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.HELPDESK_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_OPERATOR;
import static io.homeward.accessrules.DirectoryRole.USER_ADMINISTRATOR;
import static io.homeward.tenant.Organisation.agreed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.standing.Waiver;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RiskStandIn;
import io.homeward.tenant.RunningService;
import io.homeward.testsupport.Callers;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class WaiverTest {
    private static final String WAIVERS = "/v1/waivers";
    private static final long EPOCH = 3;

    private Organisation home;
    private Organisation customer;
    private PersonId rui;
    private PersonId first;
    private String operator;
    private final PersonId second = new PersonId(UUID.randomUUID());

    @Inject
    WaiverAge age;

    @Inject
    Clock clock;

    @BeforeEach
    void a_technician_at_risk() {
        home = Organisation.made();
        customer = Organisation.made();
        rui = home.person("rui");
        String group = home.group("helpers");
        home.join(rui, group);
        String relationship = agreed(home, customer, HELPDESK_ADMINISTRATOR);
        home.administration()
                .body(Map.of(
                        "accessContainer", Map.of("accessContainerId", group),
                        "accessDetails", Organisation.accessDetails(HELPDESK_ADMINISTRATOR)))
                .post(Organisation.RELATIONSHIPS + "/" + relationship + "/accessAssignments")
                .then()
                .statusCode(201);
        RiskStandIn.atRisk(rui, EPOCH);
        first = home.person("first");
        operator = home.appoint(first, SECURITY_OPERATOR);
    }

    @AfterEach
    void risk_service_is_back() {
        RiskStandIn.away(false);
    }

    private RequestSpecification administrator(PersonId who) {
        return home.member(who, SECURITY_OPERATOR);
    }

    private Map<String, Object> wanted() {
        return new HashMap<>(Map.of(
                "person",
                rui.toString(),
                "riskEpoch",
                EPOCH,
                "reason",
                "The migration runs tonight and nobody else knows it",
                "until",
                clock.instant().plus(Duration.ofHours(7)).toString()));
    }

    private ValidatableResponse ask(RequestSpecification by) {
        return by.body(wanted()).post(WAIVERS).then();
    }

    private String asked() {
        return ask(administrator(first)).statusCode(201).extract().path("id");
    }

    private ValidatableResponse approve(RequestSpecification by, String id) {
        return by.post(WAIVERS + "/" + id + "/approve").then();
    }

    private String granted() {
        String id = asked();
        approve(administrator(second), id).statusCode(200).body("status", equalTo("granted"));
        return id;
    }

    private List<String> acceptedByCustomer() {
        JsonNode ids = Feeds.snapshot("rules", customer.id()).orElseThrow().at("/externalAccess/acceptedWaivers");
        return StreamSupport.stream(ids.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void it_is_asked_for_granted_by_a_second_offered_accepted_and_taken_back() {
        String id = asked();
        assertThat(Feeds.snapshot("waivers", id)).isEmpty();
        customer.administration().get(WAIVERS + "/offered").then().body("value", hasSize(0));

        approve(administrator(second), id).statusCode(200);

        JsonNode published = Feeds.snapshot("waivers", id).orElseThrow();
        assertThat(published.path("grantedBy")).hasSize(Waiver.ADMINISTRATORS);
        assertThat(published.path("person").asText()).isEqualTo(rui.toString());
        assertThat(published.path("riskEpoch").asLong()).isEqualTo(EPOCH);
        assertThat(published.path("revoked").asBoolean()).isFalse();
        customer.administration()
                .get(WAIVERS + "/offered")
                .then()
                .statusCode(200)
                .body("value.id", equalTo(List.of(id)), "value.accepted", equalTo(List.of(false)))
                .body("value[0].home.displayName", equalTo("Organisation " + home.domain()))
                .body("value[0].person", not(equalTo(rui.toString())));

        customer.administration()
                .post(WAIVERS + "/" + id + "/accept")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(true));
        customer.administration().post(WAIVERS + "/" + id + "/accept").then().statusCode(200);
        assertThat(acceptedByCustomer()).containsExactly(id);
        home.member(SECURITY_OPERATOR)
                .get(WAIVERS + "/" + id)
                .then()
                .body("acceptedBy", equalTo(List.of(customer.id().toString())));

        customer.administration().post(WAIVERS + "/" + id + "/withdraw").then().statusCode(204);
        customer.administration().post(WAIVERS + "/" + id + "/withdraw").then().statusCode(404);
        assertThat(acceptedByCustomer()).isEmpty();

        administrator(first)
                .post(WAIVERS + "/" + id + "/revoke")
                .then()
                .statusCode(200)
                .body("status", equalTo("revoked"));
        administrator(first).post(WAIVERS + "/" + id + "/revoke").then().statusCode(200);
        assertThat(Feeds.lastChange("waivers", id).at("/body/revoked").asBoolean())
                .isTrue();
        customer.administration().get(WAIVERS + "/offered").then().body("value", hasSize(0));
        home.member(SECURITY_OPERATOR)
                .queryParam("$filter", "status eq 'revoked'")
                .queryParam("$count", "true")
                .get(WAIVERS)
                .then()
                .statusCode(200)
                .body("value.id", equalTo(List.of(id)), "'@odata.count'", equalTo(1));
    }

    @Test
    void what_the_feed_says_is_what_its_example_says() {
        JsonNode published = Feeds.snapshot("waivers", granted()).orElseThrow();
        JsonNode example = Feeds.example("feed-waivers.json").get(0);
        assertThat(published.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(() -> example.fieldNames());
    }

    @Test
    void the_same_administrator_twice_is_one_administrator() {
        String id = asked();
        approve(administrator(first), id).statusCode(403).body("detail", containsString("second"));
        assertThat(Feeds.snapshot("waivers", id)).isEmpty();
    }

    @Test
    void nobody_answers_for_himself_nor_from_below_nor_from_outside() {
        ask(home.member(rui, GLOBAL_ADMINISTRATOR)).statusCode(403);
        ask(home.member(first, USER_ADMINISTRATOR)).statusCode(403);
        ask(home.administration()).statusCode(403);
        ask(home.technicianOf(customer, GLOBAL_ADMINISTRATOR)).statusCode(403);
        ask(Organisation.as(Callers.memberWithoutMfa(
                        home.id(), first, SECURITY_OPERATOR.id().toString())))
                .statusCode(403);
        ask(Organisation.as(Callers.memberWithMfaAt(
                        clock.instant().minus(Duration.ofHours(2)),
                        home.id(),
                        first,
                        SECURITY_OPERATOR.id().toString())))
                .statusCode(403);
        home.appoint(rui, SECURITY_ADMINISTRATOR);
        ask(administrator(first)).statusCode(403);
        ask(home.member(first, GLOBAL_ADMINISTRATOR)).statusCode(201);
        approve(home.member(rui, GLOBAL_ADMINISTRATOR), waiting()).statusCode(403);
    }

    private String waiting() {
        return home.member(SECURITY_OPERATOR)
                .queryParam("$filter", "status eq 'pending'")
                .get(WAIVERS)
                .path("value[0].id");
    }

    @Test
    void whoever_is_at_risk_himself_answers_for_nobody() {
        RiskStandIn.atRisk(first, 1);
        ask(administrator(first)).statusCode(403).body("detail", containsString("at risk"));
        RiskStandIn.clear(first);
        String id = asked();
        RiskStandIn.atRisk(second, 1);
        approve(administrator(second), id).statusCode(403);
        RiskStandIn.clear(second);
        approve(administrator(second), id).statusCode(200);
    }

    @Test
    void whoever_asked_must_still_be_one_to_ask_when_it_is_granted() {
        String id = asked();
        RiskStandIn.atRisk(first, 1);
        approve(administrator(second), id).statusCode(409).body("detail", containsString("at risk"));
        RiskStandIn.clear(first);

        enabled(first, false);
        approve(administrator(second), id).statusCode(409).body("detail", containsString("any more"));
        enabled(first, true);

        home.administration().delete(Organisation.ROLES + "/" + operator).then().statusCode(204);
        approve(administrator(second), id).statusCode(409).body("detail", containsString("any more"));
        assertThat(Feeds.snapshot("waivers", id)).isEmpty();
        home.appoint(first, SECURITY_OPERATOR);
        approve(administrator(second), id).statusCode(200);
    }

    private void enabled(PersonId person, boolean enabled) {
        home.administration()
                .body(Map.of("accountEnabled", enabled))
                .patch(Organisation.USERS + "/" + person)
                .then()
                .statusCode(204);
    }

    @Test
    void it_names_an_open_risk_and_ends_with_it() {
        RiskStandIn.atRisk(rui, EPOCH + 1);
        ask(administrator(first)).statusCode(409);
        RiskStandIn.atRisk(rui, EPOCH);
        String id = asked();
        RiskStandIn.clear(rui);
        approve(administrator(second), id).statusCode(409);
        assertThat(Feeds.snapshot("waivers", id)).isEmpty();
    }

    @Test
    void without_an_epoch_it_is_for_the_risk_that_is_open_now() {
        Map<String, Object> body = wanted();
        body.remove("riskEpoch");
        String id = administrator(first)
                .body(body)
                .post(WAIVERS)
                .then()
                .statusCode(201)
                .body("riskEpoch", equalTo((int) EPOCH))
                .extract()
                .path("id");
        RiskStandIn.atRisk(rui, EPOCH + 1);
        approve(administrator(second), id).statusCode(409);
        RiskStandIn.clear(rui);
        administrator(first).body(body).post(WAIVERS).then().statusCode(409);
    }

    @Test
    void there_is_none_for_token_theft_or_a_confirmed_compromise() {
        RiskStandIn.atRisk(rui, EPOCH, DetectionType.ANOMALOUS_TOKEN);
        ask(administrator(first)).statusCode(409);
        RiskStandIn.atRisk(rui, EPOCH, DetectionType.ADMIN_CONFIRMED_USER_COMPROMISED);
        ask(administrator(first)).statusCode(409);
    }

    @Test
    void without_risk_service_nothing_is_granted() {
        String id = asked();
        RiskStandIn.away(true);
        approve(administrator(second), id).statusCode(503).header("Retry-After", equalTo("2"));
        assertThat(Feeds.snapshot("waivers", id)).isEmpty();
    }

    @Test
    void it_is_not_renewed_within_a_day_of_the_last_ones_end() {
        String id = granted();
        ask(administrator(first)).statusCode(409);
        administrator(first).post(WAIVERS + "/" + id + "/revoke").then().statusCode(200);
        ask(administrator(first)).statusCode(409).body("detail", containsString("not renewed before"));
        approve(administrator(second), id).statusCode(409);
    }

    @Test
    void one_at_a_time_waits_to_be_approved() {
        asked();
        ask(administrator(second)).statusCode(409);
    }

    @Test
    void two_approvals_at_once_are_one() throws Exception {
        String id = asked();
        PersonId third = new PersonId(UUID.randomUUID());
        List<Callable<Integer>> both = List.of(
                () -> approve(administrator(second), id).extract().statusCode(),
                () -> approve(administrator(third), id).extract().statusCode());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = threads.invokeAll(both).stream()
                    .map(future -> future.resultNow())
                    .sorted()
                    .toList();
            assertThat(statuses).containsExactly(200, 409);
        }
        assertThat(Feeds.snapshot("waivers", id).orElseThrow().path("grantedBy"))
                .hasSize(2);
    }

    @Test
    void only_customers_he_could_enter_see_it_and_nobody_from_outside_accepts() {
        String id = granted();
        Organisation stranger = Organisation.made();
        Organisation unassigned = Organisation.made();
        agreed(home, unassigned, HELPDESK_ADMINISTRATOR);
        for (Organisation other : List.of(stranger, unassigned)) {
            other.administration().get(WAIVERS + "/offered").then().body("value", hasSize(0));
            other.administration().post(WAIVERS + "/" + id + "/accept").then().statusCode(404);
            other.administration().get(WAIVERS + "/" + id).then().statusCode(404);
        }
        customer.technicianOf(home, GLOBAL_ADMINISTRATOR)
                .get(WAIVERS + "/offered")
                .then()
                .statusCode(403);
        customer.technicianOf(home, GLOBAL_ADMINISTRATOR)
                .post(WAIVERS + "/" + id + "/accept")
                .then()
                .statusCode(403);
        customer.member(SECURITY_ADMINISTRATOR)
                .post(WAIVERS + "/" + id + "/accept")
                .then()
                .statusCode(200);
        assertThat(acceptedByCustomer()).containsExactly(id);
    }

    @Test
    void through_a_reseller_it_is_offered_where_the_customer_has_named_the_home() {
        Organisation end = Organisation.made();
        String id = granted();
        String resold = agreed(customer, end, HELPDESK_ADMINISTRATOR);
        end.administration().get(WAIVERS + "/offered").then().body("value", hasSize(0));
        end.administration()
                .body(Map.of("tenants", List.of(Map.of("tenantId", home.id().toString()))))
                .put("/v1/delegatedAdminRelationships/" + resold + "/subDelegates")
                .then()
                .statusCode(200);
        end.administration().get(WAIVERS + "/offered").then().body("value.id", equalTo(List.of(id)));
    }

    @Test
    void what_has_ended_is_cleared_away_everywhere() {
        String id = granted();
        customer.administration().post(WAIVERS + "/" + id + "/accept").then().statusCode(200);

        age.lookAt(clock.instant().plus(Duration.ofHours(9)));

        assertThat(acceptedByCustomer()).isEmpty();
        assertThat(Feeds.snapshot("waivers", id)).isEmpty();
        assertThat(Feeds.lastChange("waivers", id).has("body")).isFalse();
        home.member(SECURITY_OPERATOR).get(WAIVERS + "/" + id).then().statusCode(200);
    }

    @Test
    void the_settings_of_people_from_outside_keep_what_was_accepted() {
        String id = granted();
        customer.administration().post(WAIVERS + "/" + id + "/accept").then().statusCode(200);
        customer.administration()
                .body(Map.of("threshold", "medium"))
                .put("/v1/externalAccess")
                .then()
                .statusCode(200);
        assertThat(acceptedByCustomer()).containsExactly(id);
    }

    @Test
    void nonsense_is_refused_precisely() {
        Instant now = clock.instant();
        for (Map.Entry<String, Object> wrong : List.<Map.Entry<String, Object>>of(
                Map.entry("until", now.plus(Duration.ofHours(9)).toString()),
                Map.entry("until", now.minusSeconds(1).toString()),
                Map.entry("until", "tomorrow"),
                Map.entry("reason", " "),
                Map.entry("reason", "a\u0000b"),
                Map.entry("reason", "x".repeat(501)),
                Map.entry("riskEpoch", "three"),
                Map.entry("person", "nonsense"))) {
            Map<String, Object> body = wanted();
            body.put(wrong.getKey(), wrong.getValue());
            administrator(first).body(body).post(WAIVERS).then().statusCode(400);
        }
        for (String missing : List.of("person", "reason", "until")) {
            Map<String, Object> body = wanted();
            body.remove(missing);
            administrator(first).body(body).post(WAIVERS).then().statusCode(400);
        }
        Map<String, Object> nobody = wanted();
        nobody.put("person", UUID.randomUUID().toString());
        administrator(first).body(nobody).post(WAIVERS).then().statusCode(404);
        administrator(first).post(WAIVERS + "/nonsense/approve").then().statusCode(404);
        home.member(SECURITY_OPERATOR).get(WAIVERS).then().body("value", hasSize(0));
    }
}
