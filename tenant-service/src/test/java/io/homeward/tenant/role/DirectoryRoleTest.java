package io.homeward.tenant.role;

import static io.homeward.accessrules.DirectoryRole.GLOBAL_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.HELPDESK_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_READER;
import static io.homeward.accessrules.DirectoryRole.USER_ADMINISTRATOR;
import static io.homeward.tenant.Organisation.ROLES;
import static io.homeward.tenant.Organisation.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import io.homeward.testsupport.Callers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class DirectoryRoleTest {
    private static final String DIRECTORY_ROLES = "/v1.0/directoryRoles";
    private static final String GLOBAL = GLOBAL_ADMINISTRATOR.id().toString();

    private Organisation here;

    @BeforeEach
    void begin() {
        here = Organisation.made();
    }

    private static Map<String, String> reference(PersonId person) {
        return Map.of("@odata.id", "https://homeward.example/v1.0/directoryObjects/" + person);
    }

    @Test
    void roles_and_templates_are_found_by_either_id() {
        String helpdesk = HELPDESK_ADMINISTRATOR.id().toString();

        here.member()
                .get(DIRECTORY_ROLES)
                .then()
                .statusCode(200)
                .body(
                        "value.displayName",
                        hasItem("Helpdesk Administrator"),
                        "value.roleTemplateId",
                        hasItem(helpdesk));
        here.member()
                .queryParam("$filter", "roleTemplateId eq '" + helpdesk + "'")
                .get(DIRECTORY_ROLES)
                .then()
                .body("value.id", equalTo(List.of(helpdesk)));
        for (String path : List.of(
                DIRECTORY_ROLES + "/" + helpdesk,
                DIRECTORY_ROLES + "(roleTemplateId='" + helpdesk + "')",
                "/v1.0/directoryRoleTemplates/" + helpdesk,
                "/v1.0/roleManagement/directory/roleDefinitions/" + helpdesk)) {
            here.member()
                    .urlEncodingEnabled(false)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("displayName", equalTo("Helpdesk Administrator"));
        }
        here.member().get("/v1.0/directoryRoleTemplates").then().statusCode(200).body("value.id", hasItem(helpdesk));
        for (String unknown : List.of("nonsense", UUID.randomUUID().toString())) {
            here.member().get(DIRECTORY_ROLES + "/" + unknown).then().statusCode(404);
            here.member()
                    .get("/v1.0/roleManagement/directory/roleDefinitions/" + unknown)
                    .then()
                    .statusCode(404)
                    .body("error.message", containsString("no such directory role"));
        }
    }

    @Test
    void holders_are_listed_added_and_taken_out_as_members_of_the_role() {
        PersonId rui = here.person("rui");
        String members = DIRECTORY_ROLES + "(roleTemplateId='" + HELPDESK_ADMINISTRATOR.id() + "')/members";

        here.administration()
                .urlEncodingEnabled(false)
                .body(reference(rui))
                .post(members + "/$ref")
                .then()
                .statusCode(204);
        here.administration()
                .urlEncodingEnabled(false)
                .get(members)
                .then()
                .statusCode(200)
                .body("value.id", equalTo(List.of(rui.toString())))
                .body("value[0].'@odata.type'", equalTo("#microsoft.graph.user"));
        here.administration()
                .urlEncodingEnabled(false)
                .delete(members + "/" + rui + "/$ref")
                .then()
                .statusCode(204);
        here.administration()
                .urlEncodingEnabled(false)
                .delete(members + "/" + rui + "/$ref")
                .then()
                .statusCode(404);
        assertThat(Feeds.snapshot("people", rui).orElseThrow().path("roles")).isEmpty();
    }

    @Test
    void assignments_are_filtered_and_show_what_is_expanded() {
        PersonId rui = here.person("rui");
        here.appoint(rui, HELPDESK_ADMINISTRATOR);
        here.appoint(here.person("anna"), SECURITY_READER);

        here.administration()
                .queryParam("$filter", "roleDefinitionId eq '" + HELPDESK_ADMINISTRATOR.id() + "'")
                .queryParam("$expand", "principal,roleDefinition($select=displayName)")
                .get(ROLES)
                .then()
                .statusCode(200)
                .body("value", hasSize(1))
                .body("value[0].principal.userPrincipalName", equalTo("rui@" + here.domain()))
                .body("value[0].principal.'@odata.type'", equalTo("#microsoft.graph.user"))
                .body("value[0].roleDefinition.displayName", equalTo("Helpdesk Administrator"))
                .body("value[0].roleDefinition.isBuiltIn", nullValue());
        here.administration()
                .queryParam("$filter", "principalId eq '" + rui + "'")
                .get(ROLES)
                .then()
                .body("value", hasSize(1), "value[0].principal", nullValue());
    }

    @Test
    void the_last_enabled_global_administrator_stays() {
        PersonId boss = here.person("boss");
        String assignment = here.appoint(boss, GLOBAL_ADMINISTRATOR);
        PersonId away = here.person("away");
        here.appoint(away, GLOBAL_ADMINISTRATOR);
        here.administration()
                .body(Map.of("accountEnabled", false))
                .patch(USERS + "/" + away)
                .then()
                .statusCode(204);

        for (var refused : List.of(
                here.administration().delete(ROLES + "/" + assignment),
                here.member(boss, GLOBAL_ADMINISTRATOR).delete(ROLES + "/" + assignment),
                here.administration()
                        .urlEncodingEnabled(false)
                        .delete(DIRECTORY_ROLES + "/" + GLOBAL + "/members/" + boss + "/$ref"),
                here.administration().body(Map.of("accountEnabled", false)).patch(USERS + "/" + boss),
                here.administration().delete(USERS + "/" + boss),
                here.member(boss, GLOBAL_ADMINISTRATOR).delete(USERS + "/" + boss))) {
            refused.then()
                    .statusCode(400)
                    .body("error.code", equalTo("Request_BadRequest"))
                    .body("error.message", containsString("last enabled Global Administrator"));
        }
        here.administration()
                .body(Map.of("accountEnabled", true))
                .patch(USERS + "/" + away)
                .then()
                .statusCode(204);
        here.administration().delete(ROLES + "/" + assignment).then().statusCode(204);
    }

    @Test
    void two_administrators_who_disable_each_other_at_once_do_not_both_succeed() throws Exception {
        for (int round = 0; round < 5; round++) {
            Organisation tenant = Organisation.made();
            PersonId one = tenant.person("one");
            PersonId other = tenant.person("other");
            tenant.appoint(one, GLOBAL_ADMINISTRATOR);
            tenant.appoint(other, GLOBAL_ADMINISTRATOR);
            var together = new CyclicBarrier(2);

            try (var threads = Executors.newFixedThreadPool(2)) {
                Callable<Integer> first = () -> disable(tenant, one, other, together);
                Callable<Integer> second = () -> disable(tenant, other, one, together);
                List<Integer> answers = threads.invokeAll(List.of(first, second)).stream()
                        .map(DirectoryRoleTest::answer)
                        .sorted()
                        .toList();
                assertThat(answers).isEqualTo(List.of(204, 400));
            }
        }
    }

    private static int disable(Organisation tenant, PersonId by, PersonId whom, CyclicBarrier together)
            throws Exception {
        together.await();
        return tenant.member(by, GLOBAL_ADMINISTRATOR)
                .body(Map.of("accountEnabled", false))
                .patch(USERS + "/" + whom)
                .statusCode();
    }

    private static int answer(Future<Integer> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_stolen_password_hands_out_no_role() {
        PersonId rui = here.person("rui");
        var thief = Callers.memberWithoutMfa(here.id(), new PersonId(UUID.randomUUID()), GLOBAL);
        var wanted = Map.of("roleDefinitionId", GLOBAL, "principalId", rui.toString());

        for (var refused : List.of(
                Organisation.as(thief).body(wanted).post(ROLES),
                Organisation.as(thief)
                        .urlEncodingEnabled(false)
                        .body(reference(rui))
                        .post(DIRECTORY_ROLES + "/" + GLOBAL + "/members/$ref"),
                Organisation.as(thief).body(Map.of("displayName", "Mine")).post(Organisation.APPLICATIONS),
                Organisation.as(thief)
                        .body(Map.of())
                        .post(Organisation.APPLICATIONS + "/" + here.clientId() + "/addPassword"),
                Organisation.as(thief)
                        .body(Map.of("displayName", "x", "duration", "P30D"))
                        .post(Organisation.RELATIONSHIPS),
                Organisation.as(thief)
                        .body(Map.of("passwordProfile", Map.of("password", "three wide rivers 9")))
                        .patch(USERS + "/" + rui))) {
            refused.then()
                    .statusCode(403)
                    .body("error.code", equalTo("Authorization_RequestDenied"))
                    .body("error.innerError.message", containsString("second factor"));
        }
        // What is everybody's daily work is not held up.
        Organisation.as(thief)
                .body(Map.of("city", "Porto"))
                .patch(USERS + "/" + rui)
                .then()
                .statusCode(204);
    }

    @Test
    void people_from_outside_act_as_their_roles_allow_and_never_on_roles_or_technicians() {
        Organisation partner = Organisation.made();
        PersonId rui = here.person("rui");
        PersonId technician = here.person("technician");
        String group = here.group("helpers");
        here.join(technician, group);
        here.delegate(group, Organisation.made());

        here.technicianOf(partner, USER_ADMINISTRATOR)
                .body(Map.of("accountEnabled", false))
                .patch(USERS + "/" + rui)
                .then()
                .statusCode(204);
        here.technicianOf(partner, USER_ADMINISTRATOR)
                .body(Map.of("accountEnabled", false))
                .patch(USERS + "/" + technician)
                .then()
                .statusCode(403);
        here.technicianOf(partner, USER_ADMINISTRATOR)
                .delete(USERS + "/" + technician)
                .then()
                .statusCode(403);
        here.technicianOf(partner, DirectoryRole.values())
                .body(Map.of("roleDefinitionId", GLOBAL, "principalId", rui.toString()))
                .post(ROLES)
                .then()
                .statusCode(403);
        here.technicianOf(partner, DirectoryRole.values())
                .body(Map.of(
                        "invitedUserEmailAddress", "x@elsewhere.example",
                        "inviteRedirectUrl", "https://x.example"))
                .post("/v1.0/invitations")
                .then()
                .statusCode(403);
        here.technicianOf(partner, HELPDESK_ADMINISTRATOR)
                .body(Map.of("accountEnabled", true))
                .patch(USERS + "/" + rui)
                .then()
                .statusCode(403);
        here.technicianOf(partner, USER_ADMINISTRATOR)
                .delete(USERS + "/" + rui)
                .then()
                .statusCode(204);
    }
}
