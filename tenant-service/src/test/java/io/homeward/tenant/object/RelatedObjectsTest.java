package io.homeward.tenant.object;

import static io.homeward.accessrules.DirectoryRole.HELPDESK_ADMINISTRATOR;
import static io.homeward.tenant.Organisation.GROUPS;
import static io.homeward.tenant.Organisation.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What scripts ask for along with an object, and of which type. */
@RunningService
class RelatedObjectsTest {
    private static final String ROLE = HELPDESK_ADMINISTRATOR.id().toString();
    private static final String ROLES = "/v1.0/directoryRoles";

    private Organisation here;
    private PersonId rui;
    private String group;

    @BeforeEach
    void begin() {
        here = Organisation.made();
        rui = here.person("rui");
        group = here.group("helpers");
        here.join(rui, group);
    }

    private String count(String path) {
        return here.administration()
                .urlEncodingEnabled(false)
                .header("ConsistencyLevel", "eventual")
                .get(path + "/$count")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void groups_are_shown_with_their_members_and_owners() {
        String empty = here.group("empty");
        here.administration()
                .body(Map.of("@odata.id", "https://x/v1.0/users/" + rui))
                .post(GROUPS + "/" + group + "/owners/$ref")
                .then()
                .statusCode(204);

        here.administration()
                .queryParam("$expand", "members")
                .get(GROUPS)
                .then()
                .statusCode(200)
                .body("value.find { it.id == '%s' }.members.id".formatted(group), equalTo(List.of(rui.toString())))
                .body("value.find { it.id == '%s' }.members[0]".formatted(group), hasKey("@odata.type"))
                .body("value.find { it.id == '%s' }.members[0].displayName".formatted(group), equalTo("rui"))
                .body("value.find { it.id == '%s' }.members[0]".formatted(group), not(hasKey("accountEnabled")))
                .body("value.find { it.id == '%s' }.members".formatted(empty), hasSize(0))
                .body("value[0]", not(hasKey("owners")));
        here.administration()
                .queryParam("$expand", "members($select=id,accountEnabled),owners($select=id)")
                .queryParam("$select", "id,displayName")
                .get(GROUPS + "/" + group)
                .then()
                .statusCode(200)
                .body("displayName", equalTo("helpers"))
                .body("members[0].accountEnabled", equalTo(true))
                .body("members[0].keySet()", equalTo(Set.of("@odata.type", "id", "accountEnabled")))
                .body("owners.id", equalTo(List.of(rui.toString())));
        here.administration().delete(USERS + "/" + rui).then().statusCode(204);
        here.administration()
                .queryParam("$expand", "members")
                .get(GROUPS + "/" + group)
                .then()
                .body("members", hasSize(0));
    }

    @Test
    void twenty_of_many_are_shown_with_a_group_and_the_list_below_it_has_all() {
        for (int i = 0; i < 21; i++) {
            here.join(here.person("p" + i), group);
        }

        here.administration()
                .queryParam("$expand", "members($select=id)")
                .get(GROUPS + "/" + group)
                .then()
                .body("members", hasSize(20))
                .body("$", not(hasKey("members@odata.nextLink")));
        here.administration().get(GROUPS + "/" + group + "/members").then().body("value", hasSize(22));
    }

    @Test
    void people_are_shown_with_what_they_are_in_and_roles_with_who_holds_them() {
        PersonId anna = here.person("anna");
        here.appoint(rui, HELPDESK_ADMINISTRATOR);

        here.administration()
                .queryParam("$expand", "memberOf($select=id,displayName)")
                .queryParam("$select", "id")
                .get(USERS)
                .then()
                .statusCode(200)
                .body("value.find { it.id == '%s' }.memberOf.id".formatted(rui), containsInAnyOrder(group, ROLE))
                .body("value.find { it.id == '%s' }.memberOf".formatted(anna), hasSize(0));
        here.administration()
                .queryParam("$expand", "transitiveMemberOf")
                .get(USERS + "/" + rui)
                .then()
                .body(
                        "transitiveMemberOf.'@odata.type'",
                        containsInAnyOrder("#microsoft.graph.group", "#microsoft.graph.directoryRole"));
        here.member(rui)
                .queryParam("$expand", "memberOf")
                .get("/v1.0/me")
                .then()
                .body("memberOf", hasSize(2));
        here.administration()
                .queryParam("$expand", "members($select=userPrincipalName)")
                .get(ROLES)
                .then()
                .statusCode(200)
                .body(
                        "value.find { it.id == '%s' }.members.userPrincipalName".formatted(ROLE),
                        equalTo(List.of("rui@" + here.domain())));
        here.administration()
                .queryParam("$expand", "members")
                .get(ROLES + "/" + ROLE)
                .then()
                .body("members.id", equalTo(List.of(rui.toString())));
    }

    @Test
    void what_cannot_be_shown_along_is_refused_by_name() {
        for (var bad : List.of(
                Map.entry(GROUPS, "colour"),
                Map.entry(GROUPS + "/" + group, "members($select=shoeSize)"),
                Map.entry(GROUPS, "members($top=5)"),
                Map.entry(GROUPS, "members($expand=memberOf)"),
                Map.entry(USERS, "manager"),
                Map.entry(USERS + "/" + rui, "memberOf($select=shoeSize)"),
                Map.entry(ROLES, "owners"))) {
            here.administration()
                    .queryParam("$expand", bad.getValue())
                    .get(bad.getKey())
                    .then()
                    .statusCode(400)
                    .body("error.message", containsString("Parsing OData Select and Expand failed"));
        }
        here.administration()
                .queryParam("$expand", "members")
                .get("/v1.0/identity/conditionalAccess/policies")
                .then()
                .statusCode(400)
                .body("error.message", containsString("'$expand' is not supported"));
    }

    @Test
    void a_type_in_the_path_leaves_the_objects_of_that_type() {
        here.appoint(rui, HELPDESK_ADMINISTRATOR);
        String members = GROUPS + "/" + group + "/members";
        String memberOf = USERS + "/" + rui + "/memberOf";

        here.administration()
                .get(members + "/graph.user")
                .then()
                .statusCode(200)
                .body("value.id", equalTo(List.of(rui.toString())));
        for (String other : List.of("group", "device", "servicePrincipal", "orgContact", "application")) {
            here.administration()
                    .queryParam("$select", "id,displayName")
                    .get(members + "/microsoft.graph." + other)
                    .then()
                    .statusCode(200)
                    .body("value", hasSize(0));
        }
        here.administration()
                .get(members + "/microsoft.graph.sandwich")
                .then()
                .statusCode(400)
                .body("error.message", containsString("microsoft.graph.sandwich"));
        here.administration()
                .get(GROUPS + "/" + UUID.randomUUID() + "/members/microsoft.graph.device")
                .then()
                .statusCode(404);
        assertThat(List.of(
                        count(members + "/microsoft.graph.user"),
                        count(members + "/microsoft.graph.device"),
                        count(GROUPS + "/" + group + "/owners"),
                        count(memberOf + "/microsoft.graph.group"),
                        count(memberOf + "/microsoft.graph.administrativeUnit"),
                        count(ROLES + "/" + ROLE + "/members"),
                        count(GROUPS + "/" + group + "/memberOf"),
                        count("/v1.0/directory/deletedItems/microsoft.graph.group")))
                .isEqualTo(List.of("1", "0", "0", "1", "0", "1", "0", "0"));
        here.administration()
                .get(ROLES + "/" + ROLE + "/members/microsoft.graph.user")
                .then()
                .body("value.id", equalTo(List.of(rui.toString())));
        here.administration()
                .get(ROLES + "/" + ROLE + "/members/microsoft.graph.servicePrincipal")
                .then()
                .body("value", hasSize(0));
        here.administration()
                .get(GROUPS + "/" + group + "/transitiveMemberOf/microsoft.graph.group")
                .then()
                .statusCode(200)
                .body("value", hasSize(0));
        here.administration()
                .get(GROUPS + "/" + UUID.randomUUID() + "/memberOf")
                .then()
                .statusCode(404);
    }

    @Test
    void a_filter_asks_for_the_type() {
        here.appoint(rui, HELPDESK_ADMINISTRATOR);
        String memberOf = USERS + "/" + rui + "/memberOf";

        here.administration()
                .queryParam("$filter", "isof('microsoft.graph.group')")
                .get(memberOf)
                .then()
                .statusCode(200)
                .body("value.id", equalTo(List.of(group)));
        here.administration()
                .queryParam("$filter", "isof('microsoft.graph.directoryObject')")
                .get(memberOf)
                .then()
                .body("value", hasSize(2));
        here.administration()
                .queryParam("$filter", "isof('microsoft.graph.device')")
                .get(memberOf)
                .then()
                .statusCode(400)
                .body("error.message", containsString("is not derived from 'microsoft.graph.directoryObject'"));
    }

    @Test
    void any_object_may_be_asked_what_it_is_in() {
        here.appoint(rui, HELPDESK_ADMINISTRATOR);
        String nobody = UUID.randomUUID().toString();

        here.administration()
                .body(Map.of("ids", List.of(ROLE, group, nobody)))
                .post("/v1.0/directoryObjects/" + rui + "/checkMemberObjects")
                .then()
                .statusCode(200)
                .body("value", containsInAnyOrder(group, ROLE));
        here.administration()
                .body(Map.of("securityEnabledOnly", true))
                .post("/v1.0/directoryObjects/" + rui + "/getMemberGroups")
                .then()
                .body("value", equalTo(List.of(group)));
        here.administration()
                .body(Map.of("groupIds", List.of(group)))
                .post(GROUPS + "/" + group + "/checkMemberGroups")
                .then()
                .statusCode(200)
                .body("value", hasSize(0));
        here.administration()
                .body(Map.of("securityEnabledOnly", false))
                .post("/v1.0/directoryObjects/" + group + "/getMemberObjects")
                .then()
                .statusCode(200)
                .body("value", hasSize(0));
        here.administration()
                .body(Map.of("securityEnabledOnly", false))
                .post("/v1.0/directoryObjects/" + nobody + "/getMemberObjects")
                .then()
                .statusCode(404);
        here.member(rui)
                .body(Map.of("ids", List.of(ROLE)))
                .post("/v1.0/me/checkMemberObjects")
                .then()
                .body("value", equalTo(List.of(ROLE)));
        here.member(rui)
                .body(Map.of("securityEnabledOnly", false))
                .post("/v1.0/me/getMemberObjects")
                .then()
                .body("value", containsInAnyOrder(group, ROLE));
    }
}
