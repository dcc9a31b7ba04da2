package io.homeward.tenant.directory;

import static io.homeward.accessrules.DirectoryRole.GLOBAL_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.HELPDESK_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.USER_ADMINISTRATOR;
import static io.homeward.tenant.Organisation.GROUPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import io.homeward.testsupport.Callers;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class GroupResourceTest {
    private Organisation here;

    @BeforeEach
    void begin() {
        here = Organisation.made();
    }

    private static String reference(Object id) {
        return "https://homeward.example/v1.0/directoryObjects/" + id;
    }

    @Test
    void a_group_is_added_with_members_and_owners_and_changed() {
        PersonId rui = here.person("rui");
        PersonId anna = here.person("anna");
        String group = here.administration()
                .body(Map.of(
                        "displayName",
                        "Helpers",
                        "mailEnabled",
                        false,
                        "mailNickname",
                        "helpers",
                        "securityEnabled",
                        true,
                        "groupTypes",
                        List.of(),
                        "members@odata.bind",
                        List.of(reference(rui)),
                        "owners@odata.bind",
                        List.of("https://homeward.example/v1.0/users('" + anna + "')")))
                .post(GROUPS)
                .then()
                .statusCode(201)
                .body("securityEnabled", equalTo(true), "mailNickname", equalTo("helpers"))
                .extract()
                .path("id");
        assertThat(Feeds.snapshot("people", rui).orElseThrow().at("/groups/0").asText())
                .isEqualTo(group);

        var change = new HashMap<String, Object>();
        change.put("displayName", "Helping hands");
        change.put("mailNickname", null);
        change.put("members@odata.bind", List.of(reference(anna)));
        here.administration().body(change).patch(GROUPS + "/" + group).then().statusCode(204);

        here.administration()
                .get(GROUPS + "/" + group)
                .then()
                .body("displayName", equalTo("Helping hands"), "mailNickname", nullValue());
        here.administration()
                .get(GROUPS + "/" + group + "/transitiveMembers/microsoft.graph.user")
                .then()
                .statusCode(200)
                .body("value", hasSize(2), "value[0].'@odata.type'", equalTo("#microsoft.graph.user"));
        here.administration()
                .urlEncodingEnabled(false)
                .header("ConsistencyLevel", "eventual")
                .get(GROUPS + "/" + group + "/members/$count")
                .then()
                .statusCode(200)
                .body(equalTo("2"));
        here.administration()
                .get(GROUPS + "/" + group + "/owners")
                .then()
                .body("value.id", equalTo(List.of(anna.toString())));
        here.administration()
                .urlEncodingEnabled(false)
                .delete(GROUPS + "/" + group + "/owners/" + anna + "/$ref")
                .then()
                .statusCode(204);
    }

    @Test
    void what_cannot_be_kept_is_refused_by_name() {
        PersonId rui = here.person("rui");
        String group = here.group("helpers");
        String other = here.group("others");

        for (Map<String, Object> bad : List.<Map<String, Object>>of(
                Map.of("mailEnabled", true),
                Map.of("securityEnabled", false),
                Map.of("groupTypes", List.of("Unified")),
                Map.of("isAssignableToRole", true),
                Map.of("membershipRule", "user.department -eq \"x\""),
                Map.of("displayName", "a\u0000b"),
                Map.of("displayName", "x".repeat(257)),
                Map.of("description", "a\u0001b"),
                Map.of("members@odata.bind", Collections.nCopies(21, reference(rui))))) {
            here.administration()
                    .body(bad)
                    .patch(GROUPS + "/" + group)
                    .then()
                    .statusCode(400)
                    .body("error.code", equalTo("Request_BadRequest"))
                    .body(
                            "error.message",
                            containsString(bad.keySet().iterator().next()));
        }
        here.administration()
                .body(Map.of("@odata.id", reference(other)))
                .post(GROUPS + "/" + group + "/members/$ref")
                .then()
                .statusCode(400)
                .body("error.message", containsString("a group in a group is not supported"));
        here.administration()
                .body(Map.of("@odata.id", reference(UUID.randomUUID())))
                .post(GROUPS + "/" + group + "/members/$ref")
                .then()
                .statusCode(404);
        here.administration()
                .body(Map.of("@odata.id", "nonsense"))
                .post(GROUPS + "/" + group + "/members/$ref")
                .then()
                .statusCode(400)
                .body("error.message", containsString("@odata.id"));
    }

    @Test
    void nothing_is_half_done_where_one_of_several_members_is_unknown() {
        PersonId rui = here.person("rui");

        here.administration()
                .body(Map.of(
                        "displayName",
                        "Helpers",
                        "members@odata.bind",
                        List.of(reference(rui), reference(UUID.randomUUID()))))
                .post(GROUPS)
                .then()
                .statusCode(404);

        here.administration().get(GROUPS).then().body("value", hasSize(0));
        assertThat(Feeds.snapshot("people", rui).orElseThrow().path("groups")).isEmpty();
    }

    @Test
    void a_group_that_delegates_is_not_deleted_and_not_changed_by_the_way() {
        PersonId rui = here.person("rui");
        String group = here.group("helpers");
        here.delegate(group, Organisation.made());

        here.administration()
                .delete(GROUPS + "/" + group)
                .then()
                .statusCode(409)
                .body("error.message", containsString("access assignments"));
        here.member(USER_ADMINISTRATOR)
                .body(Map.of("members@odata.bind", List.of(reference(rui))))
                .patch(GROUPS + "/" + group)
                .then()
                .statusCode(403);
        here.member(USER_ADMINISTRATOR)
                .body(Map.of("@odata.id", reference(rui)))
                .post(GROUPS + "/" + group + "/members/$ref")
                .then()
                .statusCode(403);
        String role = GLOBAL_ADMINISTRATOR.id().toString();
        Organisation.as(Callers.memberWithoutMfa(here.id(), rui, role))
                .body(Map.of("@odata.id", reference(rui)))
                .post(GROUPS + "/" + group + "/members/$ref")
                .then()
                .statusCode(403)
                .body("error.innerError.message", containsString("second factor"));
        here.technicianOf(Organisation.made(), GLOBAL_ADMINISTRATOR)
                .body(Map.of("displayName", "Ours"))
                .patch(GROUPS + "/" + group)
                .then()
                .statusCode(403);
        here.member(GLOBAL_ADMINISTRATOR)
                .body(Map.of("@odata.id", reference(rui)))
                .post(GROUPS + "/" + group + "/members/$ref")
                .then()
                .statusCode(204);
    }

    @Test
    void a_group_that_the_rules_name_is_not_deleted() {
        String group = here.group("spared");
        here.administration()
                .body(Map.of("enabled", true, "includeUsers", List.of("All"), "excludeGroups", List.of(group)))
                .put("/v1/registrationPolicy")
                .then()
                .statusCode(200);

        here.administration()
                .delete(GROUPS + "/" + group)
                .then()
                .statusCode(409)
                .body("error.message", containsString("policies name the group"));
        here.administration()
                .body(Map.of("enabled", false))
                .put("/v1/registrationPolicy")
                .then()
                .statusCode(200);
        here.administration().delete(GROUPS + "/" + group).then().statusCode(204);
    }

    @Test
    void a_deleted_group_is_gone_for_everybody() {
        PersonId rui = here.person("rui");
        String group = here.group("helpers");
        here.administration().delete(GROUPS + "/" + group).then().statusCode(204);

        here.administration().get(GROUPS + "/" + group).then().statusCode(404);
        here.administration()
                .body(Map.of("@odata.id", reference(rui)))
                .post(GROUPS + "/" + group + "/members/$ref")
                .then()
                .statusCode(404);
        here.administration().delete(GROUPS + "/" + group).then().statusCode(404);
        here.member(HELPDESK_ADMINISTRATOR).delete(GROUPS + "/" + group).then().statusCode(403);
    }
}
