package io.homeward.tenant.directory;

import static io.homeward.accessrules.DirectoryRole.AUTHENTICATION_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.GLOBAL_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.HELPDESK_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.USER_ADMINISTRATOR;
import static io.homeward.tenant.Organisation.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RemediationStandIn;
import io.homeward.tenant.RunningService;
import io.homeward.testsupport.Callers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class UserResourceTest {
    private static final String GOOD_PASSWORD = "three wide rivers 9";

    private Organisation here;

    @BeforeEach
    void begin() {
        here = Organisation.made();
        RemediationStandIn.forget();
    }

    @AfterEach
    void back() {
        RemediationStandIn.away(false);
    }

    private Map<String, Object> user(String name) {
        var user = new HashMap<String, Object>();
        user.put("displayName", "Rui Tavares");
        user.put("userPrincipalName", name + "@" + here.domain());
        user.put("mailNickname", name);
        user.put("accountEnabled", true);
        return user;
    }

    @Test
    void a_user_is_added_found_by_id_and_by_name_and_published() {
        var added = here.administration()
                .body(user("rui"))
                .post(USERS)
                .then()
                .statusCode(201)
                .header("Location", containsString("/v1.0/users/"))
                .header("OData-Version", "4.0")
                .body("'@odata.context'", endsWith("$metadata#users/$entity"), "mail", nullValue())
                .extract();
        String id = added.path("id");

        here.administration().get(USERS + "/" + id).then().statusCode(200).body("displayName", equalTo("Rui Tavares"));
        here.administration()
                .get("/beta/users/RUI@" + here.domain())
                .then()
                .statusCode(200)
                .body("id", equalTo(id));
        here.administration()
                .queryParam("$filter", "userPrincipalName eq 'rui@" + here.domain() + "'")
                .queryParam("$select", "id,accountEnabled")
                .get(USERS)
                .then()
                .statusCode(200)
                .body("value", hasSize(1), "value[0].id", equalTo(id), "value[0].displayName", nullValue());
        var record = Feeds.snapshot("people", id).orElseThrow();
        assertThat(record.path("userPrincipalName").asText()).isEqualTo("rui@" + here.domain());
        assertThat(Feeds.lastChange("people", id).path("body")).isEqualTo(record);
    }

    @Test
    void members_come_in_pages_that_lead_on() {
        here.person("anna");
        here.person("bela");
        here.person("cleo");

        var first = here.administration()
                .header("ConsistencyLevel", "eventual")
                .queryParam("$top", 2)
                .queryParam("$orderby", "displayName")
                .queryParam("$count", true)
                .get(USERS)
                .then()
                .statusCode(200)
                .body("value.displayName", equalTo(List.of("anna", "bela")), "'@odata.count'", equalTo(3))
                .extract();
        String next = first.path("'@odata.nextLink'");

        here.administration()
                .urlEncodingEnabled(false)
                .get(next)
                .then()
                .statusCode(200)
                .body("value.displayName", equalTo(List.of("cleo")), "'@odata.nextLink'", nullValue());
    }

    @Test
    void a_name_is_taken_once_and_free_again_after_deletion() {
        PersonId rui = here.person("rui");

        here.administration()
                .body(user("RUI"))
                .post(USERS)
                .then()
                .statusCode(409)
                .body("error.code", equalTo("nameAlreadyExists"), "error.innerError.request-id", notNullValue());
        here.administration().delete(USERS + "/" + rui).then().statusCode(204);
        here.administration().get(USERS + "/" + rui).then().statusCode(404);
        here.administration().body(user("rui")).post(USERS).then().statusCode(201);
        var gone = Feeds.snapshot("people", rui).orElseThrow();
        assertThat(gone.path("deleted").asBoolean()).isTrue();
    }

    @Test
    void a_name_is_in_a_domain_of_the_tenant() {
        Organisation other = Organisation.made();
        var foreign = user("rui");
        foreign.put("userPrincipalName", "rui@" + other.domain());

        here.administration()
                .body(foreign)
                .post(USERS)
                .then()
                .statusCode(400)
                .body("error.message", containsString("is not a domain of this tenant"));
    }

    @Test
    void a_disabled_or_deleted_person_is_known_to_the_feed_at_once() {
        PersonId rui = here.person("rui");
        String group = here.group("helpers");
        here.join(rui, group);

        here.administration()
                .body(Map.of("accountEnabled", false))
                .patch(USERS + "/" + rui)
                .then()
                .statusCode(204);
        var disabled = Feeds.lastChange("people", rui).path("body");
        assertThat(disabled.path("accountEnabled").asBoolean()).isFalse();
        assertThat(disabled.path("groups").get(0).asText()).isEqualTo(group);

        here.administration().delete(USERS + "/" + rui).then().statusCode(204);
        var deleted = Feeds.lastChange("people", rui).path("body");
        assertThat(deleted.path("deleted").asBoolean()).isTrue();
        assertThat(deleted.path("groups")).isEmpty();
    }

    @Test
    void a_patch_changes_what_it_names_and_null_takes_away() {
        PersonId rui = here.person("rui");
        here.administration()
                .body(Map.of("mail", "rui@mail.example", "jobTitle", "Helper"))
                .patch(USERS + "/" + rui);

        var change = new HashMap<String, Object>();
        change.put("mail", null);
        change.put("displayName", "Rui T.");
        here.administration()
                .body(change)
                .patch(USERS + "/rui@" + here.domain())
                .then()
                .statusCode(204);

        here.administration()
                .get(USERS + "/" + rui)
                .then()
                .body("mail", nullValue(), "displayName", equalTo("Rui T."), "jobTitle", equalTo("Helper"));
    }

    @Test
    void a_password_goes_to_remediation_service_before_the_person_is_there() {
        var user = user("rui");
        user.put("passwordProfile", Map.of("password", GOOD_PASSWORD, "forceChangePasswordNextSignIn", false));

        String id = here.administration()
                .body(user)
                .post(USERS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        String[] told = RemediationStandIn.last().split(" ", 3);
        assertThat(told[0]).isEqualTo("PUT");
        assertThat(told[1]).isEqualTo("/internal/tenants/%s/people/%s/password".formatted(here.id(), id));
        var body = Feeds.read(told[2]);
        assertThat(body.path("password").asText()).isEqualTo(GOOD_PASSWORD);
        assertThat(body.path("temporary").asBoolean()).isFalse();
        assertThat(body.at("/by/kind").asText()).isEqualTo("application");
    }

    @Test
    void a_refused_password_is_refused_with_its_reason_and_nobody_is_added() {
        var user = user("rui");
        user.put("passwordProfile", Map.of("password", "short"));

        here.administration()
                .body(user)
                .post(USERS)
                .then()
                .statusCode(400)
                .body("error.message", containsString("15 characters"));
        here.administration().get(USERS + "/rui@" + here.domain()).then().statusCode(404);
    }

    @Test
    void without_remediation_service_nothing_is_half_done() {
        PersonId rui = here.person("rui");
        RemediationStandIn.away(true);
        var user = user("anna");
        user.put("passwordProfile", Map.of("password", GOOD_PASSWORD));

        here.administration()
                .body(user)
                .post(USERS)
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("error.code", equalTo("serviceNotAvailable"));
        here.administration()
                .body(Map.of("displayName", "Changed", "passwordProfile", Map.of("password", GOOD_PASSWORD)))
                .patch(USERS + "/" + rui)
                .then()
                .statusCode(503);

        here.administration().get(USERS + "/anna@" + here.domain()).then().statusCode(404);
        here.administration().get(USERS + "/" + rui).then().body("displayName", equalTo("rui"));
    }

    @Test
    void a_password_is_reset_by_a_home_administrator_who_outranks_the_person() {
        PersonId rui = here.person("rui");
        PersonId boss = here.person("boss");
        here.appoint(boss, GLOBAL_ADMINISTRATOR);
        PersonId helper = here.person("helper");
        var reset = Map.of("passwordProfile", Map.of("password", GOOD_PASSWORD));

        here.member(helper, AUTHENTICATION_ADMINISTRATOR)
                .body(reset)
                .patch(USERS + "/" + rui)
                .then()
                .statusCode(204);
        assertThat(Feeds.read(RemediationStandIn.last().split(" ", 3)[2])
                        .path("temporary")
                        .asBoolean())
                .isTrue();
        here.member(helper, USER_ADMINISTRATOR)
                .body(reset)
                .patch(USERS + "/" + boss)
                .then()
                .statusCode(403);
        here.member(helper, SECURITY_ADMINISTRATOR)
                .body(reset)
                .patch(USERS + "/" + rui)
                .then()
                .statusCode(403);
        here.member(rui, USER_ADMINISTRATOR)
                .body(reset)
                .patch(USERS + "/" + rui)
                .then()
                .statusCode(403);
        here.application("User.ReadWrite.All")
                .body(reset)
                .patch(USERS + "/" + boss)
                .then()
                .statusCode(403);
        here.application("User.ReadWrite.All")
                .body(reset)
                .patch(USERS + "/" + rui)
                .then()
                .statusCode(204);
        here.application("User.Read.All")
                .body(reset)
                .patch(USERS + "/" + rui)
                .then()
                .statusCode(403);
    }

    @Test
    void of_somebody_with_delegated_access_only_a_member_resets_the_password() {
        Organisation customer = Organisation.made();
        PersonId rui = here.person("rui");
        String helpers = here.group("helpers");
        here.join(rui, helpers);
        String relationship = Organisation.agreed(here, customer, HELPDESK_ADMINISTRATOR);
        here.administration()
                .body(Map.of(
                        "accessContainer", Map.of("accessContainerId", helpers, "accessContainerType", "securityGroup"),
                        "accessDetails", Organisation.accessDetails(HELPDESK_ADMINISTRATOR)))
                .post(Organisation.RELATIONSHIPS + "/" + relationship + "/accessAssignments")
                .then()
                .statusCode(201);
        var reset = Map.of("passwordProfile", Map.of("password", GOOD_PASSWORD));

        here.administration().body(reset).patch(USERS + "/" + rui).then().statusCode(403);
        here.technicianOf(customer, GLOBAL_ADMINISTRATOR)
                .body(reset)
                .patch(USERS + "/" + rui)
                .then()
                .statusCode(403);
        here.member(USER_ADMINISTRATOR)
                .body(reset)
                .patch(USERS + "/" + rui)
                .then()
                .statusCode(204);
    }

    @Test
    void a_password_is_not_given_where_the_change_beside_it_is_refused() {
        PersonId rui = here.person("rui");
        here.person("ada");

        here.administration()
                .body(Map.of(
                        "userPrincipalName",
                        "ada@" + here.domain(),
                        "passwordProfile",
                        Map.of("password", GOOD_PASSWORD)))
                .patch(USERS + "/" + rui)
                .then()
                .statusCode(409);

        assertThat(RemediationStandIn.last()).isEmpty();
    }

    @Test
    void only_the_right_for_each_part_of_a_change_lets_it_pass() {
        PersonId rui = here.person("rui");

        here.member(AUTHENTICATION_ADMINISTRATOR)
                .body(Map.of("displayName", "X", "passwordProfile", Map.of("password", GOOD_PASSWORD)))
                .patch(USERS + "/" + rui)
                .then()
                .statusCode(403);
        assertThat(RemediationStandIn.last()).isEmpty();
        here.member()
                .body(Map.of("displayName", "X"))
                .patch(USERS + "/" + rui)
                .then()
                .statusCode(403);
        here.member().body(user("anna")).post(USERS).then().statusCode(403);
        here.member().delete(USERS + "/" + rui).then().statusCode(403);
    }

    @Test
    void nobody_disables_or_deletes_somebody_who_outranks_him() {
        PersonId boss = here.person("boss");
        here.appoint(boss, GLOBAL_ADMINISTRATOR);

        here.member(USER_ADMINISTRATOR)
                .body(Map.of("accountEnabled", false))
                .patch(USERS + "/" + boss)
                .then()
                .statusCode(403)
                .body("error.code", equalTo("Authorization_RequestDenied"));
        here.member(USER_ADMINISTRATOR).delete(USERS + "/" + boss).then().statusCode(403);
        here.application("User.ReadWrite.All").delete(USERS + "/" + boss).then().statusCode(403);
        here.appoint(here.person("another-boss"), GLOBAL_ADMINISTRATOR);
        here.member(GLOBAL_ADMINISTRATOR).delete(USERS + "/" + boss).then().statusCode(204);
    }

    @Test
    void a_person_finds_himself_and_somebody_from_outside_does_not() {
        PersonId rui = here.person("rui");
        Organisation other = Organisation.made();

        here.member(rui).get("/v1.0/me").then().statusCode(200).body("id", equalTo(rui.toString()));
        Organisation.as(Callers.external(here.id(), rui, other.id()))
                .get("/v1.0/me")
                .then()
                .statusCode(404);
        here.technicianOf(other).get(USERS).then().statusCode(403);
        here.technicianOf(other, HELPDESK_ADMINISTRATOR).get(USERS).then().statusCode(200);
    }

    @Test
    void roles_are_assigned_published_and_taken_away() {
        PersonId rui = here.person("rui");

        String assignment = here.appoint(rui, HELPDESK_ADMINISTRATOR);

        assertThat(Feeds.lastChange("people", rui).at("/body/roles/0").asText())
                .isEqualTo(HELPDESK_ADMINISTRATOR.id().toString());
        here.administration()
                .queryParam("$filter", "principalId eq '" + rui + "'")
                .get(Organisation.ROLES)
                .then()
                .statusCode(200)
                .body("value", hasSize(1), "value[0].id", equalTo(assignment));
        here.administration()
                .body(Map.of("roleDefinitionId", HELPDESK_ADMINISTRATOR.id().toString(), "principalId", rui.toString()))
                .post(Organisation.ROLES)
                .then()
                .statusCode(409);
        here.administration()
                .delete(Organisation.ROLES + "/" + assignment)
                .then()
                .statusCode(204);
        assertThat(Feeds.lastChange("people", rui).at("/body/roles")).isEmpty();
    }

    @Test
    void only_global_administrators_and_the_permission_for_it_assign_roles() {
        PersonId rui = here.person("rui");
        var wanted = Map.of("roleDefinitionId", GLOBAL_ADMINISTRATOR.id().toString(), "principalId", rui.toString());

        here.member(USER_ADMINISTRATOR, SECURITY_ADMINISTRATOR)
                .body(wanted)
                .post(Organisation.ROLES)
                .then()
                .statusCode(403);
        here.application("User.ReadWrite.All", "Application.ReadWrite.All")
                .body(wanted)
                .post(Organisation.ROLES)
                .then()
                .statusCode(403);
        here.application("RoleManagement.ReadWrite.Directory")
                .body(wanted)
                .post(Organisation.ROLES)
                .then()
                .statusCode(201);
        here.member(USER_ADMINISTRATOR)
                .delete(Organisation.ROLES + "/" + UUID.randomUUID())
                .then()
                .statusCode(403);
    }

    @Test
    void the_roles_there_are_can_be_looked_up() {
        here.member()
                .queryParam("$filter", "displayName eq 'global administrator'")
                .get("/v1.0/roleManagement/directory/roleDefinitions")
                .then()
                .statusCode(200)
                .body("value.id", equalTo(List.of(GLOBAL_ADMINISTRATOR.id().toString())));
    }

    @Test
    void a_membership_is_published_and_ends() {
        PersonId rui = here.person("rui");
        String group = here.group("helpers");

        here.join(rui, group);
        assertThat(Feeds.lastChange("people", rui).at("/body/groups/0").asText())
                .isEqualTo(group);
        here.administration()
                .get("/v1.0/groups/" + group + "/members")
                .then()
                .statusCode(200)
                .body("value.id", equalTo(List.of(rui.toString())));
        here.administration()
                .body(Map.of("@odata.id", "https://homeward.example/v1.0/users/" + rui))
                .post("/v1.0/groups/" + group + "/members/$ref")
                .then()
                .statusCode(400)
                .body("error.message", containsString("already exist"));
        here.administration()
                .urlEncodingEnabled(false)
                .delete("/v1.0/groups/" + group + "/members/" + rui + "/$ref")
                .then()
                .statusCode(204);
        assertThat(Feeds.lastChange("people", rui).at("/body/groups")).isEmpty();
        here.administration()
                .delete("/v1.0/groups/" + group + "/members/" + rui + "/$ref")
                .then()
                .statusCode(404);
        here.administration().get("/v1.0/groups").then().body("value.id", not(nullValue()));
    }
}
