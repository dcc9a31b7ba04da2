package io.homeward.risk.report;

import static io.homeward.risk.House.as;
import static io.homeward.risk.House.sender;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.risk.House;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.testsupport.Callers;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person may see of his own sign-ins. */
@RunningService
class OwnSignInsTest {
    private static final String PATH = "/internal/tenants/{t}/people/{p}/sign-ins";

    private final Instant now = Instant.now();

    @Inject
    House house;

    private TenantId tenant;
    private PersonId ana;

    @BeforeEach
    void begin() {
        tenant = house.tenant();
        ana = house.person(tenant, "ana@x.example");
        house.person(tenant, "bo@x.example");
        told(
                signIn("a", 40),
                signIn("b", 30),
                signIn("c", 30),
                signIn("wrong", 20).wrongPassword(),
                SignInText.of("bo@x.example").id("bos").at(now.minusSeconds(10)));
    }

    private static RequestSpecification service() {
        return as(Callers.service("remediation-service"));
    }

    private SignInText signIn(String id, long secondsAgo) {
        return SignInText.of("ana@x.example").id(id).at(now.minusSeconds(secondsAgo));
    }

    private void told(SignInText... signIns) {
        for (SignInText signIn : signIns) {
            as(sender(tenant)).body(signIn.json()).post("/v1/signIns").then().statusCode(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 100})
    void his_own_and_no_others_the_newest_first_and_each_once(int limit) {
        List<String> seen = new ArrayList<>();
        String next = null;
        do {
            RequestSpecification request = service().queryParam("limit", limit);
            if (next != null) {
                request.queryParam("after", next);
            }
            JsonPath page = request.get(PATH, tenant.toString(), ana.toString())
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("value.id", String.class));
            next = page.getString("next");
        } while (next != null && seen.size() < 20);

        assertThat(seen).containsExactly("wrong", "c", "b", "a");
    }

    @Test
    void it_says_where_and_with_what_and_nothing_of_risk() {
        JsonPath one = service()
                .get(PATH + "/a", tenant.toString(), ana.toString())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(one.getMap("").keySet().stream().map(Object::toString))
                .containsExactlyInAnyOrder(
                        "id",
                        "at",
                        "application",
                        "ip",
                        "city",
                        "country",
                        "latitude",
                        "longitude",
                        "operatingSystem",
                        "browser",
                        "sessionId",
                        "errorCode",
                        "mfa");
        assertThat(one.getString("ip")).isEqualTo("203.0.113.9");
        assertThat(one.getInt("errorCode")).isZero();
    }

    @Test
    void somebody_elses_is_not_there_and_nobody_but_services_asks() {
        service().get(PATH + "/bos", tenant.toString(), ana.toString()).then().statusCode(404);
        service().get(PATH, house.tenant().toString(), ana.toString()).then().body("value.size()", equalTo(0));
        service()
                .queryParam("after", "x")
                .get(PATH, tenant.toString(), ana.toString())
                .then()
                .statusCode(400);
        service()
                .queryParam("limit", 101)
                .get(PATH, tenant.toString(), ana.toString())
                .then()
                .statusCode(400);
        as(Callers.member(tenant, ana))
                .get(PATH, tenant.toString(), ana.toString())
                .then()
                .statusCode(403);
    }
}
