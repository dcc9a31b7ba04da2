package io.homeward.tenant.application;

import static io.homeward.accessrules.DirectoryRole.GLOBAL_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.USER_ADMINISTRATOR;
import static io.homeward.tenant.Organisation.APPLICATIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RunningService
class ApplicationResourceTest {
    private static final String CERTIFICATE =
            "MIIDETCCAfmgAwIBAgIUJTGBYkx56Gfp5VB0rTfrjQgdMAAwDQYJKoZIhvcNAQELBQAwFzEVMBMGA1UEAwwMUmVhZGluZyByb29tMCAXDTI2MT"
                    + "EyMzIwNDUyMloYDzIxMjYxMDMwMjA0NTIyWjAXMRUwEwYDVQQDDAxSZWFkaW5nIHJvb20wggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIB"
                    + "AQC9hJGmHRocHG62DojiFGKNiMABmDVDxAARTA3goDN+Gs0aRljnbyQrUVraZ3Qt8v7QFkAvCuX0DVQtu6F2Np3lV9OfhzpMQyuJPTvzHXc1N0"
                    + "s9rNPVQXG2LSOVbywBaf9qCwFhCUY14qsaqJNTbWWsW5E+uHT5Qks035akeSDHQml8Kty5iQJOdr16oOiPPfaC64AiafSXO9IfTilJKq2PVbeH"
                    + "XyjEvWaSddCE2RpJpRgZj2C3r7vO+06teEOuRte/7wX9x4ZnUjFmW1GwEx848s+4PDyRrALW0mkCTNLbk1q1GMtUAGRwuw2KY6+Be6t30tY+Rq"
                    + "6RdUS9Kd+L8odlAgMBAAGjUzBRMB0GA1UdDgQWBBS2VLYBqi8MbT/6WP1U8xD2X9zKUjAfBgNVHSMEGDAWgBS2VLYBqi8MbT/6WP1U8xD2X9zK"
                    + "UjAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4IBAQBtWoqmdvi04iopwaD8DnDfp3a1LVrNwFwMhqNSXz9tYttDKuDF0p2JhvgHW9"
                    + "F9dEl6CeXOucSao92AQYEMG4N/GswceK2RKmdXnoueX8OHZukfdtNkXxfhiZ5jdaz8+UnpqTYMpMwJ3pZIaOOF1LzgWtzsRFTV7MHOHQPxhzDd"
                    + "V43/sSKVR4jZrtHDFUuZIoG+M+9azZfKna3lrt/oWGIhkdSwlIuB0GIqjaArNefVXsrZcKuDaDNKdTabUUnDZgm5cW4atwI3of7CpGOpwAy4m6"
                    + "wfmlu6jBBbn6cnHB0B38uvz/87RnA6L0WmDw9uwAJPb+qyl94qQxn7TK1N2vf0";
    private static final String WEAK_CERTIFICATE =
            "MIIB/DCCAWWgAwIBAgIUKZZ5ORT+4icA2Pzsygyq1MjHQWMwDQYJKoZIhvcNAQELBQAwDzENMAsGA1UEAwwEV2VhazAgFw0yNjExMjMyMDQ1Mj"
                    + "JaGA8yMTI2MTAzMDIwNDUyMlowDzENMAsGA1UEAwwEV2VhazCBnzANBgkqhkiG9w0BAQEFAAOBjQAwgYkCgYEApwvTmGE2O6CIg897oW6lKTv5"
                    + "irYKGkhzLKluXxgeh0StkpG8kylc1qQQwVafhQ9ehpEwTTbCVcZc8p+viScXkyg057hbHPGi7XNMmFd8Z2q1ASBuAnP9Qaif45Z3+OHYJL8XSm"
                    + "T4508mc36Bo2pDwnGXfU9oxENAZmD8HfqiqMMCAwEAAaNTMFEwHQYDVR0OBBYEFCuRpDxH2PhcqwogdBzfkLUq/K4QMB8GA1UdIwQYMBaAFCuR"
                    + "pDxH2PhcqwogdBzfkLUq/K4QMA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADgYEAPbeoiIaPf9wCQDq3WCLxNUnBeqJ+jvhywfVIVg"
                    + "qqfg0OUaBD+fXYepTX0/9CiOWAF7nPh/q8OAZIMwERa7Xj5HUxq2Sn3tKlZocPDbAukxn1IVR9KKETRrOfsJJ/yvwld+EPYr6elaKYsgaU0qlt"
                    + "lkmmFkewesOPo6Wgdduwqbw=";

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
    void an_application_has_certificates_and_redirects_by_the_kind_of_client() {
        String id = here.administration()
                .body(Map.of(
                        "displayName", "Reading room",
                        "web", Map.of("redirectUris", List.of("https://reading.example/web")),
                        "publicClient", Map.of("redirectUris", List.of("http://localhost/back")),
                        "keyCredentials", List.of(Map.of("displayName", "first", "key", CERTIFICATE))))
                .post(APPLICATIONS)
                .then()
                .statusCode(201)
                .body("keyCredentials", hasSize(1), "keyCredentials[0].key", nullValue())
                .body("keyCredentials[0].type", equalTo("AsymmetricX509Cert"))
                .extract()
                .path("id");
        var body = Feeds.lastChange("applications", id).path("body");
        assertThat(body.at("/keys/0/algorithm").asText()).isEqualTo("RSA");
        assertThat(body.at("/keys/0/publicKey").asText()).startsWith("MIIBIjAN");
        assertThat(body.at("/redirects/publicClient/0").asText()).isEqualTo("http://localhost/back");

        String keyId = here.administration()
                .get(APPLICATIONS + "/" + id)
                .then()
                .extract()
                .path("keyCredentials[0].keyId");
        for (var kept : List.of(List.of(Map.of("keyId", keyId)), List.of())) {
            here.administration()
                    .body(Map.of("keyCredentials", kept))
                    .patch(APPLICATIONS + "/" + id)
                    .then()
                    .statusCode(204);
            assertThat(Feeds.lastChange("applications", id).at("/body/keys")).hasSize(kept.size());
        }
        here.administration()
                .body(Map.of("keyCredentials", List.of(Map.of("key", WEAK_CERTIFICATE))))
                .patch(APPLICATIONS + "/" + id)
                .then()
                .statusCode(400)
                .body("error.message", equalTo("A key is RSA of at least 2048 bits, or EC on P-256."));
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

    private String registered(Map<String, ?> wanted) {
        return here.administration()
                .body(wanted)
                .post(APPLICATIONS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private ExtractableResponse<Response> password(String id, Object body) {
        return here.administration()
                .body(body)
                .post(APPLICATIONS + "/" + id + "/addPassword")
                .then()
                .statusCode(200)
                .extract();
    }

    @Test
    void secrets_overlap_while_one_replaces_the_other_and_each_says_when_it_ends() {
        String id = registered(Map.of("displayName", "Rotating"));
        String end = Instant.now()
                .plus(Duration.ofDays(30))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();

        var first = password(id, Map.of());
        var second = password(id, Map.of("passwordCredential", Map.of("displayName", "next", "endDateTime", end)));

        assertThat(second.<String>path("endDateTime")).isEqualTo(end);
        assertThat(first.<String>path("endDateTime")).isNotNull();
        var told = Feeds.snapshot("applications", id).orElseThrow();
        assertThat(told.path("secretHashes")).hasSize(2);
        assertThat(told.at("/secrets/1/hash").asText()).isEqualTo(new Secret(second.path("secretText")).hash());
        assertThat(Instant.parse(told.at("/secrets/1/endsAt").asText())).isEqualTo(Instant.parse(end));
        here.administration()
                .body(Map.of("passwordCredential", Map.of("endDateTime", "2020-01-01T00:00:00Z")))
                .post(APPLICATIONS + "/" + id + "/addPassword")
                .then()
                .statusCode(400);
        for (String late :
                List.of("+999999999-12-31T23:59:59Z", "9999-12-31T23:59:59Z", "+294277-01-01T00:00:00-18:00")) {
            here.administration()
                    .body(Map.of("passwordCredential", Map.of("endDateTime", late)))
                    .post(APPLICATIONS + "/" + id + "/addPassword")
                    .then()
                    .statusCode(400);
        }
        here.administration()
                .body("{\"passwordCredential\": {\"endDateTime\": \"soon\"}}")
                .post(APPLICATIONS + "/" + id + "/addPassword")
                .then()
                .statusCode(400);
        here.administration()
                .body(Map.of("keyId", UUID.randomUUID()))
                .post(APPLICATIONS + "/" + id + "/removePassword")
                .then()
                .statusCode(400);
    }

    @Test
    void of_two_secrets_added_at_once_both_are_there() {
        String id = registered(Map.of("displayName", "Busy"));

        List<String> hashes = Stream.of("one", "two", "three")
                .map(name -> CompletableFuture.supplyAsync(() -> {
                    String text = password(id, Map.of("passwordCredential", Map.of("displayName", name)))
                            .path("secretText");
                    return new Secret(text).hash();
                }))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        var told = Feeds.snapshot("applications", id).orElseThrow().path("secretHashes");
        assertThat(told).hasSize(3);
        assertThat(told.toString()).contains(hashes);
    }

    @Test
    void an_application_says_where_it_is_told_of_logouts_and_whether_it_speaks_as_a_public_one() {
        String id = registered(Map.of(
                "displayName",
                "Portal",
                "web",
                Map.of(
                        "redirectUris",
                        List.of("https://portal.example/back"),
                        "logoutUrl",
                        "https://portal.example/out?a=b"),
                "isFallbackPublicClient",
                true));
        here.administration()
                .get(APPLICATIONS + "/" + id)
                .then()
                .body(
                        "web.logoutUrl",
                        equalTo("https://portal.example/out?a=b"),
                        "isFallbackPublicClient",
                        equalTo(true));
        var told = Feeds.lastChange("applications", id).path("body");
        assertThat(told.path("logoutUrl").asText()).isEqualTo("https://portal.example/out?a=b");
        assertThat(told.path("fallbackPublicClient").asBoolean()).isTrue();

        change(id, Map.of("web", Map.of("redirectUris", List.of())), 204);
        assertThat(Feeds.lastChange("applications", id).at("/body/logoutUrl").asText())
                .isNotEmpty();
        var none = new java.util.HashMap<String, Object>();
        none.put("logoutUrl", null);
        change(id, Map.of("web", none, "isFallbackPublicClient", false), 204);
        assertThat(Feeds.lastChange("applications", id).at("/body/logoutUrl").isNull())
                .isTrue();
        for (Object wrong : List.of("http://portal.example/out", "https://portal.example/out#x", "nowhere", 7)) {
            change(id, Map.of("web", Map.of("logoutUrl", wrong)), 400);
        }
        change(id, Map.of("isFallbackPublicClient", "yes"), 400);
    }

    private void change(String id, Map<String, ?> body, int status) {
        here.administration().body(body).patch(APPLICATIONS + "/" + id).then().statusCode(status);
    }

    @Test
    void an_application_is_changed_and_found_by_its_app_id() {
        String id = registered(Map.of(
                "@odata.type", "#microsoft.graph.application",
                "displayName", "Portal",
                "signInAudience", "AzureADMyOrg",
                "web", Map.of("redirectUris", List.of("https://portal.example/back", "http://localhost:4200/back"))));

        here.administration()
                .body(Map.of(
                        "displayName", "Portal 2",
                        "spa", Map.of("redirectUris", List.of("https://spa.example/back")),
                        "homewardPermissions", List.of("User.Read.All"),
                        "requiredResourceAccess",
                                List.of(Map.of(
                                        "resourceAppId", UUID.randomUUID(),
                                        "resourceAccess", List.of(Map.of("id", UUID.randomUUID(), "type", "Role")))),
                        "appRoles",
                                List.of(Map.of(
                                        "id",
                                        UUID.randomUUID(),
                                        "allowedMemberTypes",
                                        List.of("User"),
                                        "displayName",
                                        "Reader",
                                        "description",
                                        "Reads",
                                        "isEnabled",
                                        true,
                                        "value",
                                        "Portal.Read"))))
                .patch(APPLICATIONS + "/" + id)
                .then()
                .statusCode(204);

        for (String path : List.of(
                APPLICATIONS + "(appId='" + id + "')",
                APPLICATIONS + "(appId=%27" + id + "%27)",
                APPLICATIONS + "%28appId='" + id + "'%29")) {
            here.administration()
                    .urlEncodingEnabled(false)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("displayName", equalTo("Portal 2"), "id", equalTo(id))
                    .body("web.redirectUris", hasSize(2), "spa.redirectUris", hasSize(1))
                    .body("appRoles[0].value", equalTo("Portal.Read"))
                    .body("requiredResourceAccess[0].resourceAccess[0].type", equalTo("Role"));
        }
        here.administration()
                .urlEncodingEnabled(false)
                .get(APPLICATIONS + "(appId='" + UUID.randomUUID() + "')")
                .then()
                .statusCode(404);
        assertThat(Feeds.snapshot("applications", id)
                        .orElseThrow()
                        .path("redirectUris")
                        .toString())
                .isEqualTo(
                        "[\"http://localhost:4200/back\",\"https://portal.example/back\",\"https://spa.example/back\"]");
        here.application("Application.ReadWrite.All")
                .body(Map.of("displayName", "Mine"))
                .patch(APPLICATIONS + "/" + id)
                .then()
                .statusCode(403);
        here.application("Application.ReadWrite.All", "User.Read.All")
                .body(Map.of("homewardPermissions", List.of("User.ReadWrite.All")))
                .patch(APPLICATIONS + "/" + id)
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://portal.example/back",
                "https://*.portal.example/back",
                "https://portal.example/back#x",
                "portal.example",
                "myapp://auth",
                "https://user@portal.example/",
                "javascript:alert(1)",
                "https://",
                "http://127.0.0.2/",
                ""
            })
    void what_is_no_exact_redirect_is_refused(String uri) {
        here.administration()
                .body(Map.of("displayName", "Portal", "web", Map.of("redirectUris", List.of(uri))))
                .post(APPLICATIONS)
                .then()
                .statusCode(400)
                .body("error.message", containsString("redirect"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "7",
                "{}",
                "{\"displayName\": 7}",
                "{\"displayName\": \"a\\u0000b\"}",
                "{\"displayName\": \"A\", \"signInAudience\": \"AzureADMultipleOrgs\"}",
                "{\"displayName\": \"A\", \"keyCredentials\": [{\"key\": \"nonsense\"}]}",
                "{\"displayName\": \"A\", \"keyCredentials\": [{\"keyId\": \"0f3c6e0e-0000-4000-8000-000000000000\"}]}",
                "{\"displayName\": \"A\", \"keyCredentials\": [{\"usage\": \"Sign\", \"key\": \"\"}]}",
                "{\"displayName\": \"A\", \"web\": {\"redirectUris\": \"https://a.example\"}}",
                "{\"displayName\": \"A\", \"web\": {\"redirectUris\": [null]}}",
                "{\"displayName\": \"A\", \"appRoles\": [{}]}",
                "{\"displayName\": \"A\", \"appRoles\": {}}",
                "{\"displayName\": \"A\", \"requiredResourceAccess\": [{\"resourceAppId\": \"x\"}]}",
                "{\"displayName\": \"A\", \"homewardPermissions\": \"User.Read.All\"}",
                "{\"displayName\": \"A\", \"homewardUpstream\": {\"name\": 7}}"
            })
    void what_is_no_application_is_refused(String body) {
        here.administration()
                .body(body)
                .post(APPLICATIONS)
                .then()
                .statusCode(400)
                .body("error.code", notNullValue());
    }

    @Test
    void permissions_are_granted_as_graph_grants_them_and_only_by_who_holds_them() {
        String id = registered(Map.of("displayName", "Scanner"));
        String graph = "00000003-0000-0000-c000-000000000000";
        String role = here.administration()
                .urlEncodingEnabled(false)
                .get("/v1.0/servicePrincipals(appId='" + graph + "')")
                .then()
                .statusCode(200)
                .extract()
                .path("appRoles.find { it.value == 'AuditLog.Read.All' }.id");
        var wanted = Map.of("principalId", id, "resourceId", graph, "appRoleId", role);
        String assignments = "/v1.0/servicePrincipals/" + id + "/appRoleAssignments";

        here.application("AppRoleAssignment.ReadWrite.All")
                .body(wanted)
                .post(assignments)
                .then()
                .statusCode(403);
        here.application("AuditLog.Read.All")
                .body(wanted)
                .post(assignments)
                .then()
                .statusCode(403);
        String grant = here.application("AppRoleAssignment.ReadWrite.All", "AuditLog.Read.All")
                .body(wanted)
                .post(assignments)
                .then()
                .statusCode(201)
                .body("appRoleId", equalTo(role), "principalDisplayName", equalTo("Scanner"))
                .extract()
                .path("id");
        here.administration().body(wanted).post(assignments).then().statusCode(400);
        assertThat(Feeds.snapshot("applications", id)
                        .orElseThrow()
                        .path("permissions")
                        .toString())
                .isEqualTo("[\"AuditLog.Read.All\"]");
        here.administration().get(assignments).then().statusCode(200).body("value.id", equalTo(List.of(grant)));

        here.administration()
                .body(Map.of("principalId", graph, "resourceId", graph, "appRoleId", role))
                .post(assignments)
                .then()
                .statusCode(400);
        here.administration()
                .body(Map.of("principalId", id, "resourceId", graph, "appRoleId", UUID.randomUUID()))
                .post(assignments)
                .then()
                .statusCode(400);
        here.administration()
                .delete(assignments + "/" + UUID.randomUUID())
                .then()
                .statusCode(404);
        here.administration().delete(assignments + "/" + grant).then().statusCode(204);
        here.administration().get(assignments).then().body("value", hasSize(0));
    }

    @Test
    void every_application_has_its_principal_which_can_be_disabled() {
        String id = registered(Map.of("displayName", "Scanner"));

        here.administration()
                .queryParam("$filter", "appId eq '" + id + "'")
                .get("/v1.0/servicePrincipals")
                .then()
                .statusCode(200)
                .body("value.displayName", equalTo(List.of("Scanner")), "value[0].accountEnabled", equalTo(true));
        here.administration().get("/v1.0/servicePrincipals").then().body("value", hasSize(3));
        here.administration()
                .body(Map.of("appId", id))
                .post("/v1.0/servicePrincipals")
                .then()
                .statusCode(409)
                .body("error.code", equalTo("Request_MultipleObjectsWithSameKeyValue"));
        here.administration()
                .body(Map.of("accountEnabled", false))
                .patch("/v1.0/servicePrincipals/" + id)
                .then()
                .statusCode(204);
        assertThat(Feeds.snapshot("applications", id)
                        .orElseThrow()
                        .path("enabled")
                        .asBoolean())
                .isFalse();
        here.administration()
                .body(Map.of("accountEnabled", false))
                .patch("/v1.0/servicePrincipals/00000003-0000-0000-c000-000000000000")
                .then()
                .statusCode(404);
        here.administration().get("/v1.0/servicePrincipals/nonsense").then().statusCode(404);
    }
}
