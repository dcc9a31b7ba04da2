package io.homeward.tenant.policy;

import static io.homeward.tenant.Organisation.POLICIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class PolicyResourceTest {
    private static final String DELETED = "/v1.0/identity/conditionalAccess/deletedItems/policies";
    private static final String TEMPLATES = "/v1.0/identity/conditionalAccess/templates";
    private static final String ACCOUNTS = "/v1/breakGlassAccounts";
    private Organisation here;

    @BeforeEach
    void begin() {
        here = Organisation.made();
    }

    private static ObjectNode policy() {
        return (ObjectNode) Feeds.example("conditional-access-policy-request.json");
    }

    private String added() {
        return here.administration()
                .body(policy().toString())
                .post(POLICIES)
                .then()
                .statusCode(201)
                .header("ETag", equalTo("W/\"1\""))
                .extract()
                .path("id");
    }

    @Test
    void of_two_administrators_who_name_what_they_have_read_one_gets_412() {
        String id = added();
        String etag = here.administration().get(POLICIES + "/" + id).header("ETag");
        here.administration()
                .header("If-Match", etag)
                .body(Map.of("displayName", "First"))
                .patch(POLICIES + "/" + id)
                .then()
                .statusCode(204);
        here.administration()
                .header("If-Match", etag)
                .body(Map.of("displayName", "Second"))
                .patch(POLICIES + "/" + id)
                .then()
                .statusCode(412)
                .body("error.code", equalTo("resourceModified"));
        here.administration()
                .header("If-Match", etag)
                .delete(POLICIES + "/" + id)
                .then()
                .statusCode(412);
        here.administration()
                .get(POLICIES + "/" + id)
                .then()
                .body("displayName", equalTo("First"), "'@odata.etag'", equalTo("W/\"2\""));
    }

    @Test
    void of_two_administrators_who_name_nothing_both_keep_their_edits_of_different_sections() throws Exception {
        String id = added();
        var together = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var one = threads.submit(() -> {
                together.await();
                return here.administration()
                        .body("{\"conditions\":{\"userRiskLevels\":[\"medium\",\"high\"]}}")
                        .patch(POLICIES + "/" + id)
                        .statusCode();
            });
            var other = threads.submit(() -> {
                together.await();
                return here.administration()
                        .body("{\"displayName\":\"Edited\",\"sessionControls\":null}")
                        .patch(POLICIES + "/" + id)
                        .statusCode();
            });
            assertThat(List.of(one.get(), other.get())).containsOnly(204);
        }
        here.administration()
                .get(POLICIES + "/" + id)
                .then()
                .body("conditions.userRiskLevels", hasSize(2))
                .body("displayName", equalTo("Edited"), "sessionControls", nullValue());
    }

    @Test
    void null_takes_a_section_away_and_what_must_be_there_stays() {
        String id = added();
        here.administration()
                .body("{\"sessionControls\":null,\"description\":\"x\"}")
                .patch(POLICIES + "/" + id)
                .then()
                .statusCode(204);
        here.administration()
                .get(POLICIES + "/" + id)
                .then()
                .body("sessionControls", nullValue(), "description", equalTo("x"));
        for (String body : List.of(
                "{\"displayName\":null}",
                "{\"state\":null}",
                "{\"conditions\":null}",
                "{\"grantControls\":null}",
                "[]",
                "7")) {
            here.administration().body(body).patch(POLICIES + "/" + id).then().statusCode(400);
        }
    }

    @Test
    void a_deleted_policy_counts_no_more_and_is_taken_back_in_the_state_it_had() {
        String id = added();
        here.administration().delete(POLICIES + "/" + id).then().statusCode(204);
        here.administration().get(POLICIES + "/" + id).then().statusCode(404);
        here.administration().get(POLICIES).then().body("value", hasSize(0));
        here.administration()
                .get(DELETED)
                .then()
                .body("value.id", equalTo(List.of(id)), "value[0].deletedDateTime", notNullValue());
        here.administration().get(DELETED + "/" + id).then().statusCode(200);

        here.administration()
                .post(DELETED + "/" + id + "/restore")
                .then()
                .statusCode(200)
                .body("id", equalTo(id), "state", equalTo("enabled"), "deletedDateTime", nullValue());
        here.administration().post(DELETED + "/" + id + "/restore").then().statusCode(404);
        here.administration().get(POLICIES + "/" + id).then().statusCode(200);

        here.administration().delete(POLICIES + "/" + id).then().statusCode(204);
        here.administration().delete(DELETED + "/" + id).then().statusCode(204);
        here.administration().get(DELETED + "/" + id).then().statusCode(404);
    }

    @Test
    void an_id_that_nobody_here_has_is_refused_where_it_stands() {
        PersonId theirs = Organisation.made().person("theirs");
        for (var one : Map.of(
                        "/conditions/users/excludeUsers", theirs.toString(),
                        "/conditions/users/excludeGroups", UUID.randomUUID().toString(),
                        "/conditions/users/includeRoles", UUID.randomUUID().toString())
                .entrySet()) {
            ObjectNode policy = policy();
            int slash = one.getKey().lastIndexOf('/');
            policy.withObject(one.getKey().substring(0, slash))
                    .putArray(one.getKey().substring(slash + 1))
                    .add(one.getValue());
            here.administration()
                    .body(policy.toString())
                    .post(POLICIES)
                    .then()
                    .statusCode(400)
                    .body("error.code", equalTo("BadRequest"))
                    .body(
                            "error.innerError.message",
                            containsString("'%s' in '%s' is not the id of a"
                                    .formatted(one.getValue(), one.getKey().substring(slash + 1))));
        }
        ObjectNode application = policy();
        application.withObject("/grantControls").putArray("builtInControls").add("mfa");
        application
                .withObject("/conditions/applications")
                .putArray("includeApplications")
                .add(Organisation.made().clientId());
        here.administration().body(application.toString()).post(POLICIES).then().statusCode(400);
        application
                .withObject("/conditions/applications")
                .putArray("includeApplications")
                .add(here.clientId());
        here.administration().body(application.toString()).post(POLICIES).then().statusCode(201);
    }

    @Test
    void what_a_policy_named_before_it_may_go_on_naming() {
        PersonId ana = here.person("ana");
        ObjectNode policy = policy();
        policy.withObject("/conditions/users").putArray("excludeUsers").add(ana.toString());
        String id = here.administration()
                .body(policy.toString())
                .post(POLICIES)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        here.administration().delete(Organisation.USERS + "/" + ana).then().statusCode(204);

        here.administration()
                .body(Map.of("state", "disabled"))
                .patch(POLICIES + "/" + id)
                .then()
                .statusCode(204);
        here.administration().body(policy.toString()).post(POLICIES).then().statusCode(400);
    }

    @Test
    void policies_have_another_name_in_graph_and_are_counted_filtered_and_chosen_from() {
        String id = added();
        here.administration()
                .queryParam(
                        "$filter",
                        "displayName eq 'R-01 High user risk: MFA and a new password' and State eq 'enabled'")
                .queryParam("$select", "id,displayName")
                .queryParam("$top", 999)
                .queryParam("$orderby", "displayName desc")
                .get("/beta/policies/conditionalAccessPolicies")
                .then()
                .statusCode(200)
                .body("value[0].id", equalTo(id), "value[0].conditions", nullValue());
        here.administration().get(POLICIES + "/$count").then().statusCode(200).body(equalTo("1"));
        here.administration()
                .queryParam("$filter", "mood eq 'good'")
                .get(POLICIES)
                .then()
                .statusCode(400);
    }

    @Test
    void every_template_can_be_posted_as_it_is() {
        JsonNode templates =
                Feeds.read(here.administration().get(TEMPLATES).asString()).path("value");
        assertThat(templates).hasSizeGreaterThan(10);
        for (JsonNode template : templates) {
            ObjectNode policy = ((ObjectNode) template.path("details").deepCopy())
                    .put("displayName", template.path("name").asText())
                    .put("templateId", template.path("id").asText())
                    .put("state", "disabled");
            here.administration().body(policy.toString()).post(POLICIES).then().statusCode(201);
        }
        here.administration()
                .queryParam("$filter", "scenarios has 'protectAdmins'")
                .queryParam("$select", "id,name")
                .get(TEMPLATES)
                .then()
                .statusCode(200)
                .body("value.size()", greaterThan(1), "value.name", hasItem(containsString("phishing-resistant")));
        here.administration()
                .get(TEMPLATES + "/" + templates.get(0).path("id").asText())
                .then()
                .statusCode(200)
                .body("details.conditions.locations", nullValue());
        here.administration().get(TEMPLATES + "/" + UUID.randomUUID()).then().statusCode(404);
        here.administration()
                .get("/v1.0/identity/conditionalAccess/authenticationContextClassReferences")
                .then()
                .statusCode(200)
                .body("value", hasSize(0));
    }

    @Test
    void accounts_for_emergencies_are_enabled_members_with_global_administrator() {
        PersonId keeper = here.person("keeper");
        PersonId nobody = here.person("nobody");
        here.appoint(keeper, DirectoryRole.GLOBAL_ADMINISTRATOR);
        String etag = here.administration()
                .get(ACCOUNTS)
                .then()
                .statusCode(200)
                .body("accounts", hasSize(0))
                .extract()
                .header("ETag");

        here.administration()
                .body(Map.of("accounts", List.of(keeper.toString(), nobody.toString())))
                .put(ACCOUNTS)
                .then()
                .statusCode(400)
                .body("detail", containsString(nobody.toString()));
        here.administration()
                .header("If-Match", etag)
                .body(Map.of("accounts", List.of(keeper.toString())))
                .put(ACCOUNTS)
                .then()
                .statusCode(200)
                .body("accounts", equalTo(List.of(keeper.toString())));
        here.administration()
                .header("If-Match", etag)
                .body(Map.of("accounts", List.of()))
                .put(ACCOUNTS)
                .then()
                .statusCode(412);
        here.administration()
                .body("{\"accounts\":[\"me\"]}")
                .put(ACCOUNTS)
                .then()
                .statusCode(400);
        here.administration().body("{}").put(ACCOUNTS).then().statusCode(400);
        here.technicianOf(Organisation.made(), DirectoryRole.GLOBAL_ADMINISTRATOR)
                .body(Map.of("accounts", List.of()))
                .put(ACCOUNTS)
                .then()
                .statusCode(403);
        assertThat(Feeds.snapshot("rules", here.id())
                        .orElseThrow()
                        .at("/breakGlass/0")
                        .asText())
                .isEqualTo(keeper.toString());
    }
}
