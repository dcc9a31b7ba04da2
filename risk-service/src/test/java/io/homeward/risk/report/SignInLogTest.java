package io.homeward.risk.report;

import static io.homeward.risk.House.as;
import static io.homeward.risk.House.sender;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.risk.House;
import io.homeward.risk.PublishedFeeds;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.tenancy.Caller;
import io.homeward.testsupport.Callers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@RunningService
class SignInLogTest {
    private static final String LOG = "/v1.0/auditLogs/signIns";

    @Inject
    House house;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private TenantId tenant;
    private PersonId ana;

    /** Oldest first: ana's from home, bo's wrong password, ana's from a Tor exit, nobody's, ana's use of a session. */
    @BeforeEach
    void five_sign_ins() {
        tenant = house.tenant();
        ana = house.person(tenant, "ana@x.example");
        house.person(tenant, "bo@x.example");
        send(SignInText.of("Ana@X.example")
                .id("home")
                .at(ago(50))
                .in(60.39, 5.32)
                .json()
                .replace(
                        "\"isInteractive\"",
                        "\"correlationId\":\"flow-1\",\"userAgent\":\"Tests/1\",\"isInteractive\""));
        send(SignInText.of("bo@x.example")
                .id("wrong")
                .at(ago(40))
                .from("2001:db8::7")
                .wrongPassword()
                .json()
                .replace("\"failureReason\":null", "\"failureReason\":\"Invalid\""));
        send(SignInText.of("ana@x.example")
                .id("risky")
                .at(ago(30))
                .from(PublishedFeeds.ANONYMOUS)
                .code(50076)
                .json());
        send(SignInText.of("nobody@x.example").id("nobody").at(ago(20)).json().replace("\"Mail\"", "\"Portal\""));
        send(SignInText.of("ana@x.example")
                .id("use")
                .at(ago(10))
                .json()
                .replace("\"isInteractive\":true", "\"sessionId\":\"s-1\",\"isInteractive\":false"));
    }

    private Instant ago(int minutes) {
        return now.minus(minutes, ChronoUnit.MINUTES);
    }

    private void send(String signIn) {
        as(sender(tenant)).body(signIn).post("/v1/signIns").then().statusCode(200);
    }

    private static Caller reader(TenantId tenant) {
        return Callers.application(tenant, "AuditLog.Read.All");
    }

    private ValidatableResponse get(String path) {
        return as(reader(tenant)).get(path).then();
    }

    private List<String> ids(String filter) {
        return as(reader(tenant))
                .queryParam("$filter", filter)
                .get(LOG)
                .then()
                .statusCode(200)
                .extract()
                .path("value.id");
    }

    @Test
    void interactive_sign_ins_are_listed_newest_first_with_all_that_is_known() {
        get(LOG).statusCode(200)
                .header("OData-Version", "4.0")
                .body("'@odata.context'", endsWith("/v1.0/$metadata#auditLogs/signIns"))
                .body("'@odata.nextLink'", nullValue())
                .body("value.id", contains("nobody", "risky", "wrong", "home"))
                .body("value[3].createdDateTime", equalTo(ago(50).toString()))
                .body("value[3].userId", equalTo(ana.toString()))
                .body("value[3].userPrincipalName", equalTo("ana@x.example"))
                .body("value[3].userDisplayName", equalTo("Person ana@x.example"))
                .body("value[3].appId", equalTo("app"))
                .body("value[3].appDisplayName", equalTo("Mail"))
                .body("value[3].ipAddress", equalTo("203.0.113.9"))
                .body("value[3].clientAppUsed", equalTo("Browser"))
                .body("value[3].correlationId", equalTo("flow-1"))
                .body("value[3].userAgent", equalTo("Tests/1"))
                .body("value[3].isInteractive", equalTo(true))
                .body("value[3].interactive", nullValue())
                .body("value[3].signInEventTypes", contains("interactiveUser"))
                .body("value[3].conditionalAccessStatus", equalTo("notApplied"))
                .body("value[3].authenticationRequirement", equalTo("singleFactorAuthentication"))
                .body("value[3].status.errorCode", equalTo(0))
                .body("value[3].deviceDetail.operatingSystem", equalTo("Linux"))
                .body("value[3].deviceDetail.browser", equalTo("Firefox"))
                .body("value[3].deviceDetail.deviceId", nullValue())
                .body("value[3].location.city", equalTo("Somewhere"))
                .body("value[3].location.geoCoordinates.latitude", equalTo(60.39f))
                .body("value[3].riskState", equalTo("none"))
                .body("value[3].riskEventTypes_v2", empty())
                .body("value[3].appliedConditionalAccessPolicies", empty())
                .body("value[2].status.failureReason", equalTo("Invalid"))
                .body("value[0].userId", nullValue());
    }

    @Test
    void the_risk_of_a_sign_in_is_that_of_its_detections() {
        get(LOG + "/risky")
                .statusCode(200)
                .body("'@odata.context'", endsWith("#auditLogs/signIns/$entity"))
                .body("riskLevelDuringSignIn", equalTo("medium"))
                .body("riskLevelAggregated", equalTo("medium"))
                .body("riskState", equalTo("atRisk"))
                .body("riskDetail", equalTo("none"))
                .body("riskEventTypes_v2", contains("anonymizedIPAddress"))
                .body("riskEventTypes", contains("anonymizedIPAddress"))
                .body("autonomousSystemNumber", equalTo(64500))
                .body("conditionalAccessStatus", equalTo("failure"))
                .body("authenticationRequirement", equalTo("multiFactorAuthentication"));

        as(House.administrator(tenant))
                .body("{\"userIds\":[\"%s\"]}".formatted(ana))
                .post("/v1.0/identityProtection/riskyUsers/dismiss")
                .then()
                .statusCode(204);

        get(LOG + "/risky")
                .body("riskLevelDuringSignIn", equalTo("medium"))
                .body("riskLevelAggregated", equalTo("none"))
                .body("riskState", equalTo("dismissed"))
                .body("riskDetail", equalTo("adminDismissedAllRiskForUser"));
        assertThat(ids("riskState eq 'dismissed'")).containsExactly("risky");
        assertThat(ids("riskState eq 'atRisk'")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            userPrincipalName eq 'ANA@x.example'                            | risky home
            startswith(userPrincipalName,'Bo@')                             | wrong
            startswith(appDisplayName,'Por')                                | nobody
            appId eq 'app' and status/errorCode eq 50126                    | wrong
            status/errorCode ne 0                                           | risky wrong
            ipAddress eq '203.0.113.9'                                      | nobody home
            ipAddress eq '2001:DB8:0:0::7'                                  | wrong
            startswith(ipAddress,'203.0.')                                  | nobody home
            location/city eq 'Somewhere' and location/countryOrRegion eq 'XX' | home
            location/state eq null and location/city ne null                | home
            riskLevelDuringSignIn eq 'medium'                               | risky
            riskLevelDuringSignIn ge 'low'                                  | risky
            RiskLevelAggregated ne 'none'                                   | risky
            riskLevelAggregated eq 'none'                                   | nobody wrong home
            riskState eq 'atRisk' or riskState eq 'confirmedCompromised'    | risky
            riskState in ('none', 'atRisk') and riskDetail eq 'none'        | nobody risky wrong home
            not (riskState eq 'none')                                       | risky
            riskEventTypes_v2/any(t:t eq 'anonymizedIPAddress')             | risky
            riskEventTypes_v2/any(t:t eq 'passwordSpray')                   | ``
            riskEventTypes_v2/any()                                         | risky
            correlationId eq 'flow-1'                                       | home
            clientAppUsed eq 'Browser' and conditionalAccessStatus eq 'failure' | risky
            conditionalAccessStatus eq 'notApplied'                         | nobody wrong home
            deviceDetail/browser eq 'Firefox' and startswith(deviceDetail/operatingSystem,'Lin') | nobody risky wrong home
            id eq 'home'                                                    | home
            isInteractive eq false                                          | use
            sessionId eq 's-1' and signInEventTypes/any(t: t eq 'nonInteractiveUser') | use
            signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'nonInteractiveUser') | use nobody risky wrong home
            """)
    void sign_ins_are_filtered(String filter, String expected) {
        assertThat(ids(filter)).containsExactly(expected.equals("``") ? new String[0] : expected.split(" "));
    }

    @Test
    void sign_ins_are_filtered_by_time_and_person_and_ordered_by_time() {
        assertThat(ids("createdDateTime ge %s and createdDateTime le %s".formatted(ago(40), ago(30))))
                .containsExactly("risky", "wrong");
        assertThat(ids("createdDateTime eq %s".formatted(ago(20)))).containsExactly("nobody");
        assertThat(ids("userId eq '%s'".formatted(ana))).containsExactly("risky", "home");
        get(LOG + "?$orderby=createdDateTime&$top=2").body("value.id", contains("home", "wrong"));
        get(LOG + "?$orderby=createdDateTime desc&$top=2").body("value.id", contains("nobody", "risky"));
    }

    @Test
    void pages_follow_each_other_over_months_and_the_last_one_is_the_last() {
        for (int days : List.of(20, 45, 70)) {
            send(SignInText.of("bo@x.example")
                    .id("old-" + days)
                    .at(now.minus(days, ChronoUnit.DAYS))
                    .json());
        }
        var seen = new ArrayList<String>();
        String next = LOG + "?$top=2&$select=id&$count=true";
        int pages = 0;
        while (next != null) {
            var page = as(reader(tenant))
                    .urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract();
            assertThat((Integer) page.path("'@odata.count'")).isEqualTo(pages == 0 ? 7 : null);
            seen.addAll(page.<List<String>>path("value.id"));
            assertThat(page.<List<Object>>path("value.status")).containsOnlyNulls();
            String link = page.path("'@odata.nextLink'");
            next = link == null ? null : link.substring(link.indexOf("/v1.0"));
            pages++;
            // What comes meanwhile moves nothing.
            send(SignInText.of("bo@x.example").at(now).json());
        }
        assertThat(seen).containsExactly("nobody", "risky", "wrong", "home", "old-20", "old-45", "old-70");
        assertThat(pages).isEqualTo(4);
    }

    @Test
    void a_page_that_is_exactly_full_is_the_last_one_where_nothing_follows() {
        get(LOG + "?$top=4").body("value", hasSize(4)).body("'@odata.nextLink'", nullValue());
        assertThat(get(LOG + "/$count?$filter=status/errorCode eq 0").extract().asString())
                .isEqualTo("2");
    }

    @Test
    void of_two_with_one_id_the_first_is_got() {
        send(SignInText.of("bo@x.example").id("twice").at(ago(5)).json());
        house.database().in(tenant, handle -> handle.execute("""
                insert into sign_in select (jsonb_populate_record(s, jsonb_build_object('ts', s.ts + interval '1 minute'))).*
                from sign_in s where event_id = 'twice'"""));

        assertThat(ids("id eq 'twice'")).hasSize(2);
        get(LOG + "/twice").statusCode(200).body("createdDateTime", equalTo(ago(5).toString()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $top=1000                                 | 200
            $top=0                                    | 400
            $skip=1                                   | 200
            $filter=nothing eq 1                      | 400
            $filter=createdDateTime ge 'yesterday'    | 400
            $filter=deviceDetail eq 'x'               | 400
            $filter=ipAddress gt '10.0.0.1'           | 400
            $filter=riskState eq 'x'                  | 400
            $orderby=status                           | 400
            $expand=user                              | 400
            """)
    void queries_are_understood_or_refused(String query, int status) {
        get(LOG + "?" + query).statusCode(status);
    }

    @Test
    void a_larger_page_than_there_is_is_as_large_as_there_is() {
        get(LOG + "?$top=5000").statusCode(200).body("value", hasSize(4));
    }

    @Test
    void beta_is_another_name() {
        get("/beta/auditLogs/signIns/use")
                .statusCode(200)
                .body("isInteractive", equalTo(false))
                .body("signInEventTypes", contains("nonInteractiveUser"))
                .body("sessionId", equalTo("s-1"));
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
        for (String path : List.of(LOG, LOG + "/home", LOG + "/$count")) {
            as(caller).get(path).then().statusCode(status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/home", "/$count"})
    void an_application_needs_the_permission(String path) {
        as(Callers.application(tenant, "IdentityRiskEvent.ReadWrite.All"))
                .get(LOG + path)
                .then()
                .statusCode(403)
                .body("error.code", equalTo("Authorization_RequestDenied"));
        as(Callers.service("gateway")).get(LOG + path).then().statusCode(403);
        as(Callers.anonymous()).get(LOG + path).then().statusCode(403);
    }

    @Test
    void another_tenant_sees_nothing_of_it() {
        TenantId other = house.tenant();

        as(reader(other))
                .get(LOG + "?$count=true")
                .then()
                .statusCode(200)
                .body("value", empty())
                .body("'@odata.count'", equalTo(0));
        for (String id : List.of("home", "nothing", "%00")) {
            as(reader(other))
                    .urlEncodingEnabled(false)
                    .get(LOG + "/" + id)
                    .then()
                    .statusCode(404)
                    .body("error.code", equalTo("Request_ResourceNotFound"))
                    .body("error.message", equalTo("No sign-in with this id"));
        }
        String link = get(LOG + "?$top=1").extract().path("'@odata.nextLink'");
        as(reader(other))
                .urlEncodingEnabled(false)
                .get(link.substring(link.indexOf("/v1.0")))
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
    void other_verbs_are_not_allowed(String verb) {
        for (String path : List.of(LOG, LOG + "/home")) {
            as(House.administrator(tenant))
                    .body("{}")
                    .request(verb, path)
                    .then()
                    .statusCode(405);
        }
    }

    @Test
    void kinds_of_risk_that_came_later_are_named_in_the_newer_list_only() {
        house.database()
                .in(
                        tenant,
                        handle -> handle.execute(
                                "update sign_in set level = 'low' where tenant_id = ? and event_id = 'home'",
                                tenant.value()));
        house.database().in(tenant, handle -> handle.execute("""
                insert into detection select (jsonb_populate_record(d, jsonb_build_object('detection_id', gen_random_uuid(),
                    'type', 'mfaFatigue', 'state', 'remediated', 'about', 'x'))).* from detection d"""));

        get(LOG + "/risky")
                .body("riskEventTypes_v2", containsInAnyOrder("anonymizedIPAddress", "mfaFatigue"))
                .body("riskEventTypes", containsInAnyOrder("anonymizedIPAddress", "unknownFutureValue"))
                .body("riskState", equalTo("atRisk"));
    }
}
