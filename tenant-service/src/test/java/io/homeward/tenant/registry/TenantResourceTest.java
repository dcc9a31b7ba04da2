package io.homeward.tenant.registry;

import static io.homeward.tenant.Organisation.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.Permission;
import io.homeward.tenant.RunningService;
import io.homeward.tenant.application.Secret;
import io.homeward.testsupport.Callers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@RunningService
class TenantResourceTest {

    @Test
    void a_tenant_is_made_with_its_domain_its_rules_and_a_way_to_administer_it() {
        String domain = domain();

        var made = operator()
                .body(Map.of("displayName", "Fjord Clinic", "defaultDomain", domain))
                .post("/v1/tenants")
                .then()
                .statusCode(201)
                .body("displayName", equalTo("Fjord Clinic"), "defaultDomain", equalTo(domain))
                .body(
                        "administration.permissions",
                        containsInAnyOrder(Permission.ofTenants().stream()
                                .map(Permission::wire)
                                .toArray()))
                .body("administration.permissions", not(hasItem("Tenant.ReadWrite.All")))
                .extract();

        String secret = made.path("administration.clientSecret");
        var application = Feeds.snapshot("applications", made.path("administration.clientId"))
                .orElseThrow();
        assertThat(application.path("secretHashes").get(0).asText()).isEqualTo(new Secret(secret).hash());
        assertThat(application.path("tenant").asText()).isEqualTo(made.path("id"));
        var rules = Feeds.snapshot("rules", made.path("id")).orElseThrow();
        assertThat(rules.path("name").asText()).isEqualTo("Fjord Clinic");
        assertThat(rules.path("externalAccess").path("threshold").asText()).isEqualTo("HIGH");
    }

    @Test
    void a_tenant_sees_itself_and_the_operator_sees_all() {
        Organisation one = Organisation.made();
        Organisation other = Organisation.made();

        one.administration()
                .get("/v1/tenant")
                .then()
                .statusCode(200)
                .body("id", equalTo(one.id().toString()), "domains", equalTo(java.util.List.of(one.domain())));
        operator()
                .get("/v1/tenants/" + other.id())
                .then()
                .statusCode(200)
                .body("defaultDomain", equalTo(other.domain()));
        operator()
                .queryParam("top", 999)
                .get("/v1/tenants")
                .then()
                .statusCode(200)
                .body(
                        "value.id",
                        hasItem(one.id().toString()),
                        "value.id",
                        hasItem(other.id().toString()));
        operator().get("/v1/tenants/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void the_list_comes_in_pages() {
        Organisation.made();
        Organisation.made();

        var first = operator()
                .queryParam("top", 1)
                .get("/v1/tenants")
                .then()
                .statusCode(200)
                .extract();
        String next = first.path("next");

        operator()
                .queryParam("top", 1)
                .queryParam("after", next)
                .get("/v1/tenants")
                .then()
                .statusCode(200)
                .body("value.id", not(hasItem(next)));
    }

    @Test
    void nobody_but_the_operator_makes_or_lists_tenants() {
        Organisation one = Organisation.made();
        var wanted = Map.of("displayName", "Another", "defaultDomain", domain());

        one.administration().body(wanted).post("/v1/tenants").then().statusCode(403);
        one.administration().get("/v1/tenants").then().statusCode(403);
        one.administration().get("/v1/tenants/" + one.id()).then().statusCode(403);
        one.member(DirectoryRole.GLOBAL_ADMINISTRATOR).get("/v1/tenants").then().statusCode(403);
        one.application("Tenant.ReadWrite.All").get("/v1/tenants").then().statusCode(403);
        Organisation.as(Callers.service("gateway")).get("/v1/tenants").then().statusCode(403);
    }

    @Test
    void a_domain_belongs_to_one_tenant() {
        Organisation one = Organisation.made();

        operator()
                .body(Map.of("displayName", "Another", "defaultDomain", one.domain()))
                .post("/v1/tenants")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:homeward:problem:domain-taken"));
    }

    @Test
    void a_request_repeated_under_its_key_makes_nothing_twice() {
        String key = UUID.randomUUID().toString();
        var wanted = Map.of("displayName", "Fjord Clinic", "defaultDomain", domain());

        var first = operator()
                .header("Idempotency-Key", key)
                .body(wanted)
                .post("/v1/tenants")
                .then()
                .statusCode(201)
                .extract();
        var again = operator()
                .header("Idempotency-Key", key)
                .body(wanted)
                .post("/v1/tenants")
                .then()
                .statusCode(201)
                .extract();

        assertThat(again.<String>path("id")).isEqualTo(first.path("id"));
        // The first secret may never have arrived; only the newest opens anything.
        var application = Feeds.snapshot("applications", again.path("administration.clientId"))
                .orElseThrow();
        assertThat(application.path("secretHashes")).hasSize(1);
        assertThat(application.path("secretHashes").get(0).asText())
                .isEqualTo(new Secret(again.path("administration.clientSecret")).hash());
        operator()
                .header("Idempotency-Key", key)
                .body(Map.of("displayName", "Something else", "defaultDomain", domain()))
                .post("/v1/tenants")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:homeward:problem:key-reused"));
    }

    private static String domain() {
        return "d" + UUID.randomUUID().toString().substring(0, 13) + ".example";
    }
}
