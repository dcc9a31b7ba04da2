package io.homeward.tenant.object;

import static io.homeward.accessrules.DirectoryRole.HELPDESK_ADMINISTRATOR;
import static io.homeward.tenant.Organisation.USERS;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class MemberOfTest {
    private static final String ROLE = HELPDESK_ADMINISTRATOR.id().toString();

    private Organisation here;
    private PersonId rui;
    private String group;

    @BeforeEach
    void begin() {
        here = Organisation.made();
        rui = here.person("rui");
        group = here.group("helpers");
        here.join(rui, group);
        here.appoint(rui, HELPDESK_ADMINISTRATOR);
    }

    @Test
    void groups_and_roles_come_in_one_list_each_with_its_type() {
        for (String path :
                List.of(USERS + "/" + rui + "/memberOf", USERS + "/rui@" + here.domain() + "/transitiveMemberOf")) {
            here.administration()
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("'@odata.context'", endsWith("$metadata#directoryObjects"))
                    .body("value.id", containsInAnyOrder(group, ROLE))
                    .body(
                            "value.'@odata.type'",
                            containsInAnyOrder("#microsoft.graph.group", "#microsoft.graph.directoryRole"));
        }
        here.administration()
                .get(USERS + "/" + rui + "/memberOf/microsoft.graph.group")
                .then()
                .body("value.id", equalTo(List.of(group)));
        here.administration()
                .get(USERS + "/" + rui + "/transitiveMemberOf/microsoft.graph.directoryRole")
                .then()
                .body("value.roleTemplateId", equalTo(List.of(ROLE)));
        here.member(rui).get("/v1.0/me/memberOf").then().statusCode(200).body("value", hasSize(2));
        here.administration()
                .urlEncodingEnabled(false)
                .header("ConsistencyLevel", "eventual")
                .get(USERS + "/" + rui + "/memberOf/$count")
                .then()
                .statusCode(200)
                .body(equalTo("2"));
        here.administration()
                .queryParam("$filter", "displayName eq 'HELPERS'")
                .get(USERS + "/" + rui + "/memberOf")
                .then()
                .body("value.id", equalTo(List.of(group)));
        here.administration().get(USERS + "/nobody/memberOf").then().statusCode(404);
    }

    @Test
    void memberships_are_paged() {
        for (int i = 0; i < 3; i++) {
            here.join(rui, here.group("g" + i));
        }
        var first = here.administration()
                .queryParam("$top", 3)
                .get(USERS + "/" + rui + "/memberOf")
                .then()
                .body("value", hasSize(3))
                .extract();
        here.administration()
                .urlEncodingEnabled(false)
                .get(first.<String>path("'@odata.nextLink'"))
                .then()
                .statusCode(200)
                .body("value", hasSize(2));
    }

    @Test
    void actions_answer_with_ids() {
        String nobodys = UUID.randomUUID().toString();

        here.administration()
                .body(Map.of("securityEnabledOnly", true))
                .post(USERS + "/" + rui + "/getMemberGroups")
                .then()
                .statusCode(200)
                .body("'@odata.context'", endsWith("Collection(Edm.String)"), "value", equalTo(List.of(group)));
        here.administration()
                .body(Map.of("securityEnabledOnly", false))
                .post(USERS + "/" + rui + "/getMemberObjects")
                .then()
                .body("value", containsInAnyOrder(group, ROLE));
        here.administration()
                .body(Map.of("groupIds", List.of(nobodys, group)))
                .post(USERS + "/" + rui + "/checkMemberGroups")
                .then()
                .body("value", equalTo(List.of(group)));
        here.member(rui)
                .body(Map.of("groupIds", List.of(group)))
                .post("/v1.0/me/checkMemberGroups")
                .then()
                .body("value", equalTo(List.of(group)));
        here.member(rui)
                .body(Map.of("securityEnabledOnly", true))
                .post("/v1.0/me/getMemberGroups")
                .then()
                .body("value", equalTo(List.of(group)));
        here.administration()
                .body(Map.of("groupIds", Collections.nCopies(21, group)))
                .post(USERS + "/" + rui + "/checkMemberGroups")
                .then()
                .statusCode(400);
        here.administration()
                .body(Map.of("groupIds", List.of("nonsense")))
                .post(USERS + "/" + rui + "/checkMemberGroups")
                .then()
                .statusCode(400)
                .body("error.message", containsString("nonsense"));
    }

    @Test
    void an_id_tells_what_it_stands_for() {
        here.administration()
                .get("/v1.0/directoryObjects/" + rui)
                .then()
                .statusCode(200)
                .body("'@odata.type'", equalTo("#microsoft.graph.user"), "displayName", equalTo("rui"));
        here.administration()
                .get("/v1.0/directoryObjects/" + group)
                .then()
                .body("'@odata.type'", equalTo("#microsoft.graph.group"));
        here.administration()
                .get("/v1.0/directoryObjects/" + ROLE)
                .then()
                .body("'@odata.type'", equalTo("#microsoft.graph.directoryRole"));
        here.administration()
                .get("/v1.0/directoryObjects/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("error.code", equalTo("Request_ResourceNotFound"));

        here.administration()
                .body(Map.of(
                        "ids",
                                List.of(
                                        rui.toString(),
                                        group,
                                        ROLE,
                                        UUID.randomUUID().toString()),
                        "types", List.of("user", "group", "device")))
                .post("/v1.0/directoryObjects/getByIds")
                .then()
                .statusCode(200)
                .body("value.id", containsInAnyOrder(rui.toString(), group))
                .body("value[0].'@odata.type'", notNullValue());
        here.administration()
                .body(Map.of("ids", List.of("nonsense")))
                .post("/v1.0/directoryObjects/getByIds")
                .then()
                .statusCode(400);
        Organisation.made()
                .administration()
                .body(Map.of("ids", List.of(rui.toString(), group)))
                .post("/v1.0/directoryObjects/getByIds")
                .then()
                .body("value", hasSize(0), "value.id", not(containsInAnyOrder(group)));
    }
}
