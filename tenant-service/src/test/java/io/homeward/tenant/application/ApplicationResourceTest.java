package io.homeward.tenant.application;

import static io.homeward.accessrules.DirectoryRole.GLOBAL_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.USER_ADMINISTRATOR;
import static io.homeward.tenant.Organisation.APPLICATIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RunningService
class ApplicationResourceTest {
    private Organisation here;

    @BeforeEach
    void begin() {
        here = Organisation.made();
    }

    @Test
    void an_application_is_registered_gets_a_secret_once_and_is_deleted() {
        String id = here.administration()
                .body(Map.of(
                        "displayName", "Patient records",
                        "homewardPermissions", List.of("User.Read.All"),
                        "homewardUpstream", Map.of("name", "records", "uri", "http://127.0.0.1:8099")))
                .post(APPLICATIONS)
                .then()
                .statusCode(201)
                .body("homewardUpstream.name", equalTo("records"))
                .extract()
                .path("appId");

        var secret = here.administration()
                .body(Map.of("passwordCredential", Map.of("displayName", "first")))
                .post(APPLICATIONS + "/" + id + "/addPassword")
                .then()
                .statusCode(200)
                .body("displayName", equalTo("first"))
                .extract();
        String text = secret.path("secretText");
        assertThat(text).hasSizeGreaterThanOrEqualTo(43);
        here.administration()
                .get(APPLICATIONS + "/" + id)
                .then()
                .statusCode(200)
                .body("passwordCredentials", hasSize(1), "passwordCredentials[0].secretText", nullValue())
                .body("passwordCredentials[0].hint", equalTo(text.substring(0, 3)));
        var record = Feeds.lastChange("applications", id).path("body");
        assertThat(record.at("/secretHashes/0").asText()).isEqualTo(new Secret(text).hash());
        assertThat(record.at("/upstream/uri").asText()).isEqualTo("http://127.0.0.1:8099");
        assertThat(record.toString()).doesNotContain(text);

        here.administration()
                .body(Map.of("keyId", secret.<String>path("keyId")))
                .post(APPLICATIONS + "/" + id + "/removePassword")
                .then()
                .statusCode(204);
        assertThat(Feeds.lastChange("applications", id).at("/body/secretHashes"))
                .isEmpty();
        here.administration().delete(APPLICATIONS + "/" + id).then().statusCode(204);
        here.administration().get(APPLICATIONS + "/" + id).then().statusCode(404);
        assertThat(Feeds.lastChange("applications", id).has("body")).isFalse();
    }

    @Test
    void nobody_registers_an_application_that_may_more_than_himself() {
        var powerful =
                Map.of("displayName", "Powerful", "homewardPermissions", List.of("RoleManagement.ReadWrite.Directory"));

        here.application("Application.ReadWrite.All")
                .body(powerful)
                .post(APPLICATIONS)
                .then()
                .statusCode(403)
                .body("error.code", equalTo("Authorization_RequestDenied"));
        here.member(USER_ADMINISTRATOR).body(powerful).post(APPLICATIONS).then().statusCode(403);
        here.application("Application.ReadWrite.All", "RoleManagement.ReadWrite.Directory")
                .body(powerful)
                .post(APPLICATIONS)
                .then()
                .statusCode(201);
        here.member(GLOBAL_ADMINISTRATOR)
                .body(powerful)
                .post(APPLICATIONS)
                .then()
                .statusCode(201);
        for (var all : List.of(here.administration(), here.member(GLOBAL_ADMINISTRATOR))) {
            all.body(Map.of("displayName", "Operator", "homewardPermissions", List.of("Tenant.ReadWrite.All")))
                    .post(APPLICATIONS)
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    void nobody_takes_over_an_application_that_may_more_than_himself() {
        String powerful = here.clientId();
        var weak = new String[] {"Application.ReadWrite.All", "User.Read.All"};

        here.application(weak)
                .body(Map.of())
                .post(APPLICATIONS + "/" + powerful + "/addPassword")
                .then()
                .statusCode(403);
        here.application(weak).delete(APPLICATIONS + "/" + powerful).then().statusCode(403);
        assertThat(Feeds.snapshot("applications", powerful).orElseThrow().path("secretHashes"))
                .hasSize(1);
    }

    @Test
    void an_upstreams_name_is_used_once_in_a_tenant() {
        var records = Map.of(
                "displayName",
                "Records",
                "homewardUpstream",
                Map.of("name", "records", "uri", "https://records.example"));
        here.administration().body(records).post(APPLICATIONS).then().statusCode(201);

        here.administration().body(records).post(APPLICATIONS).then().statusCode(409);
        Organisation.made()
                .administration()
                .body(records)
                .post(APPLICATIONS)
                .then()
                .statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://records.example", "http://user:password@records.example", "http://records.example?x=1",
                        "http://records.example#x",
                "records.example", "http:///x", "javascript:alert(1)", "http://bad host"
            })
    void an_upstream_is_a_plain_address(String uri) {
        here.administration()
                .body(Map.of("displayName", "Records", "homewardUpstream", Map.of("name", "records", "uri", uri)))
                .post(APPLICATIONS)
                .then()
                .statusCode(400);
    }

    @Test
    void unknown_permissions_and_applications_are_refused() {
        here.administration()
                .body(Map.of("displayName", "X", "homewardPermissions", List.of("Everything.All")))
                .post(APPLICATIONS)
                .then()
                .statusCode(400)
                .body("error.message", containsString("Everything.All"));
        here.administration()
                .post(APPLICATIONS + "/" + UUID.randomUUID() + "/addPassword")
                .then()
                .statusCode(404);
        here.administration().get(APPLICATIONS + "/nonsense").then().statusCode(404);
        here.member().get(APPLICATIONS).then().statusCode(403);
    }
}
