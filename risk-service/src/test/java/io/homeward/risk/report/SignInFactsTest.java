package io.homeward.risk.report;

import static io.homeward.risk.House.as;
import static io.homeward.risk.House.sender;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.risk.House;
import io.homeward.risk.PublishedFeeds;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.testsupport.Callers;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@RunningService
class SignInFactsTest {
    private static final String FACTS = "/internal/tenants/{t}/sign-in-facts";
    private static final String AT_RISK = "/internal/tenants/{t}/people-at-risk";
    private static final String SOME_TIME = "2026-03-04T07:12:44Z";

    private final Instant now = Instant.now();
    private final Instant since = now.minus(Duration.ofHours(1));

    @Inject
    House house;

    private TenantId tenant;
    private PersonId ana;

    @BeforeEach
    void begin() {
        tenant = house.tenant();
        ana = house.person(tenant, "ana@x.example");
    }

    private static RequestSpecification service() {
        return as(Callers.service("tenant-service"));
    }

    private SignInText signIn(String id, long secondsAgo) {
        return SignInText.of("ana@x.example").id(id).at(now.minusSeconds(secondsAgo));
    }

    private static void told(TenantId tenant, SignInText... signIns) {
        for (SignInText signIn : signIns) {
            as(sender(tenant)).body(signIn.json()).post("/v1/signIns").then().statusCode(200);
        }
    }

    /** The value of every page, until one has no next. */
    private List<String> walked(String path, String field, int limit) {
        var seen = new ArrayList<String>();
        String next = null;
        do {
            RequestSpecification request = service().queryParam("limit", limit);
            if (path.equals(FACTS)) {
                request.queryParam("since", since.toString());
            }
            if (next != null) {
                request.queryParam("after", next);
            }
            JsonPath page = request.get(path, tenant.toString())
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            List<String> values = page.getList("value." + field, String.class);
            assertThat(values).hasSizeLessThanOrEqualTo(limit);
            seen.addAll(values);
            next = page.getString("next");
        } while (next != null && seen.size() < 100);
        return seen;
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "5", "6", "2000"})
    void pages_have_no_gaps_and_nothing_twice_also_where_many_happened_at_once(int limit) {
        told(
                tenant,
                signIn("e", 10),
                signIn("c", 30),
                signIn("a", 30),
                signIn("b", 30),
                signIn("d", 20),
                signIn("wrong", 25).wrongPassword(),
                signIn("long-ago", 7200),
                SignInText.of("nobody@x.example").id("nobodys").at(now.minusSeconds(25)));

        assertThat(walked(FACTS, "id", limit)).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void a_fact_says_what_decisions_need_and_nothing_of_another_tenant() {
        TenantId other = house.tenant();
        house.person(other, "ana@x.example");
        told(other, signIn("theirs", 10));
        told(tenant, signIn("mine", 10));

        service()
                .queryParam("since", since.toString())
                .get(FACTS, tenant.toString())
                .then()
                .statusCode(200)
                .body("value", hasSize(1), "next", nullValue())
                .body("value[0].id", equalTo("mine"), "value[0].person", equalTo(ana.toString()))
                .body("value[0].client", equalTo("Browser"), "value[0].interactive", equalTo(true))
                .body("value[0].ip", equalTo("203.0.113.9"), "value[0].operatingSystem", equalTo("Linux"))
                .body("value[0].level", equalTo("none"), "value[0].userLevel", equalTo("none"))
                .body("value[0].country", nullValue(), "value[0].mfa", nullValue());
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void whoever_is_at_risk_now_is_told_page_by_page(int limit) {
        PersonId bo = house.person(tenant, "bo@x.example");
        house.person(tenant, "cy@x.example");
        told(
                tenant,
                signIn("s-ana", 20).from(PublishedFeeds.ANONYMOUS),
                SignInText.of("bo@x.example").from(PublishedFeeds.ANONYMOUS),
                SignInText.of("cy@x.example"));
        TenantId other = house.tenant();
        house.person(other, "ana@x.example");
        told(other, signIn("s-other", 20).from(PublishedFeeds.ANONYMOUS));

        // PostgreSQL's order of UUIDs is that of their text.
        assertThat(walked(AT_RISK, "person", limit))
                .containsExactlyInAnyOrder(ana.toString(), bo.toString())
                .isSorted();
        service().get(AT_RISK, tenant.toString()).then().body("value.state", contains("atRisk", "atRisk"));
    }

    @Test
    void only_the_suites_own_services_may_ask() {
        for (var caller :
                List.of(House.administrator(tenant), sender(tenant), House.reader(tenant), Callers.anonymous())) {
            as(caller)
                    .queryParam("since", since.toString())
                    .get(FACTS, tenant.toString())
                    .then()
                    .statusCode(403);
            as(caller).get(AT_RISK, tenant.toString()).then().statusCode(403);
        }
    }

    private static List<String> misunderstood() {
        String zero = Base64.getUrlEncoder().encodeToString((SOME_TIME + " a\0").getBytes(StandardCharsets.UTF_8));
        String far =
                Base64.getUrlEncoder().encodeToString("+999999999-01-01T00:00:00Z a".getBytes(StandardCharsets.UTF_8));
        return List.of(
                FACTS,
                FACTS + "?since=yesterday",
                FACTS + "?since=-999999999-01-01T00:00:00Z",
                FACTS + "?since=" + SOME_TIME + "&limit=0",
                FACTS + "?since=" + SOME_TIME + "&limit=2001",
                FACTS + "?since=" + SOME_TIME + "&after=nonsense",
                FACTS + "?since=" + SOME_TIME + "&after=" + zero,
                FACTS + "?since=" + SOME_TIME + "&after=" + far,
                AT_RISK + "?limit=0",
                AT_RISK + "?limit=2001");
    }

    @ParameterizedTest
    @MethodSource("misunderstood")
    void what_is_not_understood_is_refused(String path) {
        service()
                .get(path, UUID.randomUUID().toString())
                .then()
                .statusCode(400)
                .contentType(startsWith("application/problem+json"));
    }
}
