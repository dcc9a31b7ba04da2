package io.homeward.tenant.delegation;

import static io.homeward.accessrules.DirectoryRole.GLOBAL_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.GLOBAL_READER;
import static io.homeward.accessrules.DirectoryRole.HELPDESK_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_READER;
import static io.homeward.accessrules.DirectoryRole.USER_ADMINISTRATOR;
import static io.homeward.tenant.Organisation.RELATIONSHIPS;
import static io.homeward.tenant.Organisation.accessDetails;
import static io.homeward.tenant.Organisation.agreed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class RelationshipResourceTest {
    private Organisation partner;
    private Organisation customer;

    @Inject
    RelationshipAge age;

    @Inject
    Clock clock;

    @BeforeEach
    void begin() {
        partner = Organisation.made();
        customer = Organisation.made();
    }

    private static String at(String id) {
        return RELATIONSHIPS + "/" + id;
    }

    private static Map<String, Object> assignment(String group, io.homeward.accessrules.DirectoryRole... roles) {
        return Map.of(
                "accessContainer", Map.of("accessContainerId", group, "accessContainerType", "securityGroup"),
                "accessDetails", accessDetails(roles));
    }

    @Test
    void it_is_offered_locked_approved_assigned_and_terminated_and_every_step_is_published() {
        String id = partner.offer(customer, HELPDESK_ADMINISTRATOR, SECURITY_READER);
        assertThat(Feeds.snapshot("relationships", id)).isEmpty();

        partner.ask(id, "lockForApproval");
        assertThat(Feeds.lastChange("relationships", id).at("/body/status").asText())
                .isEqualTo("approvalPending");
        partner.administration()
                .get(at(id))
                .then()
                .body("status", equalTo("approvalPending"), "endDateTime", nullValue());

        customer.ask(id, "approve");
        customer.administration()
                .get(at(id))
                .then()
                .statusCode(200)
                .body("status", equalTo("active"), "partner.displayName", equalTo("Organisation " + partner.domain()));
        partner.administration()
                .get(at(id))
                .then()
                .body("customer.displayName", equalTo("Organisation " + customer.domain()));

        String group = partner.group("helpers");
        partner.administration()
                .body(assignment(group, HELPDESK_ADMINISTRATOR))
                .post(at(id) + "/accessAssignments")
                .then()
                .statusCode(201)
                .body("status", equalTo("pending"));
        var active = Feeds.snapshot("relationships", id).orElseThrow();
        assertThat(active.path("status").asText()).isEqualTo("active");
        assertThat(active.path("partner").asText()).isEqualTo(partner.id().toString());
        assertThat(active.path("customer").asText()).isEqualTo(customer.id().toString());
        assertThat(active.at("/assignments/0/group").asText()).isEqualTo(group);
        assertThat(active.at("/assignments/0/roles")).hasSize(1);
        assertThat(Instant.parse(active.path("endsAt").asText()))
                .isBetween(
                        clock.instant().plus(Duration.ofDays(364)),
                        clock.instant().plus(Duration.ofDays(366)));

        customer.ask(id, "terminate");
        partner.administration().get(at(id)).then().body("status", equalTo("terminated"));
        var ended = Feeds.lastChange("relationships", id);
        assertThat(ended.at("/body/status").asText()).isEqualTo("terminated");
        assertThat(ended.path("tenant").asText()).isEqualTo(partner.id().toString());
        partner.administration()
                .get(at(id) + "/requests")
                .then()
                .body("value.action", equalTo(List.of("lockForApproval", "approve", "terminate")));
    }

    @Test
    void each_side_asks_only_what_is_its_own() {
        String id = partner.offer(customer, HELPDESK_ADMINISTRATOR);

        refused(customer, id, "lockForApproval", 404);
        refused(customer, id, "approve", 404);
        partner.ask(id, "lockForApproval");
        refused(customer, id, "lockForApproval", 403);
        refused(partner, id, "approve", 403);
        refused(partner, id, "reject", 403);
        refused(partner, id, "lockForApproval", 409);
        customer.ask(id, "reject");
        refused(customer, id, "approve", 409);
        customer.administration()
                .body(Map.of("displayName", "Mine now"))
                .header("If-Match", "*")
                .patch(at(id))
                .then()
                .statusCode(403);
        customer.administration().header("If-Match", "*").delete(at(id)).then().statusCode(403);
    }

    private static void refused(Organisation by, String id, String action, int status) {
        by.administration()
                .body(Map.of("action", action))
                .post(at(id) + "/requests")
                .then()
                .statusCode(status);
    }

    @Test
    void a_draft_is_its_partners_alone() {
        String id = partner.offer(customer, HELPDESK_ADMINISTRATOR);

        customer.administration().get(at(id)).then().statusCode(404);
        customer.administration().get(at(id) + "/requests").then().statusCode(404);
        customer.administration()
                .queryParam("$count", true)
                .get(RELATIONSHIPS)
                .then()
                .statusCode(200)
                .body("value", hasSize(0), "'@odata.count'", equalTo(0));
        partner.administration().get(RELATIONSHIPS).then().body("value.id", hasItem(id));
        assertThat(activities(customer)).doesNotContain("Create delegated admin relationship");
        assertThat(activities(partner)).contains("Create delegated admin relationship");

        partner.ask(id, "lockForApproval");

        customer.administration().get(RELATIONSHIPS).then().body("value.id", hasItem(id));
        assertThat(activities(customer)).contains("Lock delegated admin relationship for approval");
    }

    private static List<String> activities(Organisation of) {
        return of.administration()
                .get("/v1.0/auditLogs/directoryAudits")
                .then()
                .statusCode(200)
                .extract()
                .path("value.activityDisplayName");
    }

    @Test
    void fifty_offers_of_a_partner_are_open_to_a_customer_and_no_more() {
        String last = "";
        for (int i = 0; i < 50; i++) {
            last = named("Offer " + i, customer).statusCode(201).extract().path("id");
        }

        named("One more", customer)
                .statusCode(409)
                .body("error.code", equalTo("Request_BadRequest"), "error.message", containsString("50"));
        String elsewhere = named("Elsewhere", Organisation.made())
                .statusCode(201)
                .extract()
                .path("id");
        change(elsewhere, Map.of("customer", Map.of("tenantId", customer.id().toString())), 409);
        change(last, Map.of("customer", Map.of("tenantId", customer.id().toString())), 200);

        partner.administration().header("If-Match", "*").delete(at(last)).then().statusCode(204);
        named("One more", customer).statusCode(201);
    }

    private ValidatableResponse named(String name, Organisation to) {
        return partner.administration()
                .body(Map.of(
                        "displayName",
                        name,
                        "duration",
                        "P30D",
                        "customer",
                        Map.of("tenantId", to.id().toString()),
                        "accessDetails",
                        accessDetails(HELPDESK_ADMINISTRATOR)))
                .post(RELATIONSHIPS)
                .then();
    }

    @Test
    void people_need_to_be_global_administrators_of_their_own_tenant() {
        String id = partner.offer(customer, HELPDESK_ADMINISTRATOR);
        var lock = Map.of("action", "lockForApproval");
        String requests = at(id) + "/requests";

        partner.member(USER_ADMINISTRATOR).body(lock).post(requests).then().statusCode(403);
        partner.technicianOf(customer, GLOBAL_ADMINISTRATOR)
                .body(lock)
                .post(requests)
                .then()
                .statusCode(403);
        partner.application("User.ReadWrite.All")
                .body(lock)
                .post(requests)
                .then()
                .statusCode(403);
        partner.member(GLOBAL_ADMINISTRATOR).body(lock).post(requests).then().statusCode(201);
        customer.technicianOf(partner, GLOBAL_ADMINISTRATOR)
                .body(Map.of("action", "approve"))
                .post(requests)
                .then()
                .statusCode(403);
        customer.member(GLOBAL_ADMINISTRATOR)
                .body(Map.of("action", "approve"))
                .post(requests)
                .then()
                .statusCode(201);
        partner.member(GLOBAL_READER).get(at(id)).then().statusCode(200);
        partner.member().get(at(id)).then().statusCode(403);
    }

    @Test
    void a_tenant_that_is_neither_side_sees_what_is_not_there() {
        Organisation stranger = Organisation.made();
        String id = agreed(partner, customer, HELPDESK_ADMINISTRATOR);
        String nobodys = UUID.randomUUID() + "-" + partner.id();

        String[] answers = {
            stranger.administration()
                    .get(at(id))
                    .then()
                    .statusCode(404)
                    .extract()
                    .path("error.message"),
            stranger.administration()
                    .get(at(nobodys))
                    .then()
                    .statusCode(404)
                    .extract()
                    .path("error.message"),
            stranger.administration()
                    .get(at("nonsense"))
                    .then()
                    .statusCode(404)
                    .extract()
                    .path("error.message"),
            stranger.administration()
                    .body(Map.of("action", "terminate"))
                    .post(at(id) + "/requests")
                    .then()
                    .statusCode(404)
                    .extract()
                    .path("error.message"),
            stranger.administration()
                    .get(at(id) + "/accessAssignments")
                    .then()
                    .statusCode(404)
                    .extract()
                    .path("error.message"),
            stranger.administration()
                    .header("If-Match", "*")
                    .delete(at(id))
                    .then()
                    .statusCode(404)
                    .extract()
                    .path("error.message")
        };
        assertThat(List.of(answers)).allMatch(answers[0]::equals);
        stranger.administration().get(RELATIONSHIPS).then().statusCode(200).body("value", hasSize(0));
    }

    @Test
    void naming_a_customer_tells_nothing_about_which_tenants_there_are() {
        List<String> answers = Stream.of(
                        customer.id().toString(),
                        Organisation.PLATFORM.toString(),
                        UUID.randomUUID().toString())
                .map(named -> {
                    String made = offered(named, 201).asString();
                    String id = JsonPath.from(made).getString("id");
                    String locked = partner.administration()
                            .body(Map.of("action", "lockForApproval"))
                            .post(at(id) + "/requests")
                            .then()
                            .statusCode(201)
                            .extract()
                            .asString();
                    String ended = partner.administration()
                            .body(Map.of("action", "terminate"))
                            .post(at(id) + "/requests")
                            .then()
                            .statusCode(201)
                            .extract()
                            .asString();
                    String shown = partner.administration().get(at(id)).asString();
                    return Stream.of(made, locked, ended, shown)
                            .map(answer -> plain(answer, named))
                            .collect(Collectors.joining("\n"));
                })
                .toList();

        assertThat(answers).allMatch(answers.getFirst()::equals);
        offered(partner.id().toString(), 400);
        offered("nonsense", 400);
    }

    /** Without what differs between any two. */
    private static String plain(String answer, String named) {
        return answer.replace(named, "somebody")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "id")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "then");
    }

    private Response offered(String named, int status) {
        return partner.administration()
                .body(Map.of(
                        "displayName",
                        "Help " + UUID.randomUUID(),
                        "duration",
                        "P30D",
                        "customer",
                        Map.of("tenantId", named),
                        "accessDetails",
                        accessDetails(HELPDESK_ADMINISTRATOR)))
                .post(RELATIONSHIPS)
                .then()
                .statusCode(status)
                .extract()
                .response();
    }

    @Test
    void an_offer_to_nobody_is_told_to_nobody() {
        String id = offered(UUID.randomUUID().toString(), 201).path("id");
        partner.ask(id, "lockForApproval");

        assertThat(Feeds.snapshot("relationships", id)).isEmpty();
    }

    @Test
    void an_open_invitation_is_ended_by_its_partner_and_by_nobody_who_was_given_its_id() {
        Organisation stranger = Organisation.made();
        String id = partner.administration()
                .body(Map.of(
                        "displayName", "For anybody",
                        "duration", "P30D",
                        "accessDetails", accessDetails(HELPDESK_ADMINISTRATOR)))
                .post(RELATIONSHIPS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        partner.ask(id, "lockForApproval");
        String unknown = UUID.randomUUID() + "-" + partner.id();

        for (String action : List.of("reject", "terminate")) {
            var refused = stranger.administration()
                    .body(Map.of("action", action))
                    .post(at(id) + "/requests")
                    .then()
                    .statusCode(404)
                    .extract();
            stranger.administration()
                    .body(Map.of("action", action))
                    .post(at(unknown) + "/requests")
                    .then()
                    .statusCode(404)
                    .body("error.code", equalTo(refused.path("error.code")))
                    .body("error.message", equalTo(refused.path("error.message")));
        }
        partner.administration().get(at(id)).then().body("status", equalTo("approvalPending"));
        customer.ask(id, "approve");
        refused(stranger, id, "terminate", 404);
        customer.ask(id, "terminate");
    }

    @Test
    void an_offer_that_names_its_customer_is_declined_by_that_customer_alone() {
        Organisation stranger = Organisation.made();
        String id = partner.offer(customer, HELPDESK_ADMINISTRATOR);
        partner.ask(id, "lockForApproval");

        refused(stranger, id, "reject", 404);
        refused(stranger, id, "terminate", 404);
        refused(stranger, id, "approve", 404);
        customer.ask(id, "reject");
        partner.administration().get(at(id)).then().body("status", equalTo("terminated"));
    }

    @Test
    void an_open_invitation_is_approved_by_whoever_was_given_its_id() {
        Organisation other = Organisation.made();
        String id = partner.administration()
                .body(Map.of(
                        "displayName", "For anybody",
                        "duration", "P30D",
                        "accessDetails", accessDetails(HELPDESK_ADMINISTRATOR)))
                .post(RELATIONSHIPS)
                .then()
                .statusCode(201)
                .body("customer", nullValue())
                .extract()
                .path("id");
        customer.administration().get(at(id)).then().statusCode(404);
        assertThat(Feeds.snapshot("relationships", id)).isEmpty();

        partner.ask(id, "lockForApproval");
        customer.administration().get(at(id)).then().statusCode(200);
        customer.ask(id, "approve");

        partner.administration()
                .get(at(id))
                .then()
                .body("customer.tenantId", equalTo(customer.id().toString()), "status", equalTo("active"));
        other.administration().get(at(id)).then().statusCode(404);
        assertThat(Feeds.snapshot("relationships", id)
                        .orElseThrow()
                        .path("customer")
                        .asText())
                .isEqualTo(customer.id().toString());
        customer.administration()
                .get(at(id) + "/requests")
                .then()
                .statusCode(200)
                .body("value.action", hasItem("approve"));
    }

    @Test
    void a_change_needs_the_version_it_is_about() {
        String id = partner.offer(customer, HELPDESK_ADMINISTRATOR);
        var first = partner.administration().get(at(id)).then().extract();
        String etag = first.header("ETag");
        assertThat(etag).isEqualTo(first.path("'@odata.etag'"));

        partner.administration()
                .body(Map.of("displayName", "Other"))
                .patch(at(id))
                .then()
                .statusCode(412);
        partner.administration()
                .header("If-Match", etag)
                .body(Map.of("displayName", "Other", "autoExtendDuration", "P180D"))
                .patch(at(id))
                .then()
                .statusCode(200)
                .body("displayName", equalTo("Other"), "autoExtendDuration", equalTo("P180D"));
        partner.administration()
                .header("If-Match", etag)
                .body(Map.of("displayName", "Third"))
                .patch(at(id))
                .then()
                .statusCode(412)
                .body("error.code", equalTo("resourceModified"));
        partner.administration().delete(at(id)).then().statusCode(412);
        partner.administration().header("If-Match", etag).delete(at(id)).then().statusCode(412);
        String now = partner.administration().get(at(id)).then().extract().header("ETag");
        partner.administration().header("If-Match", now).delete(at(id)).then().statusCode(204);
        partner.administration().get(at(id)).then().statusCode(404);
        assertThat(Feeds.lastChange("relationships", id).has("body")).isFalse();
        assertThat(Feeds.snapshot("relationships", id)).isEmpty();
    }

    @Test
    void of_an_active_one_roles_can_be_dropped_and_extension_agreed_and_nothing_else() {
        String id = agreed(partner, customer, HELPDESK_ADMINISTRATOR, GLOBAL_ADMINISTRATOR);

        change(id, Map.of("autoExtendDuration", "P180D"), 400);
        change(id, Map.of("displayName", "Other"), 409);
        change(id, Map.of("duration", "P1D"), 409);
        change(id, Map.of("accessDetails", accessDetails(HELPDESK_ADMINISTRATOR, SECURITY_READER)), 409);
        change(id, Map.of("accessDetails", accessDetails(HELPDESK_ADMINISTRATOR)), 202);
        change(id, Map.of("autoExtendDuration", "P180D"), 200);
        assertThat(Feeds.lastChange("relationships", id).at("/body/roles")).hasSize(1);
        String etag = partner.administration().get(at(id)).then().extract().header("ETag");
        partner.administration().header("If-Match", etag).delete(at(id)).then().statusCode(409);
    }

    private void change(String id, Map<String, Object> change, int status) {
        partner.administration()
                .header("If-Match", "*")
                .body(change)
                .patch(at(id))
                .then()
                .statusCode(status);
    }

    @Test
    void assignments_name_roles_of_the_relationship_and_groups_of_the_partner() {
        String id = agreed(partner, customer, HELPDESK_ADMINISTRATOR, SECURITY_READER);
        String group = partner.group("helpers");
        String foreign = customer.group("not theirs");
        String path = at(id) + "/accessAssignments";

        partner.administration()
                .body(assignment(foreign, HELPDESK_ADMINISTRATOR))
                .post(path)
                .then()
                .statusCode(404);
        partner.administration()
                .body(assignment("nonsense", HELPDESK_ADMINISTRATOR))
                .post(path)
                .then()
                .statusCode(404);
        partner.administration()
                .body(assignment(group, GLOBAL_ADMINISTRATOR))
                .post(path)
                .then()
                .statusCode(400);
        partner.administration().body(assignment(group)).post(path).then().statusCode(400);
        customer.administration()
                .body(assignment(group, HELPDESK_ADMINISTRATOR))
                .post(path)
                .then()
                .statusCode(403);
        var made = partner.administration()
                .body(assignment(group, HELPDESK_ADMINISTRATOR))
                .post(path)
                .then()
                .statusCode(201)
                .extract();
        String one = path + "/" + made.path("id");
        partner.administration()
                .body(assignment(group, SECURITY_READER))
                .post(path)
                .then()
                .statusCode(409);
        customer.administration().get(one).then().statusCode(200);

        partner.administration()
                .header("If-Match", "W/\"17\"")
                .body(Map.of("accessDetails", accessDetails(SECURITY_READER)))
                .patch(one)
                .then()
                .statusCode(412);
        partner.administration()
                .body(Map.of("accessDetails", accessDetails(SECURITY_READER)))
                .patch(one)
                .then()
                .statusCode(412);
        partner.administration()
                .header("If-Match", made.header("ETag"))
                .body(Map.of("accessDetails", accessDetails(SECURITY_READER)))
                .patch(one)
                .then()
                .statusCode(202);
        assertThat(Feeds.lastChange("relationships", id)
                        .at("/body/assignments/0/roles/0")
                        .asText())
                .isEqualTo(SECURITY_READER.id().toString());
        partner.administration().delete(one).then().statusCode(412);
        partner.administration().header("If-Match", "*").delete(one).then().statusCode(204);
        assertThat(Feeds.lastChange("relationships", id).at("/body/assignments"))
                .isEmpty();
    }

    @Test
    void the_members_of_a_group_with_delegated_access_are_chosen_by_whoever_may_hand_it_out() {
        String id = agreed(partner, customer, HELPDESK_ADMINISTRATOR);
        String group = partner.group("helpers");
        PersonId rui = partner.person("rui");
        var reference = Map.of("@odata.id", "https://homeward.example/v1.0/users/" + rui);
        String members = "/v1.0/groups/" + group + "/members";
        String one = partner.administration()
                .body(assignment(group, HELPDESK_ADMINISTRATOR))
                .post(at(id) + "/accessAssignments")
                .then()
                .extract()
                .path("id");

        partner.member(USER_ADMINISTRATOR)
                .body(reference)
                .post(members + "/$ref")
                .then()
                .statusCode(403);
        partner.application("Group.ReadWrite.All")
                .body(reference)
                .post(members + "/$ref")
                .then()
                .statusCode(403);
        partner.member(GLOBAL_ADMINISTRATOR)
                .body(reference)
                .post(members + "/$ref")
                .then()
                .statusCode(204);
        partner.member(USER_ADMINISTRATOR)
                .delete(members + "/" + rui + "/$ref")
                .then()
                .statusCode(403);

        partner.administration()
                .header("If-Match", "*")
                .delete(at(id) + "/accessAssignments/" + one)
                .then()
                .statusCode(204);
        partner.member(USER_ADMINISTRATOR)
                .delete(members + "/" + rui + "/$ref")
                .then()
                .statusCode(204);
    }

    @Test
    void a_terminated_relationship_gives_its_groups_back_to_everybody() {
        String id = agreed(partner, customer, HELPDESK_ADMINISTRATOR);
        String group = partner.group("helpers");
        partner.administration().body(assignment(group, HELPDESK_ADMINISTRATOR)).post(at(id) + "/accessAssignments");
        PersonId rui = partner.person("rui");

        customer.ask(id, "terminate");

        partner.member(USER_ADMINISTRATOR)
                .body(Map.of("@odata.id", "https://homeward.example/v1.0/users/" + rui))
                .post("/v1.0/groups/" + group + "/members/$ref")
                .then()
                .statusCode(204);
        partner.administration()
                .body(assignment(group, HELPDESK_ADMINISTRATOR))
                .post(at(id) + "/accessAssignments")
                .then()
                .statusCode(409);
    }

    @Test
    void lists_are_filtered_as_scripts_do_it() {
        String active = agreed(partner, customer, HELPDESK_ADMINISTRATOR);
        Organisation second = Organisation.made();
        String created = partner.offer(second, HELPDESK_ADMINISTRATOR);

        partner.administration()
                .queryParam("$filter", "(status eq 'active') AND (customer/tenantId eq '" + customer.id() + "')")
                .get(RELATIONSHIPS)
                .then()
                .statusCode(200)
                .body("value.id", equalTo(List.of(active)));
        partner.administration()
                .queryParam("$filter", "status eq 'created'")
                .queryParam("$top", 300)
                .queryParam("$select", "customer,autoExtendDuration,endDateTime")
                .get(RELATIONSHIPS)
                .then()
                .statusCode(200)
                .body(
                        "value",
                        hasSize(1),
                        "value[0].customer.tenantId",
                        equalTo(second.id().toString()));
        customer.administration()
                .get(RELATIONSHIPS)
                .then()
                .body("value.id", equalTo(List.of(active)), "value.id", not(hasItem(created)));
        partner.administration()
                .queryParam("$filter", "status eq 'frozen'")
                .get(RELATIONSHIPS)
                .then()
                .statusCode(400)
                .body("error.message", containsString("frozen"));
        partner.administration()
                .queryParam("$filter", "flavour eq 'sweet'")
                .get(RELATIONSHIPS)
                .then()
                .statusCode(400)
                .body("error.message", containsString("flavour"));
    }

    @Test
    void a_name_is_used_once_by_a_partner() {
        partner.offer(customer, HELPDESK_ADMINISTRATOR);

        partner.administration()
                .body(Map.of(
                        "displayName",
                        "help FOR " + customer.domain(),
                        "duration",
                        "P30D",
                        "accessDetails",
                        accessDetails(HELPDESK_ADMINISTRATOR)))
                .post(RELATIONSHIPS)
                .then()
                .statusCode(409)
                .body("error.code", equalTo("nameAlreadyExists"));
    }

    @Test
    void an_offer_that_says_too_little_or_too_much_is_refused() {
        for (String property : List.of("displayName", "duration", "accessDetails")) {
            var offer = new HashMap<String, Object>(Map.of(
                    "displayName", "Help",
                    "duration", "P30D",
                    "accessDetails", accessDetails(HELPDESK_ADMINISTRATOR)));
            offer.remove(property);
            partner.administration()
                    .body(offer)
                    .post(RELATIONSHIPS)
                    .then()
                    .statusCode(400)
                    .body("error.message", containsString(property));
        }
        partner.administration()
                .body(Map.of(
                        "displayName",
                        "Help",
                        "duration",
                        "P3Y",
                        "accessDetails",
                        accessDetails(HELPDESK_ADMINISTRATOR)))
                .post(RELATIONSHIPS)
                .then()
                .statusCode(400)
                .body("error.message", containsString("P1D and P2Y"));
    }

    @Test
    void time_expires_and_extends_and_says_so() {
        String ends = agreed(partner, customer, HELPDESK_ADMINISTRATOR);
        Organisation second = Organisation.made();
        String goesOn = agreed(partner, second, HELPDESK_ADMINISTRATOR);
        change(goesOn, Map.of("autoExtendDuration", "P180D"), 200);
        Instant end = Instant.parse(Feeds.snapshot("relationships", ends)
                .orElseThrow()
                .path("endsAt")
                .asText());

        age.lookAt(end.minus(Duration.ofHours(1)));

        assertThat(Feeds.lastChange("relationships", ends).at("/body/status").asText())
                .isEqualTo("expiring");
        var extended = Feeds.lastChange("relationships", goesOn).path("body");
        assertThat(extended.path("status").asText()).isEqualTo("active");
        assertThat(Instant.parse(extended.path("endsAt").asText())).isAfter(end.plus(Duration.ofDays(179)));

        age.lookAt(end.plusSeconds(1));
        assertThat(Feeds.lastChange("relationships", ends).at("/body/status").asText())
                .isEqualTo("expired");
    }
}
