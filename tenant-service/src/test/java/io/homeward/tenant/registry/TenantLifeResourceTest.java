package io.homeward.tenant.registry;

import static io.homeward.tenant.Organisation.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import io.homeward.testsupport.Callers;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class TenantLifeResourceTest {
    private Organisation here;

    @BeforeEach
    void begin() {
        here = Organisation.made();
    }

    private String at(String what) {
        return "/v1/tenants/" + here.id() + what;
    }

    @Test
    void a_suspended_tenant_is_known_to_nobody_until_it_is_resumed() {
        operator()
                .body(Map.of("reason", "unpaid"))
                .post(at("/suspend"))
                .then()
                .statusCode(200)
                .body("status", equalTo("suspended"));
        operator().post(at("/suspend")).then().statusCode(200);

        assertThat(Feeds.snapshot("rules", here.id())).isEmpty();
        assertThat(Feeds.lastChange("rules", here.id()).has("body")).isFalse();
        assertThat(application().path("enabled").asBoolean()).isFalse();
        Organisation.as(Callers.anonymous())
                .queryParam("userPrincipalName", "rui@" + here.domain())
                .get("/v1/homeRealm")
                .then()
                .statusCode(404);
        // What still arrives from before changes nothing that is published.
        here.administration()
                .body(Map.of("enabled", true))
                .put("/v1/registrationPolicy")
                .then()
                .statusCode(200);
        assertThat(Feeds.snapshot("rules", here.id())).isEmpty();
        here.administration()
                .body(Map.of())
                .post(Organisation.APPLICATIONS + "/" + here.clientId() + "/addPassword")
                .then()
                .statusCode(200);
        assertThat(application().path("enabled").asBoolean()).isFalse();

        operator().post(at("/resume")).then().statusCode(200).body("status", equalTo("active"));
        operator().post(at("/resume")).then().statusCode(200);
        assertThat(Feeds.snapshot("rules", here.id())
                        .orElseThrow()
                        .at("/registration/enabled")
                        .asBoolean())
                .isTrue();
        assertThat(application().path("enabled").asBoolean()).isTrue();
    }

    @Test
    void a_deleted_tenant_keeps_its_domain_and_can_come_back() {
        operator().delete(at("")).then().statusCode(204);
        operator().delete(at("")).then().statusCode(204);

        assertThat(Feeds.snapshot("rules", here.id())).isEmpty();
        operator().get(at("")).then().statusCode(200).body("status", equalTo("deleted"));
        operator()
                .body(Map.of("displayName", "Another", "defaultDomain", here.domain()))
                .post("/v1/tenants")
                .then()
                .statusCode(409);
        assertThat(listed(Map.of("domain", here.domain()))).isEmpty();
        assertThat(listed(Map.of("domain", here.domain(), "status", "deleted")))
                .containsExactly(here.id().toString());

        operator().post(at("/resume")).then().statusCode(200).body("status", equalTo("active"));
        assertThat(Feeds.snapshot("rules", here.id())).isPresent();
    }

    @Test
    void a_tenant_is_renamed_and_found_by_name_domain_and_status() {
        String name = "Fjord " + UUID.randomUUID();
        operator()
                .body(Map.of("displayName", name))
                .patch(at(""))
                .then()
                .statusCode(200)
                .body("displayName", equalTo(name));

        assertThat(Feeds.snapshot("rules", here.id()).orElseThrow().path("name").asText())
                .isEqualTo(name);
        assertThat(listed(Map.of("displayName", name.toUpperCase(java.util.Locale.ROOT))))
                .containsExactly(here.id().toString());
        assertThat(listed(Map.of("domain", here.domain(), "status", "active")))
                .containsExactly(here.id().toString());
        assertThat(listed(Map.of("displayName", name, "status", "suspended"))).isEmpty();
        operator().queryParam("status", "sleepy").get("/v1/tenants").then().statusCode(400);
        operator().queryParam("displayName", "\u0000").get("/v1/tenants").then().statusCode(200);
    }

    @Test
    void the_platforms_own_tenant_stays() {
        String platform = "/v1/tenants/" + Organisation.PLATFORM;
        operator().delete(platform).then().statusCode(400);
        operator().post(platform + "/suspend").then().statusCode(400);
        assertThat(Feeds.snapshot("rules", Organisation.PLATFORM)).isPresent();
    }

    @Test
    void global_administrators_of_the_platform_run_the_installation_and_those_of_others_do_not() {
        var somebody = new PersonId(UUID.randomUUID());
        String global = DirectoryRole.GLOBAL_ADMINISTRATOR.id().toString();
        RequestSpecification person = Organisation.as(Callers.member(Organisation.PLATFORM, somebody, global));
        person.get("/v1/tenants").then().statusCode(200);
        person.body(Map.of("displayName", "Renamed")).patch(at("")).then().statusCode(200);
        Organisation.as(Callers.memberWithoutMfa(Organisation.PLATFORM, somebody, global))
                .body(Map.of("displayName", "Renamed"))
                .patch(at(""))
                .then()
                .statusCode(403);
        Organisation.as(Callers.memberWithoutMfa(Organisation.PLATFORM, somebody, global))
                .get("/v1/tenants")
                .then()
                .statusCode(200);

        String userAdministrator = DirectoryRole.USER_ADMINISTRATOR.id().toString();
        for (RequestSpecification other : List.of(
                Organisation.as(Callers.member(Organisation.PLATFORM, somebody, userAdministrator)),
                Organisation.as(Callers.external(here.id(), somebody, Organisation.PLATFORM, global)),
                Organisation.as(Callers.application(Organisation.PLATFORM, "Organization.ReadWrite.All")),
                here.member(DirectoryRole.GLOBAL_ADMINISTRATOR),
                here.application("Tenant.ReadWrite.All"))) {
            other.get("/v1/tenants").then().statusCode(403);
            other.body(Map.of("displayName", "Mine")).patch(at("")).then().statusCode(403);
            other.post(at("/suspend")).then().statusCode(403);
            other.post(at("/resume")).then().statusCode(403);
            other.delete(at("")).then().statusCode(403);
        }
        operator().get(at("")).then().body("status", equalTo("active"), "displayName", not(equalTo("Mine")));
    }

    @Test
    void bad_requests_are_refused() {
        operator().body("{}").patch(at("")).then().statusCode(400);
        operator().body(Map.of("displayName", "a\u0000b")).patch(at("")).then().statusCode(400);
        operator()
                .body(Map.of("displayName", "x".repeat(257)))
                .patch(at(""))
                .then()
                .statusCode(400);
        operator()
                .body(Map.of("reason", "x".repeat(501)))
                .post(at("/suspend"))
                .then()
                .statusCode(400);
        operator().post("/v1/tenants/" + UUID.randomUUID() + "/suspend").then().statusCode(404);
        operator().post("/v1/tenants/nonsense/suspend").then().statusCode(404);
        operator().get("/v1/tenants").then().body("value.id", hasItem(Organisation.PLATFORM.toString()));
    }

    private com.fasterxml.jackson.databind.JsonNode application() {
        return Feeds.snapshot("applications", here.clientId()).orElseThrow();
    }

    private static List<String> listed(Map<String, String> wanted) {
        return operator()
                .queryParams(wanted)
                .get("/v1/tenants")
                .then()
                .statusCode(200)
                .extract()
                .path("value.id");
    }
}
