package io.homeward.tenant.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import io.homeward.testsupport.Callers;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

@RunningService
class HomeRealmResourceTest {
    private static Response realm(String name) {
        return Organisation.as(Callers.anonymous())
                .queryParam("userPrincipalName", name)
                .get("/v1/homeRealm");
    }

    @Test
    void the_domain_alone_says_where_to_sign_in_and_not_who_is_there() {
        Organisation here = Organisation.made();
        here.person("rui");

        Response somebody = realm("rui@" + here.domain());
        Response nobody = realm("Nobody@" + here.domain().toUpperCase(java.util.Locale.ROOT));

        somebody.then()
                .statusCode(200)
                .body("tenantId", equalTo(here.id().toString()), "kind", equalTo("managed"), "provider", nullValue())
                .body("displayName", equalTo("Organisation " + here.domain()))
                .body("issuer", endsWith("/" + here.id() + "/v2.0"));
        assertThat(nobody.asString()).isEqualTo(somebody.asString());
    }

    @Test
    void what_is_nobodys_or_unverified_has_one_answer() {
        Organisation here = Organisation.made();
        String unverified = "unverified." + here.domain();
        here.administration()
                .body(Map.of("id", unverified))
                .post("/v1.0/domains")
                .then()
                .statusCode(201);

        String unknown = answer(realm("rui@nobody-has-this.example"));
        assertThat(answer(realm("rui@" + unverified))).isEqualTo(unknown);
        assertThat(answer(realm("rui"))).isEqualTo(unknown);
        assertThat(answer(realm("@" + here.domain()))).isEqualTo(unknown);
        assertThat(answer(realm("rui@nodot"))).isEqualTo(unknown);
        assertThat(answer(realm("rui@\u0000" + here.domain()))).isEqualTo(unknown);
    }

    @Test
    void without_a_name_nothing_is_looked_for() {
        Organisation.as(Callers.anonymous()).get("/v1/homeRealm").then().statusCode(400);
        realm("x".repeat(400) + "@example.com").then().statusCode(400);
        io.restassured.RestAssured.get("/v1/homeRealm?userPrincipalName=a@b.example")
                .then()
                .statusCode(401);
    }

    private static String answer(Response response) {
        assertThat(response.statusCode()).isEqualTo(404);
        return response.asString().replaceAll("\"requestId\":\"[^\"]*\"", "");
    }
}
