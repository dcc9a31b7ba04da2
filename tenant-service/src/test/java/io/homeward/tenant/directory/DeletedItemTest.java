package io.homeward.tenant.directory;

import static io.homeward.accessrules.DirectoryRole.GLOBAL_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.HELPDESK_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.USER_ADMINISTRATOR;
import static io.homeward.tenant.Organisation.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import io.homeward.testsupport.Callers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class DeletedItemTest {
    private static final String DELETED = "/v1.0/directory/deletedItems";

    @Inject
    DeletedItemAge age;

    private Organisation here;

    @BeforeEach
    void begin() {
        here = Organisation.made();
    }

    private void delete(PersonId person) {
        here.administration().delete(USERS + "/" + person).then().statusCode(204);
    }

    private static JsonNode published(PersonId person) {
        return Feeds.snapshot("people", person).orElseThrow();
    }

    @Test
    void somebody_deleted_is_listed_and_comes_back_with_his_roles_and_groups() {
        PersonId rui = here.person("rui");
        String group = here.group("helpers");
        here.join(rui, group);
        here.appoint(rui, HELPDESK_ADMINISTRATOR);
        delete(rui);
        assertThat(published(rui).path("roles")).isEmpty();
        assertThat(published(rui).path("groups")).isEmpty();

        here.administration()
                .queryParam("$select", "id,deletedDateTime")
                .get(DELETED + "/microsoft.graph.user")
                .then()
                .statusCode(200)
                .body("value.id", hasItem(rui.toString()), "value[0].deletedDateTime", containsString("T"));
        here.administration()
                .get(DELETED + "/" + rui)
                .then()
                .statusCode(200)
                .body("id", equalTo(rui.toString()), "'@odata.type'", equalTo("#microsoft.graph.user"));
        here.administration().get(USERS + "/" + rui).then().statusCode(404);

        here.administration()
                .post(DELETED + "/" + rui + "/restore")
                .then()
                .statusCode(200)
                .body("id", equalTo(rui.toString()));

        JsonNode back = published(rui);
        assertThat(back.path("deleted").asBoolean()).isFalse();
        assertThat(back.at("/roles/0").asText())
                .isEqualTo(HELPDESK_ADMINISTRATOR.id().toString());
        assertThat(back.at("/groups/0").asText()).isEqualTo(group);
        here.administration().get(DELETED + "/" + rui).then().statusCode(404);
        here.administration().post(DELETED + "/" + rui + "/restore").then().statusCode(404);
    }

    @Test
    void a_name_taken_meanwhile_is_not_taken_back() {
        PersonId rui = here.person("rui");
        delete(rui);
        PersonId successor = here.person("rui");

        here.administration()
                .post(DELETED + "/" + rui + "/restore")
                .then()
                .statusCode(409)
                .body("error.code", equalTo("nameAlreadyExists"));

        assertThat(published(rui).path("deleted").asBoolean()).isTrue();
        assertThat(published(successor).path("deleted").asBoolean()).isFalse();
    }

    @Test
    void an_account_under_a_name_that_somebody_had_inherits_from_him() {
        PersonId first = here.person("rui");
        delete(first);
        PersonId second = here.person("rui");
        here.administration()
                .body(Map.of("userPrincipalName", "renamed@" + here.domain()))
                .patch(USERS + "/" + second)
                .then()
                .statusCode(204);
        PersonId third = here.person("RUI");
        PersonId stranger = here.person("anna");

        assertThat(published(first).path("predecessors")).isEmpty();
        assertThat(published(second).path("predecessors"))
                .extracting(JsonNode::asText)
                .containsExactly(first.toString());
        assertThat(published(third).path("predecessors"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder(first.toString(), second.toString());
        assertThat(published(stranger).path("predecessors")).isEmpty();
    }

    @Test
    void whoever_comes_back_under_a_name_that_was_used_meanwhile_inherits_too() {
        PersonId first = here.person("rui");
        delete(first);
        PersonId meanwhile = here.person("rui");
        delete(meanwhile);

        here.administration().post(DELETED + "/" + first + "/restore").then().statusCode(200);

        assertThat(published(first).path("predecessors"))
                .extracting(JsonNode::asText)
                .containsExactly(meanwhile.toString());
    }

    @Test
    void deleted_for_ever_nothing_is_left_but_the_id_and_what_is_inherited() {
        PersonId rui = here.person("rui");
        here.administration()
                .body(Map.of("mail", "rui@mail.example", "mobilePhone", "+351 1", "displayName", "Rui Tavares"))
                .patch(USERS + "/" + rui)
                .then()
                .statusCode(204);
        here.join(rui, here.group("helpers"));
        delete(rui);

        here.administration().delete(DELETED + "/" + rui).then().statusCode(204);

        here.administration().get(DELETED + "/" + rui).then().statusCode(404);
        here.administration().post(DELETED + "/" + rui + "/restore").then().statusCode(404);
        here.administration()
                .get(DELETED + "/microsoft.graph.user")
                .then()
                .body("value.id", not(hasItem(rui.toString())));
        JsonNode left = published(rui);
        assertThat(left.path("deleted").asBoolean()).isTrue();
        assertThat(left.toString()).doesNotContain("Tavares", "rui@", "+351", here.domain());
        // The account made under the name again inherits what is known under the id (D25).
        assertThat(published(here.person("rui")).path("predecessors"))
                .extracting(JsonNode::asText)
                .containsExactly(rui.toString());
    }

    @Test
    void deleting_for_ever_needs_a_fresh_second_factor_and_is_not_delegated() {
        Organisation partner = Organisation.made();
        PersonId rui = here.person("rui");
        delete(rui);
        String role = USER_ADMINISTRATOR.id().toString();

        Organisation.as(Callers.memberWithoutMfa(here.id(), new PersonId(UUID.randomUUID()), role))
                .delete(DELETED + "/" + rui)
                .then()
                .statusCode(403)
                .body("error.code", equalTo("Authorization_RequestDenied"))
                .body("error.innerError.message", containsString("second factor"));
        here.technicianOf(partner, GLOBAL_ADMINISTRATOR)
                .delete(DELETED + "/" + rui)
                .then()
                .statusCode(403);
        here.member(HELPDESK_ADMINISTRATOR).delete(DELETED + "/" + rui).then().statusCode(403);
        here.member(USER_ADMINISTRATOR).delete(DELETED + "/" + rui).then().statusCode(204);
    }

    @Test
    void nobody_brings_back_or_erases_somebody_who_outranks_him() {
        PersonId boss = here.person("boss");
        here.appoint(boss, SECURITY_ADMINISTRATOR);
        delete(boss);

        here.member(USER_ADMINISTRATOR)
                .post(DELETED + "/" + boss + "/restore")
                .then()
                .statusCode(403)
                .body("error.message", containsString("ranks above"));
        here.member(USER_ADMINISTRATOR).delete(DELETED + "/" + boss).then().statusCode(403);
        here.member(GLOBAL_ADMINISTRATOR)
                .post(DELETED + "/" + boss + "/restore")
                .then()
                .statusCode(200);
    }

    @Test
    void whoever_brings_a_technician_back_hands_out_his_access_again() {
        Organisation customer = Organisation.made();
        PersonId rui = here.person("rui");
        String group = here.group("helpers");
        here.join(rui, group);
        here.delegate(group, customer);
        delete(rui);

        here.member(USER_ADMINISTRATOR)
                .post(DELETED + "/" + rui + "/restore")
                .then()
                .statusCode(403);
        here.application("User.ReadWrite.All")
                .post(DELETED + "/" + rui + "/restore")
                .then()
                .statusCode(403);
        here.member(GLOBAL_ADMINISTRATOR)
                .post(DELETED + "/" + rui + "/restore")
                .then()
                .statusCode(200);
    }

    @Test
    void a_deleted_group_is_listed_and_comes_back_with_its_members() {
        PersonId rui = here.person("rui");
        String group = here.group("helpers");
        here.join(rui, group);
        here.administration().delete("/v1.0/groups/" + group).then().statusCode(204);
        assertThat(published(rui).path("groups")).isEmpty();

        here.administration()
                .get(DELETED + "/microsoft.graph.group")
                .then()
                .body("value.id", hasItem(group), "value[0].deletedDateTime", containsString("T"));
        here.administration()
                .post(DELETED + "/" + group + "/restore")
                .then()
                .statusCode(200)
                .body("'@odata.type'", equalTo("#microsoft.graph.group"));
        assertThat(published(rui).at("/groups/0").asText()).isEqualTo(group);

        here.administration().delete("/v1.0/groups/" + group).then().statusCode(204);
        here.administration().delete(DELETED + "/" + group).then().statusCode(204);
        here.administration().post(DELETED + "/" + group + "/restore").then().statusCode(404);
    }

    @Test
    void what_nobody_brought_back_in_thirty_days_is_gone_for_good() {
        PersonId rui = here.person("rui");
        PersonId anna = here.person("anna");
        PersonId stays = here.person("stays");
        String group = here.group("helpers");
        here.join(rui, group);
        here.join(stays, group);
        here.administration().delete("/v1.0/groups/" + group).then().statusCode(204);
        delete(rui);
        delete(anna);
        here.administration().post(DELETED + "/" + anna + "/restore").then().statusCode(200);

        age.lookAt(Instant.now().plus(Duration.ofDays(29)));
        here.administration().get(DELETED + "/" + rui).then().statusCode(200);
        here.administration().get(DELETED + "/" + group).then().statusCode(200);
        assertThat(age.lookAt(Instant.now().plus(Duration.ofDays(31)))).isGreaterThanOrEqualTo(2);

        for (Object gone : List.of(rui, group)) {
            here.administration().get(DELETED + "/" + gone).then().statusCode(404);
            here.administration().post(DELETED + "/" + gone + "/restore").then().statusCode(404);
            here.administration().delete(DELETED + "/" + gone).then().statusCode(404);
        }
        assertThat(published(rui).toString()).doesNotContain(here.domain());
        assertThat(published(rui).path("deleted").asBoolean()).isTrue();
        assertThat(published(anna).path("deleted").asBoolean()).isFalse();
        assertThat(published(stays).path("groups")).isEmpty();
        for (var entry : Map.of("Hard Delete user", rui.toString(), "Hard Delete group", group)
                .entrySet()) {
            here.administration()
                    .queryParam("$filter", "activityDisplayName eq '%s'".formatted(entry.getKey()))
                    .get("/v1.0/auditLogs/directoryAudits")
                    .then()
                    .statusCode(200)
                    .body("value[0].targetResources[0].id", equalTo(entry.getValue()))
                    .body("value[0].initiatedBy.app.servicePrincipalName", equalTo("tenant-service"));
        }
        // What is done is done once.
        age.lookAt(Instant.now().plus(Duration.ofDays(31)));
        here.administration().get(USERS + "/" + anna).then().statusCode(200);
    }
}
