package io.homeward.tenant.scim;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RemediationStandIn;
import io.homeward.tenant.RunningService;
import io.homeward.testsupport.Callers;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Provisioning as clients speak it: the standard, and what the large ones make of it. */
@RunningService
class ScimResourceTest {
    private static final String USERS = "/scim/v2/Users";
    private static final String GROUPS = "/scim/v2/Groups";

    private static RequestSpecification client(Organisation tenant) {
        return given().auth()
                .oauth2(Callers.token(
                        "tenant-service",
                        Callers.application(tenant.id(), "User.ReadWrite.All", "Group.ReadWrite.All")))
                .contentType("application/scim+json");
    }

    private static String user(Organisation tenant, String name) {
        return client(tenant)
                .body("""
                        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "%s@%s", "externalId": "hr-%s"}""".formatted(name, tenant.domain(), name))
                .post(USERS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String group(Organisation tenant, String name, String... members) {
        return client(tenant)
                .body(Map.of(
                        "displayName",
                        name,
                        "members",
                        java.util.Arrays.stream(members)
                                .map(id -> Map.of("value", id))
                                .toList()))
                .post(GROUPS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Response patch(Organisation tenant, String path, String operations) {
        return client(tenant)
                .body("{\"schemas\": [\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"], \"Operations\": [%s]}"
                        .formatted(operations))
                .patch(path);
    }

    @Test
    void a_user_is_written_and_read_back_whole() {
        Organisation a = Organisation.made();
        Response made = client(a).body("""
                        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
                         "userName": "bjarne@%s", "externalId": "0042", "active": true, "title": "Nurse",
                         "name": {"givenName": "Bjarne", "familyName": "Lund", "formatted": "Bjarne Lund"},
                         "emails": [{"type": "home", "value": "private@elsewhere.example"},
                                    {"type": "work", "value": "bjarne@fjord.example", "primary": true}],
                         "phoneNumbers": [{"type": "mobile", "value": "+47 1"}, {"type": "work", "value": "+47 2"}],
                         "addresses": [{"type": "work", "locality": "Bergen", "country": "NO"}],
                         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Ward 3", "employeeNumber": "42",
                             "manager": {"value": "26118915-6090-4610-87e4-49d8ca9f808d"}},
                         "urn:example:own:1.0": {"anything": {"deep": {"deeper": [1]}}},
                         "id": "mine", "meta": {"x": 1}, "groups": []}""".formatted(a.domain())).post(USERS);
        String id = made.then()
                .statusCode(201)
                .contentType("application/scim+json")
                .header("Location", notNullValue())
                .header("ETag", startsWith("W/\""))
                .extract()
                .path("id");

        client(a)
                .get(USERS + "/" + id)
                .then()
                .statusCode(200)
                .contentType("application/scim+json")
                .header("ETag", equalTo(made.header("ETag")))
                .body("userName", equalTo("bjarne@" + a.domain()))
                .body("externalId", equalTo("0042"))
                .body("displayName", equalTo("Bjarne Lund"))
                .body("active", equalTo(true))
                .body("title", equalTo("Nurse"))
                .body("name.givenName", equalTo("Bjarne"))
                .body("emails.value", contains("bjarne@fjord.example"))
                .body("phoneNumbers.value", containsInAnyOrder("+47 1", "+47 2"))
                .body("addresses[0].locality", equalTo("Bergen"))
                .body("'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'.department", equalTo("Ward 3"))
                .body("meta.resourceType", equalTo("User"))
                .body("meta.version", equalTo(made.header("ETag")));
        // The same person in the directory's own words.
        a.administration()
                .get(Organisation.USERS + "/" + id)
                .then()
                .statusCode(200)
                .body("givenName", equalTo("Bjarne"))
                .body("mail", equalTo("bjarne@fjord.example"));
    }

    @Test
    void an_inactive_user_is_disabled_and_what_was_delegated_to_him_ends_with_the_feed() {
        Organisation partner = Organisation.made();
        Organisation customer = Organisation.made();
        Organisation.agreed(partner, customer, DirectoryRole.HELPDESK_ADMINISTRATOR);
        String id = user(partner, "tess");
        String group = group(partner, "Technicians", id);
        JsonNode before = Feeds.snapshot("people", id).orElseThrow();
        assertThat(before.path("accountEnabled").asBoolean()).isTrue();
        assertThat(before.path("groups").get(0).asText()).isEqualTo(group);

        patch(partner, USERS + "/" + id, "{\"op\": \"Replace\", \"path\": \"active\", \"value\": \"False\"}")
                .then()
                .statusCode(200)
                .body("active", equalTo(false));

        assertThat(Feeds.lastChange("people", id)
                        .path("body")
                        .path("accountEnabled")
                        .asBoolean(true))
                .isFalse();
        partner.administration()
                .get("/v1.0/auditLogs/directoryAudits?$top=1")
                .then()
                .body("value[0].activityDisplayName", equalTo("Disable account"))
                .body("value[0].targetResources[0].id", equalTo(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"op\": \"replace\", \"value\": {\"active\": false}}",
                "{\"op\": \"Replace\", \"value\": {\"active\": \"False\"}}",
                "{\"op\": \"REPLACE\", \"path\": \"active\", \"value\": false}",
                "{\"op\": \"Add\", \"path\": \"urn:ietf:params:scim:schemas:core:2.0:User:active\", \"value\": \"false\"}",
                "{\"op\": \"replace\", \"path\": \"active\", \"value\": [{\"value\": \"False\"}]}"
            })
    void every_dialect_disables(String operation) {
        Organisation a = Organisation.made();
        String id = user(a, "rui");
        patch(a, USERS + "/" + id, operation).then().statusCode(200).body("active", equalTo(false));
    }

    @Test
    void paths_of_all_kinds_are_understood() {
        Organisation a = Organisation.made();
        String id = user(a, "rui");
        patch(a, USERS + "/" + id, """
                        {"op": "Add", "path": "name.familyName", "value": "Alves"},
                        {"op": "Add", "path": "emails[type eq \\"work\\"].value", "value": "rui@fjord.example"},
                        {"op": "Replace", "path": "phoneNumbers[type eq \\"mobile\\"].value", "value": "+351 1"},
                        {"op": "Add", "path": "addresses[type eq \\"work\\"].locality", "value": "Porto"},
                        {"op": "Add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "value": "IT"},
                        {"op": "Add", "value": {"name.givenName": "Rui", "title": "Technician",
                            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber": "7"}},
                        {"op": "Add", "path": "urn:example:own:1.0:thing", "value": "x"},
                        {"op": "replace", "path": "externalId", "value": "other"}""")
                .then()
                .statusCode(200)
                .body("name.familyName", equalTo("Alves"))
                .body("name.givenName", equalTo("Rui"))
                .body("emails[0].value", equalTo("rui@fjord.example"))
                .body("phoneNumbers[0].value", equalTo("+351 1"))
                .body("addresses[0].locality", equalTo("Porto"))
                .body("title", equalTo("Technician"))
                .body("externalId", equalTo("other"))
                .body("'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'.employeeNumber", equalTo("7"));
        patch(a, USERS + "/" + id, """
                        {"op": "remove", "path": "title"}, {"op": "Remove", "path": "emails[type eq \\"work\\"]"},
                        {"op": "remove", "path": "name.familyName"}, {"op": "remove", "path": "externalId"}""")
                .then()
                .statusCode(200)
                .body("$", not(hasKey("title")))
                .body("$", not(hasKey("emails")))
                .body("$", not(hasKey("externalId")))
                .body("name.familyName", nullValue());
    }

    @Test
    void a_patch_is_done_whole_or_not_at_all() {
        Organisation a = Organisation.made();
        String id = user(a, "rui");
        patch(a, USERS + "/" + id, """
                        {"op": "replace", "path": "title", "value": "Chief"}, {"op": "replace", "path": "emails", "value": [{"value": "no address"}]}""").then().statusCode(400).body("scimType", equalTo("invalidValue"));
        client(a).get(USERS + "/" + id).then().body("$", not(hasKey("title")));
    }

    @Test
    void replacing_takes_away_what_is_not_named_but_never_disables_by_silence() {
        Organisation a = Organisation.made();
        String id = user(a, "rui");
        patch(a, USERS + "/" + id, "{\"op\": \"add\", \"path\": \"title\", \"value\": \"Chief\"}")
                .then()
                .statusCode(200);
        client(a)
                .body("{\"userName\": \"rui@%s\", \"displayName\": \"Rui A.\"}".formatted(a.domain()))
                .put(USERS + "/" + id)
                .then()
                .statusCode(200)
                .body("displayName", equalTo("Rui A."))
                .body("active", equalTo(true))
                .body("$", not(hasKey("title")))
                .body("$", not(hasKey("externalId")));
    }

    @Test
    void a_provisioning_application_disables_nobody_with_a_role_it_could_not_take_away() {
        Organisation a = Organisation.made();
        PersonId admin = a.person("admin");
        a.appoint(admin, DirectoryRole.SECURITY_ADMINISTRATOR);
        for (Response answer : List.of(
                patch(a, USERS + "/" + admin, "{\"op\": \"replace\", \"path\": \"active\", \"value\": false}"),
                client(a).delete(USERS + "/" + admin),
                client(a)
                        .body("{\"userName\": \"admin@%s\", \"active\": false}".formatted(a.domain()))
                        .put(USERS + "/" + admin))) {
            answer.then()
                    .statusCode(403)
                    .contentType("application/scim+json")
                    .body("schemas", contains("urn:ietf:params:scim:api:messages:2.0:Error"))
                    .body("status", equalTo("403"));
        }
        client(a).get(USERS + "/" + admin).then().body("active", equalTo(true));
    }

    @Test
    void a_name_is_taken_once_and_an_external_id_too() {
        Organisation a = Organisation.made();
        user(a, "rui");
        client(a)
                .body("{\"userName\": \"RUI@%s\"}".formatted(a.domain()))
                .post(USERS)
                .then()
                .statusCode(409)
                .body("scimType", equalTo("uniqueness"))
                .body("status", equalTo("409"));
        client(a)
                .body("{\"userName\": \"other@%s\", \"externalId\": \"hr-rui\"}".formatted(a.domain()))
                .post(USERS)
                .then()
                .statusCode(409)
                .body("scimType", equalTo("uniqueness"));
        // Nothing was left half done.
        client(a)
                .queryParam("filter", "userName sw \"other\"")
                .get(USERS)
                .then()
                .body("totalResults", equalTo(0));
        // Another tenant's names are its own.
        Organisation b = Organisation.made();
        client(b)
                .body("{\"userName\": \"rui@%s\", \"externalId\": \"hr-rui\"}".formatted(b.domain()))
                .post(USERS)
                .then()
                .statusCode(201);
    }

    @Test
    void of_many_who_provision_the_same_user_at_once_one_makes_him() throws Exception {
        Organisation a = Organisation.made();
        List<Callable<Integer>> clients = IntStream.range(0, 6)
                .<Callable<Integer>>mapToObj(i -> () -> client(a)
                        .body("{\"userName\": \"rui%d@%s\", \"externalId\": \"one\"}".formatted(i, a.domain()))
                        .post(USERS)
                        .statusCode())
                .toList();
        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Integer> answers = new java.util.ArrayList<>();
            for (var done : threads.invokeAll(clients)) {
                answers.add(done.get());
            }
            assertThat(answers).containsOnlyOnce(201).containsOnly(201, 409);
        }
        client(a).get(USERS).then().body("totalResults", equalTo(1));
    }

    @Test
    void of_two_who_change_the_same_version_the_second_is_refused() {
        Organisation a = Organisation.made();
        String id = user(a, "rui");
        String etag = client(a).get(USERS + "/" + id).header("ETag");
        String first = "{\"Operations\": [{\"op\": \"add\", \"path\": \"title\", \"value\": \"%s\"}]}";
        client(a)
                .header("If-Match", etag)
                .body(first.formatted("First"))
                .patch(USERS + "/" + id)
                .then()
                .statusCode(200);
        client(a)
                .header("If-Match", etag)
                .body(first.formatted("Second"))
                .patch(USERS + "/" + id)
                .then()
                .statusCode(412)
                .contentType("application/scim+json")
                .body("status", equalTo("412"));
        client(a).header("If-Match", etag).delete(USERS + "/" + id).then().statusCode(412);
        client(a).get(USERS + "/" + id).then().body("title", equalTo("First"));
    }

    @Test
    void a_password_is_given_only_where_the_rest_of_the_change_is_made() {
        Organisation a = Organisation.made();
        user(a, "ada");
        String id = user(a, "rui");
        String path = USERS + "/" + id;
        String etag = client(a).get(path).header("ETag");
        String title = "{\"Operations\": [{\"op\": \"add\", \"path\": \"title\", \"value\": \"First\"}]}";
        client(a).body(title).patch(path).then().statusCode(200);
        RemediationStandIn.forget();

        String whole = "{\"userName\": \"%s@%s\", \"password\": \"a password long enough\"}";
        String patch = """
                {"Operations": [{"op": "replace", "path": "password", "value": "a password long enough"}]}""";
        client(a)
                .header("If-Match", etag)
                .body(whole.formatted("rui", a.domain()))
                .put(path)
                .then()
                .statusCode(412);
        client(a).header("If-Match", etag).body(patch).patch(path).then().statusCode(412);
        client(a).body(whole.formatted("ada", a.domain())).put(path).then().statusCode(409);
        assertThat(RemediationStandIn.last()).isEmpty();

        client(a)
                .header("If-Match", client(a).get(path).header("ETag"))
                .body(patch)
                .patch(path)
                .then()
                .statusCode(200);
        assertThat(RemediationStandIn.last()).contains("/people/%s/password ".formatted(id));
    }

    @Test
    void groups_are_filled_and_emptied_in_every_dialect() {
        Organisation a = Organisation.made();
        String rui = user(a, "rui");
        String ada = user(a, "ada");
        String ben = user(a, "ben");
        String group = group(a, "Helpers", rui);
        String path = GROUPS + "/" + group;

        patch(
                        a,
                        path,
                        "{\"op\": \"Add\", \"path\": \"members\", \"value\": [{\"value\": \"%s\"}, {\"value\": \"%s\"}]}"
                                .formatted(rui, ada))
                .then()
                .statusCode(200)
                .body("members.value", containsInAnyOrder(rui, ada));
        patch(a, path, "{\"op\": \"Remove\", \"path\": \"members[value eq \\\"%s\\\"]\"}".formatted(rui))
                .then()
                .statusCode(200)
                .body("members.value", contains(ada));
        patch(a, path, "{\"op\": \"Remove\", \"path\": \"members[value eq \\\"%s\\\"]\"}".formatted(rui))
                .then()
                .statusCode(200);
        patch(
                        a,
                        path,
                        "{\"op\": \"replace\", \"value\": {\"displayName\": \"Helfer\", \"members\": [{\"value\": \"%s\"}]}}"
                                .formatted(ben))
                .then()
                .statusCode(200)
                .body("displayName", equalTo("Helfer"))
                .body("members.value", contains(ben));
        patch(a, path, "{\"op\": \"remove\", \"path\": \"members\", \"value\": [{\"value\": \"%s\"}]}".formatted(ben))
                .then()
                .body("members", empty());
        client(a)
                .body(Map.of("displayName", "Helpers", "members", List.of(Map.of("value", ada))))
                .put(path)
                .then()
                .statusCode(200)
                .body("members.display", contains("ada@" + a.domain()));
        client(a).get(USERS + "/" + ada).then().body("groups.value", contains(group));
        client(a)
                .queryParam("excludedAttributes", "members")
                .get(GROUPS)
                .then()
                .body("totalResults", equalTo(1))
                .body("Resources[0]", not(hasKey("members")));
        client(a).delete(path).then().statusCode(204);
        client(a).get(path).then().statusCode(404).contentType("application/scim+json");
    }

    @Test
    void a_group_has_users_of_its_tenant_as_members() {
        Organisation a = Organisation.made();
        Organisation b = Organisation.made();
        String theirs = user(b, "rui");
        for (String nobody : List.of(theirs, UUID.randomUUID().toString(), "x")) {
            client(a)
                    .body(Map.of("displayName", "Helpers", "members", List.of(Map.of("value", nobody))))
                    .post(GROUPS)
                    .then()
                    .statusCode(400)
                    .body("scimType", equalTo("invalidValue"));
        }
        client(a).get(GROUPS).then().body("totalResults", equalTo(0));
    }

    @Test
    void lists_are_filtered_and_paged() {
        Organisation a = Organisation.made();
        String rui = user(a, "rui");
        user(a, "ada");
        user(a, "ben");
        for (String filter : List.of(
                "userName eq \"RUI@%s\"".formatted(a.domain()),
                "externalId eq \"hr-rui\"",
                "urn:ietf:params:scim:schemas:core:2.0:User:userName eq \"rui@%s\"".formatted(a.domain()),
                "displayName sw \"RUI\" and active eq true",
                "id eq \"%s\"".formatted(rui),
                "(userName co \"ui@\" or userName co \"nothing\") and externalId pr",
                "not (userName sw \"a\" or userName sw \"b\")")) {
            client(a)
                    .queryParam("filter", filter)
                    .get(USERS)
                    .then()
                    .statusCode(200)
                    .body("schemas", contains("urn:ietf:params:scim:api:messages:2.0:ListResponse"))
                    .body("totalResults", equalTo(1))
                    .body("Resources.id", contains(rui));
        }
        client(a)
                .get(USERS + "?startIndex=2&count=1")
                .then()
                .body("totalResults", equalTo(3))
                .body("startIndex", equalTo(2))
                .body("itemsPerPage", equalTo(1))
                .body("Resources", hasSize(1));
        client(a)
                .get(USERS + "?count=0")
                .then()
                .body("totalResults", equalTo(3))
                .body("Resources", empty());
        client(a).get(USERS + "?startIndex=-5&count=-1").then().body("startIndex", equalTo(1));
        client(a)
                .get(USERS + "?attributes=userName,name.givenName")
                .then()
                .body("Resources[0]", hasKey("userName"))
                .body("Resources[0]", hasKey("id"))
                .body("Resources[0]", not(hasKey("active")));
        client(a)
                .queryParam("filter", "displayName eq \"nobody\"")
                .get(GROUPS)
                .then()
                .body("totalResults", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName",
                "userName eq",
                "userName eq rui",
                "nothing eq \"x\"",
                "userName gt \"x\"",
                "active co \"x\"",
                "userName eq \"a\" and",
                "((((",
                "userName eq 5",
                "emails[type eq \"work\" and value eq \"x\"]",
                "userName eq \"x\" or (",
                "' or 1=1 --"
            })
    void a_filter_that_is_not_understood_is_called_one(String filter) {
        Organisation a = Organisation.made();
        client(a)
                .queryParam("filter", filter)
                .get(USERS)
                .then()
                .statusCode(400)
                .contentType("application/scim+json")
                .body("scimType", equalTo("invalidFilter"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"Operations\": []}",
                "{\"Operations\": [{\"op\": \"jump\"}]}",
                "{\"Operations\": [{\"op\": \"remove\"}]}",
                "{\"Operations\": [{\"op\": \"add\", \"path\": \"title\"}]}",
                "{\"Operations\": [{\"op\": \"add\", \"path\": 5, \"value\": 1}]}",
                "{\"Operations\": [{\"op\": \"add\", \"value\": 1}]}",
                "{\"Operations\": [{\"op\": \"add\", \"path\": \"nothing\", \"value\": 1}]}",
                "{\"Operations\": [{\"op\": \"add\", \"path\": \"emails[\", \"value\": 1}]}",
                "{\"Operations\": [{\"op\": \"replace\", \"path\": \"id\", \"value\": \"x\"}]}",
                "{\"Operations\": [{\"op\": \"replace\", \"path\": \"groups\", \"value\": []}]}",
                "{\"Operations\": [{\"op\": \"replace\", \"path\": \"active\", \"value\": \"maybe\"}]}",
                "{\"Operations\": [{\"op\": \"replace\", \"path\": \"title\", \"value\": {\"a\": 1}}]}",
                "{\"Operations\": [{\"op\": \"replace\", \"path\": \"title\", \"value\": true}]}",
                "{\"Operations\": [{\"op\": \"replace\", \"path\": \"title\", \"value\": \"a\\u0000b\"}]}",
                "{\"Operations\": [{\"op\": \"replace\", \"path\": \"externalId\", \"value\": \"a\\u0000b\"}]}",
                "{\"Operations\": [{\"op\": \"replace\", \"path\": \"userName\", \"value\": \"x\"}]}",
                "{\"Operations\": [{\"op\": \"replace\", \"path\": \"userName\", \"value\": \"x@not-ours.example\"}]}",
                "{\"Operations\": [{\"op\": \"remove\", \"path\": \"userName\"}]}",
                "{\"Operations\": {\"op\": \"add\"}}",
                "{\"Operations\": [5]}"
            })
    void bad_input_is_named_and_changes_nothing(String body) {
        Organisation a = Organisation.made();
        String id = user(a, "rui");
        String before = client(a).get(USERS + "/" + id).asString();
        client(a)
                .body(body)
                .patch(USERS + "/" + id)
                .then()
                .statusCode(400)
                .contentType("application/scim+json")
                .body("schemas", contains("urn:ietf:params:scim:api:messages:2.0:Error"))
                .body("status", equalTo("400"))
                .body("detail", notNullValue())
                .body("scimType", notNullValue());
        assertThat(client(a).get(USERS + "/" + id).asString()).isEqualTo(before);
    }

    @Test
    void long_and_unknown_things_are_refused_in_the_same_shape() {
        Organisation a = Organisation.made();
        String huge = "x".repeat(2_000_000);
        client(a).body("{\"userName\": \"" + huge + "\"}").post(USERS).then().statusCode(413);
        client(a)
                .body("{\"userName\": \"rui@%s\", \"title\": \"%s\"}".formatted(a.domain(), huge.substring(0, 5_000)))
                .post(USERS)
                .then()
                .statusCode(400);
        for (String id : List.of("x", UUID.randomUUID().toString(), "%00")) {
            client(a)
                    .urlEncodingEnabled(false)
                    .get(USERS + "/" + id)
                    .then()
                    .statusCode(404)
                    .contentType("application/scim+json")
                    .body("status", equalTo("404"));
        }
        client(a).get("/scim/v2/Nothing").then().statusCode(404).contentType("application/scim+json");
        given().get(USERS).then().statusCode(401);
        a.application("User.Read.All").body("{}").post(USERS).then().statusCode(403);
        client(a).contentType("text/plain").body("x").post(USERS).then().statusCode(415);
    }

    @Test
    void one_tenant_sees_nothing_of_another() {
        Organisation a = Organisation.made();
        Organisation b = Organisation.made();
        String rui = user(a, "rui");
        String group = group(a, "Helpers", rui);
        client(b).get(USERS + "/" + rui).then().statusCode(404);
        client(b).get(GROUPS + "/" + group).then().statusCode(404);
        client(b).get(USERS).then().body("totalResults", equalTo(0));
        client(b)
                .queryParam("filter", "externalId eq \"hr-rui\"")
                .get(USERS)
                .then()
                .body("totalResults", equalTo(0));
        patch(b, USERS + "/" + rui, "{\"op\": \"replace\", \"path\": \"active\", \"value\": false}")
                .then()
                .statusCode(404);
        client(b).delete(USERS + "/" + rui).then().statusCode(404);
        client(b).delete(GROUPS + "/" + group).then().statusCode(404);
        client(a).get(USERS + "/" + rui).then().statusCode(200).body("active", equalTo(true));
    }

    @Test
    void who_was_deleted_can_be_provisioned_again() {
        Organisation a = Organisation.made();
        String first = user(a, "rui");
        client(a).delete(USERS + "/" + first).then().statusCode(204);
        client(a).get(USERS + "/" + first).then().statusCode(404);
        assertThat(user(a, "rui")).isNotEqualTo(first);
    }

    @Test
    void the_service_says_what_it_can_do() {
        Organisation a = Organisation.made();
        client(a)
                .get("/scim/v2/ServiceProviderConfig")
                .then()
                .statusCode(200)
                .contentType("application/scim+json")
                .body("patch.supported", equalTo(true))
                .body("bulk.supported", equalTo(false));
        client(a).get("/scim/v2/ResourceTypes").then().body("Resources.id", contains("User", "Group"));
        client(a).get("/scim/v2/ResourceTypes/User").then().body("endpoint", equalTo("/Users"));
        client(a).get("/scim/v2/Schemas").then().body("totalResults", equalTo(3));
        client(a)
                .get("/scim/v2/Schemas/urn:ietf:params:scim:schemas:core:2.0:User")
                .then()
                .statusCode(200)
                .body("attributes.name", org.hamcrest.Matchers.hasItem("userName"));
        client(a).get("/scim/v2/Schemas/x").then().statusCode(404);
    }
}
