package io.homeward.tenant.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class TenantInformationResourceTest {
    private static final String PATH = "/v1.0/tenantRelationships/";

    private Organisation here;
    private Organisation there;

    @BeforeEach
    void begin() {
        here = Organisation.made();
        there = Organisation.made();
    }

    private Response by(String call) {
        return here.administration().urlEncodingEnabled(false).get(PATH + call);
    }

    private Response byId(Object id) {
        return by("findTenantInformationByTenantId(tenantId='" + id + "')");
    }

    private Response byDomain(String domain) {
        return by("findTenantInformationByDomainName(domainName='" + domain + "')");
    }

    @Test
    void an_organisation_is_found_by_its_id_and_its_domains_however_the_call_is_written() {
        for (Response answer : new Response[] {
            byId(there.id()),
            byDomain(there.domain()),
            by("findTenantInformationByTenantId(tenantId=%27" + there.id() + "%27)"),
            by("findTenantInformationByDomainName%28domainName=%27" + there.domain() + "%27%29")
        }) {
            answer.then()
                    .statusCode(200)
                    .body("tenantId", equalTo(there.id().toString()))
                    .body("displayName", equalTo("Organisation " + there.domain()))
                    .body("defaultDomainName", equalTo(there.domain()), "federationBrandName", nullValue());
            // name, id and default domain; nothing else of another organisation
            assertThat(Feeds.read(answer.asString())).hasSize(5);
        }
    }

    @Test
    void whoever_is_not_there_is_not_verified_or_is_suspended_has_one_answer() {
        there.administration()
                .body(Map.of("id", "unverified." + there.domain()))
                .post("/v1.0/domains")
                .then()
                .statusCode(201);
        String unknown = answer(byId(UUID.randomUUID()));

        assertThat(answer(byDomain("unverified." + there.domain()))).isEqualTo(unknown);
        assertThat(answer(byDomain("nobody.example"))).isEqualTo(unknown);
        assertThat(answer(byId("nonsense"))).isEqualTo(unknown);
        Organisation.operator()
                .post("/v1/tenants/" + there.id() + "/suspend")
                .then()
                .statusCode(200);
        assertThat(answer(byId(there.id()))).isEqualTo(unknown);
        assertThat(answer(byDomain(there.domain()))).isEqualTo(unknown);
    }

    @Test
    void it_needs_a_right_and_a_call_that_is_one() {
        by("findTenantInformationByTenantId(tenant='x')").then().statusCode(400);
        by("findTenantInformationByName(name='x')").then().statusCode(400);
        String path = PATH + "findTenantInformationByTenantId(tenantId='" + there.id() + "')";
        here.application("User.Read.All")
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(403);
        here.member().urlEncodingEnabled(false).get(path).then().statusCode(403);
        here.member(DirectoryRole.GLOBAL_ADMINISTRATOR)
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(200);
    }

    private static String answer(Response response) {
        assertThat(response.statusCode()).isEqualTo(404);
        return response.path("error.code") + " " + response.path("error.message");
    }
}
