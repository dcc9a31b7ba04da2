package io.homeward.tenant.audit;

import static io.homeward.tenant.Organisation.APPLICATIONS;
import static io.homeward.tenant.Organisation.POLICIES;
import static io.homeward.tenant.Organisation.RELATIONSHIPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.Permission;
import io.homeward.tenant.RunningService;
import io.homeward.testsupport.Callers;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The trail as auditors read it, and what every kind of change leaves in it. */
@RunningService
class AuditResourceTest {
    private static final String AUDITS = "/v1.0/auditLogs/directoryAudits";

    private static ValidatableResponse newest(Organisation tenant) {
        return tenant.administration().get(AUDITS + "?$top=1").then().statusCode(200);
    }

    private static String policy(Organisation tenant) {
        return tenant.administration()
                .body(Feeds.example("conditional-access-policy-request.json").toString())
                .post(POLICIES)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void a_change_says_who_made_it_from_where_and_what_was_before() {
        Organisation a = Organisation.made();
        String policy = policy(a);
        PersonId ada = a.person("ada");
        a.member(ada, DirectoryRole.CONDITIONAL_ACCESS_ADMINISTRATOR)
                .header("Homeward-Client-Ip", "203.0.113.9")
                .header("request-id", "a-request-of-ada")
                .header("client-request-id", "hers")
                .body("{\"displayName\": \"Another name\"}")
                .patch(POLICIES + "/" + policy)
                .then()
                .statusCode(204);

        newest(a)
                .body("value[0].activityDisplayName", equalTo("Update conditional access policy"))
                .body("value[0].category", equalTo("Policy"))
                .body("value[0].operationType", equalTo("Update"))
                .body("value[0].result", equalTo("success"))
                .body("value[0].loggedByService", equalTo("Conditional Access"))
                .body("value[0].correlationId", equalTo("a-request-of-ada"))
                .body("value[0].initiatedBy.app", nullValue())
                .body("value[0].initiatedBy.user.id", equalTo(ada.toString()))
                .body("value[0].initiatedBy.user.userPrincipalName", equalTo("ada@" + a.domain()))
                .body("value[0].initiatedBy.user.ipAddress", equalTo("203.0.113.9"))
                .body("value[0].initiatedBy.user.homeTenantId", nullValue())
                .body("value[0].targetResources[0].id", equalTo(policy))
                .body("value[0].targetResources[0].type", equalTo("Policy"))
                .body("value[0].targetResources[0].modifiedProperties", hasSize(1))
                .body("value[0].targetResources[0].modifiedProperties[0].displayName", equalTo("displayName"))
                .body("value[0].targetResources[0].modifiedProperties[0].newValue", equalTo("\"Another name\""))
                .body("value[0].targetResources[0].modifiedProperties[0].oldValue", notNullValue())
                .body("value[0].additionalDetails.key", hasItems("clientRequestId", "homewardNumber", "homewardHash"));
    }

    @Test
    void somebody_from_outside_is_known_by_his_id_and_his_home_and_not_by_his_name() {
        Organisation partner = Organisation.made();
        Organisation customer = Organisation.made();
        Organisation.agreed(partner, customer, DirectoryRole.CONDITIONAL_ACCESS_ADMINISTRATOR);
        PersonId tess = partner.person("tess");
        String policy = policy(customer);
        Organisation.as(Callers.external(
                        partner.id(),
                        tess,
                        customer.id(),
                        DirectoryRole.CONDITIONAL_ACCESS_ADMINISTRATOR.id().toString()))
                .delete(POLICIES + "/" + policy)
                .then()
                .statusCode(204);

        String shown = newest(customer)
                .body("value[0].activityDisplayName", equalTo("Delete conditional access policy"))
                .body("value[0].initiatedBy.user.id", equalTo(tess.toString()))
                .body(
                        "value[0].initiatedBy.user.userPrincipalName",
                        equalTo("user_" + tess.toString().replace("-", "")))
                .body("value[0].initiatedBy.user.displayName", equalTo("Organisation " + partner.domain()))
                .body(
                        "value[0].initiatedBy.user.homeTenantId",
                        equalTo(partner.id().toString()))
                .extract()
                .asString();
        assertThat(shown).doesNotContain("tess");
    }

    @Test
    void a_relationship_is_in_the_trails_of_both_sides() {
        Organisation partner = Organisation.made();
        Organisation customer = Organisation.made();
        String id = Organisation.agreed(partner, customer, DirectoryRole.HELPDESK_ADMINISTRATOR);

        partner.administration()
                .get(AUDITS)
                .then()
                .body("value.activityDisplayName", hasItem("Create delegated admin relationship"));
        for (Organisation side : List.of(partner, customer)) {
            side.administration()
                    .get(AUDITS + "?$filter=category eq 'DelegatedAdministration'")
                    .then()
                    .statusCode(200)
                    .body(
                            "value.activityDisplayName",
                            hasItems(
                                    "Lock delegated admin relationship for approval",
                                    "Approve delegated admin relationship"))
                    .body("value[0].activityDisplayName", equalTo("Approve delegated admin relationship"))
                    .body("value[0].targetResources[0].id", equalTo(id))
                    .body("value[0].targetResources[0].modifiedProperties.displayName", hasItem("status"));
        }
        partner.administration()
                .body("{\"displayName\": \"x\"}")
                .header("If-Match", "W/\"1\"")
                .patch(RELATIONSHIPS + "/" + id)
                .then()
                .statusCode(not(200));
    }

    @Test
    void of_the_other_sides_person_a_trail_knows_the_home_and_nothing_that_leads_to_him() {
        Organisation partner = Organisation.made();
        Organisation customer = Organisation.made();
        String id = Organisation.agreed(partner, customer, DirectoryRole.HELPDESK_ADMINISTRATOR);
        PersonId rui = partner.person("rui");
        Organisation.as(Callers.member(
                        partner.id(),
                        rui,
                        DirectoryRole.GLOBAL_ADMINISTRATOR.id().toString()))
                .header("client-request-id", "rui-from-northwind")
                .header("Homeward-Client-Ip", "203.0.113.77")
                .body("{\"reason\": \"Under review\"}")
                .post("/v1/delegatedAdminRelationships/" + id + "/suspend")
                .then()
                .statusCode(200);

        assertThat(newest(partner).extract().asString()).contains(rui.toString(), "203.0.113.77", "Under review");
        String shown = newest(customer)
                .body("value[0].activityDisplayName", equalTo("Suspend delegated admin relationship"))
                .body(
                        "value[0].initiatedBy.user.homeTenantId",
                        equalTo(partner.id().toString()))
                .body("value[0].initiatedBy.user.displayName", equalTo("Organisation " + partner.domain()))
                .extract()
                .asString();
        assertThat(shown)
                .contains("Under review")
                .doesNotContain(rui.toString())
                .doesNotContain(rui.toString().replace("-", ""))
                .doesNotContain("203.0.113.77")
                .doesNotContain("rui-from-northwind");
    }

    @Test
    void secrets_are_changed_and_never_shown() {
        Organisation a = Organisation.made();
        String application = a.administration()
                .body("{\"displayName\": \"Portal\"}")
                .post(APPLICATIONS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String secret = a.administration()
                .body("{}")
                .post(APPLICATIONS + "/" + application + "/addPassword")
                .then()
                .statusCode(200)
                .extract()
                .path("secretText");

        String trail = a.administration().get("/v1/audit/export").asString();
        assertThat(trail).contains("Certificates and secrets management").doesNotContain(secret, a.clientSecret());
        assertThat(Change.between(
                        Feeds.read(
                                "{\"clientSecret\":\"old\",\"name\":\"x\",\"deep\":{\"passwordHash\":\"1\",\"y\":1}}"),
                        Feeds.read(
                                "{\"clientSecret\":\"new\",\"name\":\"x\",\"deep\":{\"passwordHash\":\"2\",\"y\":2}}")))
                .extracting(Change::toString)
                .allSatisfy(change -> assertThat(change).doesNotContain("old", "new", "Hash"));
    }

    @Test
    void pages_follow_each_other_without_gap_or_repetition() {
        Organisation a = Organisation.made();
        for (int i = 0; i < 12; i++) {
            policy(a);
        }
        int all = a.administration().get(AUDITS).path("value.size()");
        var seen = new ArrayList<String>();
        String next = AUDITS + "?$top=5";
        while (next != null) {
            var page = a.administration()
                    .urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.path("value.id"));
            String link = page.path("'@odata.nextLink'");
            next = link == null ? null : link.replaceFirst("https?://[^/]+", "");
        }
        assertThat(seen).hasSize(all).doesNotHaveDuplicates();
    }

    @Test
    void it_is_filtered_as_scripts_filter_it() {
        Organisation a = Organisation.made();
        PersonId ada = a.person("ada");
        String policy = a.member(ada, DirectoryRole.GLOBAL_ADMINISTRATOR)
                .header("request-id", "the-one")
                .body(Feeds.example("conditional-access-policy-request.json").toString())
                .post(POLICIES)
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        for (String filter : List.of(
                "initiatedBy/user/id eq '%s'".formatted(ada),
                "correlationId eq 'the-one'",
                "targetResources/any(t: t/id eq '%s')".formatted(policy),
                "targetResources/any(t: t/type eq 'Policy')",
                "activityDisplayName eq 'Add conditional access policy' and activityDateTime ge 2020-01-01T00:00:00Z",
                "category eq 'Policy' and startswith(activityDisplayName, 'Add cond')",
                "loggedByService eq 'Conditional Access' and result eq 'success'")) {
            a.administration()
                    .queryParam("$filter", filter)
                    .get(AUDITS)
                    .then()
                    .statusCode(200)
                    .body("value", hasSize(1))
                    .body("value.correlationId", everyItem(equalTo("the-one")));
        }
        a.administration()
                .queryParam("$filter", "activityDateTime lt 2020-01-01T00:00:00Z")
                .get(AUDITS)
                .then()
                .statusCode(200)
                .body("value", empty());
        a.administration()
                .queryParam("$filter", "nothing eq 'x'")
                .get(AUDITS)
                .then()
                .statusCode(400);
    }

    @Test
    void one_entry_is_found_by_its_id_and_nothing_else_is() {
        Organisation a = Organisation.made();
        String id = newest(a).extract().path("value[0].id");
        a.administration().get(AUDITS + "/" + id).then().statusCode(200).body("id", equalTo(id));
        for (String nothing : List.of(UUID.randomUUID().toString(), "x", "%00")) {
            a.administration()
                    .urlEncodingEnabled(false)
                    .get(AUDITS + "/" + nothing)
                    .then()
                    .statusCode(404)
                    .body("error.code", equalTo("ResourceNotFound"));
        }
    }

    @Test
    void only_who_may_read_the_trail_reads_it() {
        Organisation a = Organisation.made();
        for (String path : List.of(AUDITS, "/v1/audit/export", "/v1/audit/key")) {
            a.application(Permission.AUDIT_LOG_READ_ALL.wire()).get(path).then().statusCode(200);
            a.member(DirectoryRole.SECURITY_READER).get(path).then().statusCode(200);
            a.technicianOf(Organisation.made(), DirectoryRole.GLOBAL_READER)
                    .get(path)
                    .then()
                    .statusCode(200);
            a.application(Permission.USER_READ_WRITE_ALL.wire())
                    .get(path)
                    .then()
                    .statusCode(403);
            a.member(DirectoryRole.USER_ADMINISTRATOR).get(path).then().statusCode(403);
            a.member().get(path).then().statusCode(403);
        }
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            a.administration().body("{}").request(method, AUDITS).then().statusCode(oneOf(404, 405));
        }
    }

    @Test
    void bad_parameters_of_an_export_are_named() {
        Organisation a = Organisation.made();
        for (String after : List.of("-1", "999999", "9223372036854775807")) {
            a.administration().get("/v1/audit/export?after=" + after).then().statusCode(400);
        }
        a.administration().get("/v1/audit/export?after=x").then().statusCode(404);
    }

    @Test
    void making_a_tenant_is_in_its_trail_and_in_the_platforms() {
        Organisation a = Organisation.made();
        String mine = a.administration()
                .queryParam("$filter", "activityDisplayName eq 'Create company'")
                .get(AUDITS)
                .then()
                .body("value", hasSize(1))
                .body("value[0].targetResources[0].id", equalTo(a.id().toString()))
                .extract()
                .path("value[0].correlationId");
        Organisation.as(Callers.application(Organisation.PLATFORM, Permission.AUDIT_LOG_READ_ALL.wire()))
                .queryParam("$filter", "correlationId eq '%s'".formatted(mine))
                .get(AUDITS)
                .then()
                .statusCode(200)
                .body("value", hasSize(1))
                .body("value[0].targetResources[0].id", equalTo(a.id().toString()));
    }
}
