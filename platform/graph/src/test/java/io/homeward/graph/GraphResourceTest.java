package io.homeward.graph;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.sample.Detection;
import io.homeward.graph.sample.Detections;
import io.homeward.testsupport.Callers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@GraphTest
class GraphResourceTest {
    private static final String PATH = "/v1.0/identityProtection/riskDetections";
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final PersonId person = new PersonId(UUID.randomUUID());
    private final UUID id = UUID.randomUUID();

    @Inject
    Detections detections;

    @BeforeEach
    void two_detections() {
        add(id, "agent", "2026-03-04T07:12:44.1034Z");
        add(UUID.randomUUID(), "signin", "2026-03-03T00:00:00Z");
    }

    @Test
    void a_collection_has_its_envelope_and_headers() {
        Response answer = caller().header("client-request-id", "abc-1")
                .header("request-id", "def-2")
                .get(PATH);

        answer.then()
                .statusCode(200)
                .header("OData-Version", "4.0")
                .header("request-id", "def-2")
                .header("client-request-id", "abc-1")
                .header(
                        "Date",
                        matchesPattern("(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d{2} [A-Z][a-z]{2} \\d{4} [\\d:]{8} GMT"))
                .header(
                        "Content-Type",
                        equalTo(
                                "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"))
                .body(
                        "'@odata.context'",
                        equalTo("https://idp.example/v1.0/$metadata#identityProtection/riskDetections"))
                .body("value", hasSize(2))
                .body("value[0].id", equalTo(id.toString()))
                .body("value[0].detectedDateTime", equalTo("2026-03-04T07:12:44.103400Z"))
                .body("value[0].location.city", equalTo("Bergen"))
                .body("$", not(hasKey("@odata.count")))
                .body("$", not(hasKey("@odata.nextLink")));
        assertThat(answer.asString()).startsWith("{\"@odata.context\":");
    }

    @Test
    void beta_is_another_name_of_the_same() {
        caller().get(PATH.replace("v1.0", "beta"))
                .then()
                .statusCode(200)
                .body(
                        "'@odata.context'",
                        equalTo("https://idp.example/beta/$metadata#identityProtection/riskDetections"))
                .body("value", hasSize(2));
    }

    @Test
    void a_caller_sees_his_own_tenant_only() {
        given().header("X-Forwarded-Host", "idp.example")
                .auth()
                .oauth2(Callers.token("risk-service", Callers.member(new TenantId(UUID.randomUUID()), person)))
                .get(PATH)
                .then()
                .body("value", hasSize(0));
    }

    @Test
    void the_next_link_leads_through_all_pages_and_keeps_every_option() {
        Response first = caller().queryParam("$top", 1)
                .queryParam("$count", "true")
                .queryParam("$filter", "riskLevel eq 'high' and location/city eq 'Bergen'")
                .queryParam("$select", "id")
                .get(PATH);
        String next = first.path("'@odata.nextLink'");

        first.then().body("'@odata.count'", equalTo(2)).body("value", hasSize(1));
        assertThat(next)
                .startsWith("https://idp.example" + PATH + "?")
                .contains(
                        "$top=1",
                        "$select=id",
                        "$filter=riskLevel%20eq%20%27high%27%20and%20location%2Fcity%20eq%20%27Bergen%27")
                .doesNotContain(" ");

        Response second = caller().urlEncodingEnabled(false).get(next.substring("https://idp.example".length()));

        second.then()
                .statusCode(200)
                .body("value", hasSize(1))
                .body("value[0].id", not(equalTo(first.path("value[0].id").toString())))
                .body("$", not(hasKey("@odata.nextLink")))
                .body("$", not(hasKey("@odata.count")));
    }

    @Test
    void only_what_is_selected_is_shown_and_the_context_says_so() {
        caller().queryParam("$select", "ID,riskLevel")
                .get(PATH)
                .then()
                .body(
                        "'@odata.context'",
                        equalTo("https://idp.example/v1.0/$metadata#identityProtection/riskDetections(id,riskLevel)"))
                .body("value[0].keySet()", equalTo(new java.util.LinkedHashSet<>(List.of("id", "riskLevel"))));
    }

    @Test
    void what_is_shown_on_request_is_not_shown_without_it() {
        caller().get(PATH).then().body("value[0]", not(hasKey("remark")));
        caller().get(PATH + "/" + id).then().body("$", not(hasKey("remark")));
        caller().queryParam("$select", "remark")
                .get(PATH)
                .then()
                .body("value[0].remark", equalTo("unlikelyTravel"))
                .body("value[0]", not(hasKey("id")));
    }

    @ParameterizedTest
    @CsvSource({"/$count, 2", "/%24count, 2", "/$count?$filter=source%20eq%20%27agent%27, 1", "/$count?$top=1, 2"})
    void a_collection_is_counted_by_its_path(String path, String count) {
        for (String accepted : List.of("*/*", "text/plain", "application/json")) {
            caller().urlEncodingEnabled(false)
                    .header("Accept", accepted)
                    .get(PATH + path)
                    .then()
                    .statusCode(200)
                    .header("Content-Type", startsWith("text/plain"))
                    .body(equalTo(count));
        }
    }

    @Test
    void directory_objects_are_counted_searched_and_negated_with_a_header() {
        String path = "/v1.0/directory/riskDetections";
        for (String query :
                List.of("/$count", "?$search=\"userPrincipalName:rui\"", "?$filter=source ne 'agent'&$count=true")) {
            caller().get(path + query).then().statusCode(400).body("error.code", equalTo("Request_UnsupportedQuery"));
            caller().header("ConsistencyLevel", "Eventual")
                    .get(path + query)
                    .then()
                    .statusCode(200);
        }
        caller().get(path + "?$count=true").then().statusCode(200).body("$", not(hasKey("@odata.count")));
    }

    @Test
    void a_page_that_follows_needs_no_header_again() {
        String path = "/v1.0/directory/riskDetections";
        String next = caller().header("ConsistencyLevel", "eventual")
                .get(path + "?$search=\"userPrincipalName:rui\"&$count=true&$top=1")
                .path("'@odata.nextLink'");

        caller().urlEncodingEnabled(false)
                .get(next.substring("https://idp.example".length()))
                .then()
                .statusCode(200)
                .body("value", hasSize(1));
    }

    @Test
    void a_later_member_of_an_enumeration_is_shown_to_who_understands_it() {
        caller().get(PATH).then().body("value[0].source", equalTo("unknownFutureValue"));
        caller().header("Prefer", "include-unknown-enum-members")
                .get(PATH)
                .then()
                .header("Preference-Applied", equalTo("include-unknown-enum-members"))
                .body("value[0].source", equalTo("agent"));
        caller().header("Prefer", "odata.maxpagesize=5, include-unknown-enum-members; x=1")
                .get(PATH + "/" + id)
                .then()
                .body("source", equalTo("agent"));
        caller().get(PATH + "/" + id).then().body("source", equalTo("unknownFutureValue"));
    }

    @Test
    void one_object_has_its_context_and_its_tag() {
        caller().get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("W/\"7\""))
                .body(
                        "'@odata.context'",
                        equalTo("https://idp.example/v1.0/$metadata#identityProtection/riskDetections/$entity"))
                .body("'@odata.etag'", equalTo("W/\"7\""))
                .body("id", equalTo(id.toString()));
        caller().queryParam("$select", "riskLevel")
                .get(PATH + "/" + id)
                .then()
                .body(
                        "'@odata.context'",
                        equalTo(
                                "https://idp.example/v1.0/$metadata#identityProtection/riskDetections(riskLevel)/$entity"))
                .body("riskLevel", equalTo("high"))
                .body("$", not(hasKey("id")));
    }

    @Test
    void without_a_word_of_the_gateway_links_begin_with_the_configured_address() {
        given().auth()
                .oauth2(Callers.token("risk-service", Callers.member(tenant, person)))
                .get(PATH)
                .then()
                .body("'@odata.context'", startsWith("http://localhost:"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none | 412",
                "W/\"6\" | 412",
                "\"6\", W/\"8\" | 412",
                "W/\"7\" | 204",
                "\"7\" | 204",
                "\"1\", W/\"7\" | 204",
                "* | 204"
            })
    void a_change_names_the_version_it_was_made_from(String ifMatch, int status) {
        RequestSpecification request = caller().contentType("application/json").body("{\"displayName\":\"x\"}");
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }

        assertThat(request.patch(PATH + "/" + id).statusCode()).isEqualTo(status);
    }

    @Test
    void types_in_a_body_are_accepted_and_ignored_as_is_what_we_do_not_know() {
        caller().contentType("application/json;odata.metadata=minimal")
                .header("Accept", "application/json;odata.metadata=minimal;odata.streaming=true")
                .body("""
                        {"@odata.type": "#microsoft.graph.change", "displayName": "x", "level": "HIGH", "further": {"a": 1},
                         "parts@odata.type": "#Collection", "parts": [{"@odata.type": "#microsoft.graph.part", "name": "p"}]}
                        """)
                .post(PATH)
                .then()
                .statusCode(200)
                .body("level", equalTo("high"))
                .body("parts[0].name", equalTo("p"));
    }

    @Test
    void times_have_at_most_seven_digits_of_a_second() {
        caller().contentType("application/json")
                .body("{\"displayName\": \"x\", \"until\": \"2026-01-01T00:00:00.123456789Z\"}")
                .post(PATH)
                .then()
                .body("until", equalTo("2026-01-01T00:00:00.1234567Z"));
    }

    @Test
    void a_request_without_an_id_gets_one_and_a_harmful_one_is_not_repeated() {
        caller().header("client-request-id", "<script>")
                .header("request-id", "a b")
                .get(PATH)
                .then()
                .header("request-id", matchesPattern("[0-9a-f-]{36}"))
                .header("client-request-id", equalTo(null));
    }

    private RequestSpecification caller() {
        return given().auth()
                .oauth2(Callers.token("risk-service", Callers.member(tenant, person)))
                .header("X-Forwarded-Host", "idp.example")
                .header("X-Forwarded-Proto", "https");
    }

    private void add(UUID detection, String source, String at) {
        detections.add(
                tenant,
                new Detection(
                        detection,
                        "unlikelyTravel",
                        "rui@fjord.example",
                        "high",
                        source,
                        false,
                        new Detection.Status(0L),
                        new Detection.Location("Bergen"),
                        List.of(),
                        Instant.parse(at)));
    }
}
