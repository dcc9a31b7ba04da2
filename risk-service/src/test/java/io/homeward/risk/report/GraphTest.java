package io.homeward.risk.report;

import static io.homeward.risk.House.as;
import static io.homeward.risk.House.reader;
import static io.homeward.risk.House.sender;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.risk.House;
import io.homeward.risk.PublishedFeeds;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.testsupport.Callers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@RunningService
class GraphTest {
    private static final String USERS = "/v1.0/identityProtection/riskyUsers";
    private static final String DETECTIONS = "/v1.0/identityProtection/riskDetections";

    @Inject
    House house;

    private TenantId tenant;
    private List<PersonId> people;

    @BeforeEach
    void three_people_at_risk() {
        tenant = house.tenant();
        people = new ArrayList<>();
        for (String name : List.of("ana", "bo", "cy")) {
            PersonId person = house.person(tenant, name + "@x.example");
            people.add(person);
            as(sender(tenant))
                    .body(SignInText.of(name + "@x.example")
                            .id("s-" + name)
                            .from(PublishedFeeds.ANONYMOUS)
                            .in(60.39, 5.32)
                            .json())
                    .post("/v1/signIns")
                    .then()
                    .statusCode(200);
        }
        as(sender(tenant))
                .body("{\"riskEventType\":\"leakedCredentials\"}")
                .post("/v1/people/{id}/detections", people.getFirst().toString())
                .then()
                .statusCode(200);
    }

    /** Deleted, and later gone for good: the record stays with what it says. */
    @Test
    void whoever_was_deleted_keeps_his_record() {
        String name = "gone-" + UUID.randomUUID() + "@x.example";
        PersonId gone = house.person(tenant, name);
        as(House.administrator(tenant))
                .body("{\"riskEventType\":\"leakedCredentials\"}")
                .post("/v1/people/{id}/detections", gone.toString())
                .then()
                .statusCode(200);

        for (String statement : List.of(
                "update known_person set deleted = true where person_id = :id",
                "delete from known_person where person_id = :id")) {
            house.database().in(tenant, handle -> handle.createUpdate(statement)
                    .bind("id", gone.value())
                    .execute());

            as(House.reader(tenant))
                    .get("/v1.0/identityProtection/riskyUsers/" + gone)
                    .then()
                    .statusCode(200)
                    .body("isDeleted", equalTo(true))
                    .body("riskLevel", equalTo("high"))
                    .body("riskState", equalTo("atRisk"));
        }
    }

    @Test
    void risky_users_are_listed_newest_first() {
        get(USERS)
                .statusCode(200)
                .header("OData-Version", "4.0")
                .body("'@odata.context'", endsWith("/v1.0/$metadata#identityProtection/riskyUsers"))
                .body("value", hasSize(3))
                .body("value[0].id", equalTo(people.getFirst().toString()))
                .body("value[0].riskLevel", equalTo("high"))
                .body("value[0].riskState", equalTo("atRisk"))
                .body("value[0].riskDetail", equalTo("none"))
                .body("value[0].isDeleted", equalTo(false))
                .body("value[0].isProcessing", equalTo(false))
                .body("value[0].userPrincipalName", equalTo("ana@x.example"))
                .body("value[0].userDisplayName", equalTo("Person ana@x.example"))
                .body("value[0].deleted", nullValue())
                .body("value.riskLastUpdatedDateTime", everyItem(containsString("Z")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            riskLevel eq 'high'                                             | 1
            RiskLevel ne 'none' and riskLastUpdatedDateTime gt 2026-02-01T00:00:00Z | 3
            riskState eq 'atRisk' and isDeleted eq false                    | 3
            riskState eq 'dismissed'                                        | 0
            riskLevel ge 'high'                                             | 1
            riskLevel lt 'high' and riskLevel gt 'none'                     | 2
            userPrincipalName eq 'BO@X.EXAMPLE'                             | 1
            startswith(userPrincipalName,'a') or startswith(userPrincipalName,'b') | 2
            """)
    void risky_users_are_filtered(String filter, int size) {
        as(reader(tenant))
                .queryParam("$filter", filter)
                .get(USERS)
                .then()
                .statusCode(200)
                .body("value", hasSize(size));
    }

    @Test
    void a_collection_is_paged_to_its_end_and_selected_from() {
        var seen = new HashSet<String>();
        String next = USERS + "?$top=2&$select=id,riskLevel&$count=true";
        int pages = 0;
        while (next != null) {
            var answer = as(reader(tenant))
                    .urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(answer.<List<String>>path("value.id"));
            assertThat(answer.<List<Object>>path("value.riskState")).containsOnlyNulls();
            String link = answer.path("'@odata.nextLink'");
            next = link == null ? null : link.substring(link.indexOf("/v1.0"));
            pages++;
        }
        assertThat(pages).isEqualTo(2);
        assertThat(seen).hasSize(3);
    }

    @Test
    void collections_are_counted_by_their_paths() {
        PersonId ana = people.getFirst();
        for (String counted : List.of(
                USERS + "/$count?$filter=riskLevel eq 'high'| 1",
                USERS + "/$count| 3",
                USERS + "/" + ana + "/history/$count| 2",
                DETECTIONS + "/$count| 4")) {
            String[] parts = counted.split("\\|");
            get(parts[0]).statusCode(200).header("Content-Type", containsString("text/plain"));
            assertThat(get(parts[0]).extract().asString()).as(parts[0]).isEqualTo(parts[1].strip());
        }
        get(USERS + "/" + UUID.randomUUID() + "/history/$count").statusCode(404);
    }

    @Test
    void one_risky_user_is_got_and_whoever_was_never_flagged_is_not_found() {
        PersonId clear = house.person(tenant, "clear@x.example");

        get(USERS + "/" + people.getFirst())
                .statusCode(200)
                .body("'@odata.context'", endsWith("#identityProtection/riskyUsers/$entity"))
                .body("id", equalTo(people.getFirst().toString()));
        for (String id : List.of(clear.toString(), UUID.randomUUID().toString(), "nonsense")) {
            get(USERS + "/" + id).statusCode(404).body("error.code", equalTo("Request_ResourceNotFound"));
            get(USERS + "/" + id + "/history").statusCode(404);
        }
    }

    @Test
    void a_history_says_what_who_and_when() {
        PersonId ana = people.getFirst();
        as(House.administrator(tenant))
                .body("{\"userIds\":[\"%s\"]}".formatted(ana))
                .post(USERS + "/dismiss")
                .then()
                .statusCode(204);

        String item = get(USERS + "/" + ana + "/history")
                .statusCode(200)
                .body("value", hasSize(3))
                .body("value[0].riskState", equalTo("dismissed"))
                .body("value[0].userId", equalTo(ana.toString()))
                .body("value[0].initiatedBy", notNullValue())
                .body("value[0].activity.detail", equalTo("adminDismissedAllRiskForUser"))
                .body(
                        "value[0].activity.riskEventTypes",
                        containsInAnyOrder("anonymizedIPAddress", "leakedCredentials"))
                .body("value[2].initiatedBy", nullValue())
                .body("value[2].activity.riskEventTypes", contains("anonymizedIPAddress"))
                .extract()
                .path("value[0].id");
        get(USERS + "/" + ana + "/history/" + item).statusCode(200).body("id", equalTo(item));
        get(USERS + "/" + people.get(1) + "/history/" + item).statusCode(404);
        get(USERS + "/" + ana + "/history/" + UUID.randomUUID()).statusCode(404);
    }

    @Test
    void a_member_that_came_later_is_shown_only_to_who_asks_for_it() {
        PersonId ana = people.getFirst();
        as(House.administrator(tenant))
                .body("{\"userIds\":[\"%s\"]}".formatted(ana))
                .post("/beta/identityProtection/riskyUsers/confirmSafe")
                .then()
                .statusCode(204);

        get(USERS + "/" + ana)
                .body("riskState", equalTo("confirmedSafe"))
                .body("riskDetail", equalTo("unknownFutureValue"));
        as(reader(tenant))
                .header("Prefer", "include-unknown-enum-members")
                .get(USERS + "/" + ana)
                .then()
                .body("riskDetail", equalTo("adminConfirmedAccountSafe"));
    }

    @Test
    void detections_are_listed_with_what_they_rest_on() {
        get(DETECTIONS)
                .statusCode(200)
                .body("value", hasSize(4))
                .body("value[0].riskEventType", equalTo("leakedCredentials"))
                .body("value[0].activity", equalTo("user"))
                .body("value[0].requestId", nullValue())
                .body("value[0].location", nullValue())
                .body("value[1].riskEventType", equalTo("anonymizedIPAddress"))
                .body("value[1].requestId", equalTo("s-cy"))
                .body("value[1].activity", equalTo("signin"))
                .body("value[1].detectionTimingType", equalTo("realtime"))
                .body("value[1].ipAddress", equalTo(PublishedFeeds.ANONYMOUS))
                .body("value[1].location.geoCoordinates.latitude", equalTo(60.39f))
                .body("value[1].additionalInfo", containsString("hides who is behind it"))
                .body("value[1].additionalInfo", containsString("\"list\""));
        String id = get(DETECTIONS + "?$filter=riskLevel eq 'high'")
                .body("value", hasSize(1))
                .extract()
                .path("value[0].id");
        get(DETECTIONS + "/" + id).statusCode(200).body("id", equalTo(id));
        get(DETECTIONS + "?$filter=userId eq '%s' and location/city eq 'Somewhere'".formatted(people.get(1)))
                .body("value", hasSize(1));
        get(DETECTIONS
                        + "?$filter=ipAddress eq '::FFFF:%s' and startswith(ipAddress,'198.')"
                                .formatted(PublishedFeeds.ANONYMOUS))
                .body("value", hasSize(3));
        get(DETECTIONS + "/" + UUID.randomUUID()).statusCode(404);
        get(DETECTIONS + "/nonsense").statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1.0/identityProtection/riskDetections?$top=501            | 400
            /v1.0/identityProtection/riskDetections?$top=500            | 200
            /v1.0/identityProtection/riskDetections?$skip=1             | 400
            /v1.0/identityProtection/riskDetections?$expand=user        | 400
            /v1.0/identityProtection/riskDetections?$search="x:y"       | 400
            /v1.0/identityProtection/riskyUsers?$skip=1&$orderby=riskLevel desc | 200
            /v1.0/identityProtection/riskDetections?$filter=nothing eq 1 | 400
            /v1.0/identityProtection/riskDetections?$filter=riskLevel eq | 400
            /v1.0/identityProtection/riskUsers                          | 404
            /v1.0/identityProtection/riskyUsers?$filter=riskLevel eq 'x' | 400
            /v1.0/identityProtection/riskyUsers?`$top=500               | 200
            """)
    void queries_are_understood_or_refused(String path, int status) {
        get(path).statusCode(status);
    }

    @Test
    void an_unknown_property_is_named() {
        get(DETECTIONS + "?$filter=createdDateTime gt 2026-01-01T00:00:00Z")
                .statusCode(400)
                .body(
                        "error.message",
                        containsString(
                                "Could not find a property named 'createdDateTime' on type 'microsoft.graph.riskDetection'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void other_verbs_are_not_allowed(String verb) {
        for (String path :
                List.of(USERS, USERS + "/" + people.getFirst(), DETECTIONS, DETECTIONS + "/" + UUID.randomUUID())) {
            as(House.administrator(tenant))
                    .body("{}")
                    .request(verb, path)
                    .then()
                    .statusCode(405)
                    .body("error.code", equalTo("Request_BadRequest"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GLOBAL_READER, 200",
        "SECURITY_READER, 200",
        "SECURITY_OPERATOR, 200",
        "SECURITY_ADMINISTRATOR, 200",
        "USER_ADMINISTRATOR, 403"
    })
    void the_role_decides_who_reads(DirectoryRole role, int status) {
        var caller = Callers.member(
                tenant, new PersonId(UUID.randomUUID()), role.id().toString());
        as(caller).get(USERS).then().statusCode(status);
        as(caller).get(DETECTIONS).then().statusCode(status);
    }

    @Test
    void an_application_reads_what_its_permissions_name() {
        as(Callers.application(tenant, "IdentityRiskyUser.Read.All"))
                .get(USERS)
                .then()
                .statusCode(200);
        as(Callers.application(tenant, "IdentityRiskyUser.Read.All"))
                .get(DETECTIONS)
                .then()
                .statusCode(403);
        as(Callers.application(tenant))
                .get(USERS)
                .then()
                .statusCode(403)
                .body("error.code", equalTo("Authorization_RequestDenied"));
        as(Callers.service("gateway")).get(USERS).then().statusCode(403);
        as(Callers.anonymous()).get(USERS).then().statusCode(403);
    }

    /** Invariant 8: nothing of another tenant is returned, counted or told apart from what is not there. */
    @Test
    void another_tenant_sees_nothing_of_it() {
        TenantId other = house.tenant();
        String detection = get(DETECTIONS).extract().path("value[0].id");
        PersonId ana = people.getFirst();
        String item = get(USERS + "/" + ana + "/history").extract().path("value[0].id");

        for (String path : List.of(USERS, DETECTIONS)) {
            as(reader(other)).get(path + "?$count=true").then().statusCode(200).body("value", hasSize(0));
        }
        for (String path : List.of(
                USERS + "/" + ana,
                USERS + "/" + ana + "/history",
                USERS + "/" + ana + "/history/" + item,
                DETECTIONS + "/" + detection)) {
            var theirs = as(reader(other)).get(path).then().statusCode(404).extract();
            String nobodys = path.replaceAll("[0-9a-f-]{36}", UUID.randomUUID().toString());
            var none = as(reader(other)).get(nobodys).then().statusCode(404).extract();
            assertThat((String) theirs.path("error.message")).isEqualTo(none.path("error.message"));
        }
        as(sender(other))
                .body("{\"riskEventType\":\"leakedCredentials\"}")
                .post("/v1/people/{id}/detections", ana.toString())
                .then()
                .statusCode(404);
        as(Callers.service("remediation-service"))
                .get("/internal/tenants/{t}/people/{p}/risk", other.toString(), ana.toString())
                .then()
                .statusCode(200)
                .body("state", equalTo("NONE"));
        as(Callers.service("remediation-service"))
                .body("{\"errorCode\":0}")
                .post("/internal/tenants/{t}/sign-ins/{id}/outcome", other.toString(), "s-ana")
                .then()
                .statusCode(404);
        as(sender(other))
                .body(SignInText.of("ana@x.example").id("s-ana").json())
                .post("/v1/signIns")
                .then()
                .statusCode(200)
                .body("level", equalTo("none"))
                .body("userRisk.state", equalTo("NONE"));
        // A skip token of one tenant is worth nothing in another.
        String link = get(USERS + "?$top=1").extract().path("'@odata.nextLink'");
        as(reader(other))
                .urlEncodingEnabled(false)
                .get(link.substring(link.indexOf("/v1.0")))
                .then()
                .statusCode(400);
        get(USERS).body("value", not(hasSize(0)));
    }

    private ValidatableResponse get(String path) {
        return as(reader(tenant)).get(path).then();
    }
}
