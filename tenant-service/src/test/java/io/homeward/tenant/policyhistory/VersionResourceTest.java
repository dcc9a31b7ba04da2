package io.homeward.tenant.policyhistory;

import static io.homeward.accessrules.DirectoryRole.CONDITIONAL_ACCESS_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.GLOBAL_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_READER;
import static io.homeward.tenant.Organisation.POLICIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.feed.FeedJson;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class VersionResourceTest {
    private static final String VERSIONS = "/v1/conditionalAccess/versions";
    private Organisation here;

    @Inject
    TenantDatabase database;

    @BeforeEach
    void begin() {
        here = Organisation.made();
    }

    private static ObjectNode policy(String name) {
        return ((ObjectNode) Feeds.example("conditional-access-policy-request.json")).put("displayName", name);
    }

    private String added(JsonNode policy) {
        return here.administration()
                .body(policy.toString())
                .post(POLICIES)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private TenantRules published() throws Exception {
        return FeedJson.mapper().treeToValue(Feeds.snapshot("rules", here.id()).orElseThrow(), TenantRules.class);
    }

    @Test
    void every_change_is_a_version_with_its_author_time_and_reason() {
        var technicians = Organisation.made();
        PersonId somebody = here.person("ana");
        String id = added(policy("First"));
        here.member(somebody, SECURITY_ADMINISTRATOR)
                .header("Homeward-Reason", "Ticket 4711: caf%C3%A9 closes")
                .body(Map.of("state", "disabled"))
                .patch(POLICIES + "/" + id)
                .then()
                .statusCode(204);
        here.technicianOf(technicians, SECURITY_ADMINISTRATOR)
                .delete(POLICIES + "/" + id)
                .then()
                .statusCode(204);

        here.member(SECURITY_READER)
                .get(VERSIONS)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("W/\"4\""))
                .body("value.number", equalTo(List.of(4, 3, 2, 1)))
                .body("next", nullValue())
                .body("value[0].changes[0].change", equalTo("removed"))
                .body("value[0].author.homeTenantId", equalTo(technicians.id().toString()))
                .body("value[1].changes[0].change", equalTo("changed"))
                .body("value[1].author.kind", equalTo("person"))
                .body("value[1].author.id", equalTo(somebody.toString()))
                .body("value[1].reason", equalTo("Ticket 4711: café closes"))
                .body("value[2].author.kind", equalTo("application"))
                .body("value[2].changes[0].name", equalTo("First"))
                .body("value[3].author.kind", equalTo("system"))
                .body("value[3].changes.thing", hasItems("registrationPolicy", "breakGlassAccounts", "externalAccess"));
    }

    @Test
    void a_change_that_changes_nothing_makes_no_version() {
        String id = added(policy("Same"));
        here.administration()
                .body(Map.of("displayName", "Same"))
                .patch(POLICIES + "/" + id)
                .then()
                .statusCode(204);
        here.administration()
                .body(Map.of("enabled", false))
                .put("/v1/registrationPolicy")
                .then()
                .statusCode(200);

        here.administration().get(VERSIONS).then().body("value", hasSize(2));
    }

    @Test
    void versions_are_paged_newest_first() {
        for (int i = 0; i < 4; i++) {
            added(policy("Policy " + i));
        }
        int next = here.administration()
                .queryParam("top", 2)
                .get(VERSIONS)
                .then()
                .body("value.number", equalTo(List.of(5, 4)))
                .extract()
                .path("next");
        here.administration()
                .queryParam("top", 3)
                .queryParam("before", next)
                .get(VERSIONS)
                .then()
                .body("value.number", equalTo(List.of(3, 2, 1)), "next", nullValue())
                .body("value[0].changes[0].name", equalTo("Policy 1"));
        here.administration().queryParam("top", 201).get(VERSIONS).then().statusCode(400);
        here.administration().get(VERSIONS + "/99").then().statusCode(404).contentType("application/problem+json");
        here.administration().get(VERSIONS + "/0").then().statusCode(404);
        here.administration().get(VERSIONS + "/abc").then().statusCode(404);
    }

    @Test
    void a_difference_names_each_property_with_what_it_was_and_is() {
        String group = here.group("spared");
        String id = added(policy("Sharp"));
        ObjectNode patch = policy("Sharper");
        patch.withObject("/conditions/users").putArray("excludeGroups").add(group);
        here.administration()
                .body(patch.toString())
                .patch(POLICIES + "/" + id)
                .then()
                .statusCode(204);
        String second = added(policy("Second"));

        here.administration()
                .get(VERSIONS + "/2/diff?to=4")
                .then()
                .statusCode(200)
                .body("from", equalTo(2), "to", equalTo(4))
                .body("changes", hasSize(2))
                .body("changes.find { it.id == '%s' }.change".formatted(second), equalTo("added"))
                .body("changes.find { it.id == '%s' }.change".formatted(id), equalTo("changed"))
                .body(property(id, "/displayName", "before"), equalTo("Sharp"))
                .body(property(id, "/displayName", "after"), equalTo("Sharper"))
                .body(property(id, "/conditions/users/excludeGroups", "added"), equalTo(List.of(group)));
        here.administration()
                .get(VERSIONS + "/4/diff?to=2")
                .then()
                .body("changes.find { it.id == '%s' }.change".formatted(second), equalTo("removed"));
    }

    private static String property(String id, String path, String member) {
        return "changes.find { it.id == '%s' }.properties.find { it.path == '%s' }.%s".formatted(id, path, member);
    }

    @Test
    void a_version_is_brought_back_whole_as_a_new_one_and_published_with_it() throws Exception {
        String kept = added(policy("Kept"));
        String removed = added(policy("Removed later"));
        here.administration()
                .body(Map.of("enabled", true, "includeUsers", List.of("All")))
                .put("/v1/registrationPolicy");
        TenantRules then = published();
        here.administration().delete(POLICIES + "/" + removed).then().statusCode(204);
        here.administration().body(Map.of("state", "disabled")).patch(POLICIES + "/" + kept);
        String late = added(policy("Late"));
        here.administration().body(Map.of("enabled", false)).put("/v1/registrationPolicy");
        String etag = here.administration().get(VERSIONS).header("ETag");

        here.administration().post(VERSIONS + "/4/restore").then().statusCode(412);
        here.administration()
                .header("If-Match", "W/\"3\"")
                .post(VERSIONS + "/4/restore")
                .then()
                .statusCode(412);
        here.administration()
                .header("If-Match", etag)
                .header("Homeward-Reason", "back to the day before")
                .post(VERSIONS + "/4/restore")
                .then()
                .statusCode(200)
                .body("restores", equalTo(4), "reason", equalTo("back to the day before"))
                .body("changes", hasSize(4));

        TenantRules now = published();
        assertThat(now.policies()).containsExactlyInAnyOrderElementsOf(then.policies());
        assertThat(now.registration()).isEqualTo(then.registration());
        here.administration()
                .get(POLICIES + "/" + removed)
                .then()
                .statusCode(200)
                .body("deletedDateTime", nullValue());
        here.administration().get(POLICIES + "/" + late).then().statusCode(404);
        here.administration()
                .header("If-Match", "*")
                .post(VERSIONS + "/4/restore")
                .then()
                .statusCode(200)
                .body("number", equalTo(9));
    }

    @Test
    void what_asks_more_of_people_from_outside_is_not_rolled_back() throws Exception {
        here.administration()
                .body(Map.of("threshold", "low"))
                .put("/v1/externalAccess")
                .then()
                .statusCode(200);
        here.administration()
                .header("If-Match", "*")
                .post(VERSIONS + "/1/restore")
                .then()
                .statusCode(200);

        assertThat(published().externalAccess().threshold().wireName()).isEqualTo("low");
    }

    @Test
    void a_version_that_names_somebody_who_is_gone_is_refused_by_name_and_nothing_changes() throws Exception {
        PersonId ana = here.person("ana");
        ObjectNode policy = policy("About ana");
        policy.withObject("/conditions/users").putArray("excludeUsers").add(ana.toString());
        String id = added(policy);
        here.administration().delete(POLICIES + "/" + id).then().statusCode(204);
        here.administration().delete(Organisation.USERS + "/" + ana).then().statusCode(204);

        here.administration()
                .header("If-Match", "*")
                .post(VERSIONS + "/2/restore")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(ana.toString()));
        assertThat(published().policies()).isEmpty();
        here.administration().get(VERSIONS).then().body("value", hasSize(3));
    }

    @Test
    void whoever_may_write_a_policy_may_bring_its_versions_back() {
        String id = added(policy("As it was"));
        here.administration().body(Map.of("displayName", "Changed")).patch(POLICIES + "/" + id);
        here.member(SECURITY_READER)
                .header("If-Match", "*")
                .post(VERSIONS + "/2/restore")
                .then()
                .statusCode(403);

        here.technicianOf(Organisation.made(), CONDITIONAL_ACCESS_ADMINISTRATOR)
                .header("If-Match", "*")
                .post(VERSIONS + "/2/restore")
                .then()
                .statusCode(200)
                .body("changes.thing", equalTo(List.of("conditionalAccessPolicy")));
        here.administration().get(POLICIES + "/" + id).then().body("displayName", equalTo("As it was"));
        here.member().get(VERSIONS).then().statusCode(403);
    }

    @Test
    void what_is_for_members_only_is_brought_back_by_members_only() {
        PersonId ada = here.person("ada");
        here.appoint(ada, GLOBAL_ADMINISTRATOR);
        breakGlass(List.of(ada.toString()));
        breakGlass(List.of());
        Organisation partner = Organisation.made();

        for (var outside : List.of(
                here.technicianOf(partner, SECURITY_ADMINISTRATOR),
                here.technicianOf(partner, GLOBAL_ADMINISTRATOR),
                here.member(CONDITIONAL_ACCESS_ADMINISTRATOR))) {
            outside.header("If-Match", "*").post(VERSIONS + "/2/restore").then().statusCode(403);
        }
        here.administration().get("/v1/breakGlassAccounts").then().body("accounts", hasSize(0));
        here.administration().get(VERSIONS).then().body("value", hasSize(3));
        here.member(SECURITY_ADMINISTRATOR)
                .header("If-Match", "*")
                .post(VERSIONS + "/2/restore")
                .then()
                .statusCode(200);
        here.administration().get("/v1/breakGlassAccounts").then().body("accounts", hasSize(1));
    }

    private void breakGlass(List<String> accounts) {
        String etag = here.administration().get("/v1/breakGlassAccounts").header("ETag");
        here.administration()
                .header("If-Match", etag)
                .body(Map.of("accounts", accounts))
                .put("/v1/breakGlassAccounts")
                .then()
                .statusCode(200);
    }

    @Test
    void one_policy_comes_back_and_everything_else_stays() {
        String one = added(policy("One"));
        String other = added(policy("Other"));
        PersonId ada = here.person("ada");
        here.appoint(ada, GLOBAL_ADMINISTRATOR);
        for (String id : List.of(one, other)) {
            here.administration().body(Map.of("displayName", "Changed")).patch(POLICIES + "/" + id);
        }
        breakGlass(List.of(ada.toString()));
        var technician = here.technicianOf(Organisation.made(), CONDITIONAL_ACCESS_ADMINISTRATOR);

        technician
                .header("If-Match", "*")
                .post(VERSIONS + "/3/restore?only=" + one)
                .then()
                .statusCode(200)
                .body("changes.id", equalTo(List.of(one)));
        here.administration().get(POLICIES + "/" + one).then().body("displayName", equalTo("One"));
        here.administration().get(POLICIES + "/" + other).then().body("displayName", equalTo("Changed"));
        here.administration().get("/v1/breakGlassAccounts").then().body("accounts", hasSize(1));
        for (String unknown : List.of(here.id().toString(), ada.toString())) {
            here.administration()
                    .header("If-Match", "*")
                    .post(VERSIONS + "/3/restore?only=" + unknown)
                    .then()
                    .statusCode(404);
        }
        here.administration()
                .header("If-Match", "*")
                .post(VERSIONS + "/3/restore?only=x")
                .then()
                .statusCode(400);
    }

    @Test
    void the_past_cannot_be_edited() {
        added(policy("First"));
        for (String table : List.of("rules_version", "rules_change")) {
            assertThatThrownBy(() -> database.in(here.id(), handle -> handle.execute("delete from " + table)))
                    .isInstanceOf(JdbiException.class)
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() ->
                            database.in(here.id(), handle -> handle.execute("update " + table + " set number = 9")))
                    .isInstanceOf(JdbiException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void another_tenants_versions_are_as_unknown_as_nobodys() {
        added(policy("Ours"));
        Organisation other = Organisation.made();

        other.administration().get(VERSIONS + "/2").then().statusCode(404);
        other.administration().get(VERSIONS).then().body("value", hasSize(1));
        other.administration()
                .header("If-Match", "*")
                .post(VERSIONS + "/2/restore")
                .then()
                .statusCode(404);
    }
}
