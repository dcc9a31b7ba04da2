package io.homeward.tenant.crosstenant;

import static io.homeward.accessrules.DirectoryRole.CONDITIONAL_ACCESS_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.GLOBAL_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.HELPDESK_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_READER;
import static io.homeward.tenant.Organisation.agreed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.feed.FeedJson;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.GuestAdmission;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RunningService
class CrossTenantAccessTest {
    private static final String POLICY = "/v1.0/policies/crossTenantAccessPolicy";
    private static final String DEFAULT = POLICY + "/default";
    private static final String PARTNERS = POLICY + "/partners";

    private Organisation customer;
    private Organisation home;

    @Inject
    TenantDatabase database;

    @Inject
    GuestAdmission guests;

    @BeforeEach
    void begin() {
        customer = Organisation.made();
        home = Organisation.made();
    }

    private ExternalAccess published() {
        try {
            return FeedJson.mapper()
                    .treeToValue(Feeds.snapshot("rules", customer.id()).orElseThrow(), TenantRules.class)
                    .externalAccess();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ValidatableResponse patch(String path, Object body) {
        return customer.administration().body(body).patch(path).then();
    }

    private ValidatableResponse add(Object body) {
        return customer.administration().body(body).post(PARTNERS).then();
    }

    private static Map<String, Object> mfa(boolean accepted) {
        return Map.of("inboundTrust", Map.of("isMfaAccepted", accepted));
    }

    @Test
    void the_default_reads_as_scripts_expect_before_anything_was_said() {
        customer.administration()
                .queryParam("$select", "inboundTrust")
                .get(DEFAULT)
                .then()
                .statusCode(200)
                .body("inboundTrust.isMfaAccepted", equalTo(false))
                .body("$", not(hasKey("isServiceDefault")));
        customer.administration()
                .get(DEFAULT)
                .then()
                .body("isServiceDefault", equalTo(true))
                .body("b2bCollaborationInbound.usersAndGroups.accessType", equalTo("allowed"))
                .body("homeward.threshold", equalTo("high"));
        customer.administration().get(POLICY).then().statusCode(200).body("allowedCloudEndpoints", hasSize(0));
    }

    @Test
    void mfa_of_a_home_counts_by_default_and_per_home_and_a_no_beats_the_default_yes() {
        patch(DEFAULT, mfa(true)).statusCode(204);
        assertThat(published().mfaTrust().accepts(home.id())).isTrue();

        add(Map.of("tenantId", home.id().toString(), "inboundTrust", Map.of("isMfaAccepted", false)))
                .statusCode(201)
                .body("inboundTrust.isMfaAccepted", equalTo(false), "b2bCollaborationInbound", nullValue());
        assertThat(published().mfaTrust().accepts(home.id())).isFalse();

        var inherit = new HashMap<String, Object>();
        inherit.put("inboundTrust", null);
        patch(PARTNERS + "/" + home.id(), inherit).statusCode(204);
        assertThat(published().mfaTrust().accepts(home.id())).isTrue();
        customer.administration().get(PARTNERS + "/" + home.id()).then().body("inboundTrust", nullValue());

        patch(DEFAULT, mfa(false)).statusCode(204);
        patch(PARTNERS + "/" + home.id(), mfa(true)).statusCode(204);
        assertThat(published().mfaTrust().accepts(home.id())).isTrue();
        customer.administration().delete(PARTNERS + "/" + home.id()).then().statusCode(204);
        assertThat(published().mfaTrust().accepts(home.id())).isFalse();
        customer.administration().get(PARTNERS + "/" + home.id()).then().statusCode(404);
    }

    @Test
    void our_extensions_are_stricter_and_a_looser_one_is_refused() {
        patch(
                        DEFAULT,
                        Map.of(
                                "homeward",
                                Map.of(
                                        "threshold",
                                        "medium",
                                        "requireRemediated",
                                        true,
                                        "trustedIssuers",
                                        List.of("https://idp.example/realm"))))
                .statusCode(204);
        assertThat(published().threshold()).isEqualTo(RiskLevel.MEDIUM);
        assertThat(published().requireRemediated()).isTrue();
        assertThat(published().trustedIssuers()).containsExactly("https://idp.example/realm");

        patch(DEFAULT, Map.of("homeward", Map.of("threshold", "none"))).statusCode(400);
        assertThat(published().threshold()).isEqualTo(RiskLevel.MEDIUM);
        add(Map.of("tenantId", home.id().toString(), "homeward", Map.of("distrusted", true)))
                .statusCode(201)
                .body("homeward.distrusted", equalTo(true));
        assertThat(published().distrustedHomes()).containsExactly(home.id());

        customer.administration().post(DEFAULT + "/resetToSystemDefault").then().statusCode(204);
        assertThat(published().threshold()).isEqualTo(RiskLevel.HIGH);
        assertThat(published().distrustedHomes()).containsExactly(home.id());
        customer.administration().get(DEFAULT).then().body("isServiceDefault", equalTo(true));
    }

    @Test
    void both_faces_show_one_truth() {
        customer.administration()
                .body(Map.of(
                        "threshold", "low",
                        "mfaAcceptedFrom", List.of(home.id().toString()),
                        "distrustedHomes", List.of(home.id().toString())))
                .put("/v1/externalAccess")
                .then()
                .statusCode(200);
        customer.administration()
                .get(PARTNERS + "/" + home.id())
                .then()
                .statusCode(200)
                .body("inboundTrust.isMfaAccepted", equalTo(true), "homeward.distrusted", equalTo(true));
        customer.administration().get(DEFAULT).then().body("homeward.threshold", equalTo("low"));

        patch(PARTNERS + "/" + home.id(), mfa(false)).statusCode(204);
        customer.administration()
                .get("/v1/externalAccess")
                .then()
                .body(
                        "mfaAcceptedFrom",
                        hasSize(0),
                        "mfaNotAcceptedFrom",
                        equalTo(List.of(home.id().toString())));
        customer.administration()
                .body(Map.of("distrustedHomes", List.of(customer.id().toString())))
                .put("/v1/externalAccess")
                .then()
                .statusCode(400);
    }

    @Test
    void what_has_no_effect_is_kept_and_called_so() {
        patch(
                        DEFAULT,
                        Map.of(
                                "inboundTrust",
                                Map.of(
                                        "@odata.type", "#microsoft.graph.crossTenantAccessPolicyInboundTrust",
                                        "isMfaAccepted", true,
                                        "isCompliantDeviceAccepted", true)))
                .statusCode(204);
        customer.administration()
                .get(DEFAULT)
                .then()
                .body("inboundTrust.isCompliantDeviceAccepted", equalTo(true))
                .body("inboundTrust.isHybridAzureADJoinedDeviceAccepted", equalTo(false))
                .body("homeward.withoutEffect", hasItem("inboundTrust/isCompliantDeviceAccepted"));
    }

    @Test
    void partners_are_listed_selected_expanded_and_counted() {
        add(Map.of("tenantId", home.id().toString())).statusCode(201);
        add(Map.of("tenantId", UUID.randomUUID().toString())).statusCode(201);
        add(Map.of("tenantId", home.id().toString()))
                .statusCode(409)
                .body("error.code", equalTo("Request_MultipleObjectsWithSameKeyValue"));

        customer.administration()
                .queryParam("$count", "true")
                .queryParam("$top", 1)
                .queryParam("$select", "tenantId")
                .queryParam("$expand", "identitySynchronization")
                .get(PARTNERS)
                .then()
                .statusCode(200)
                .body("'@odata.count'", equalTo(2), "value", hasSize(1))
                .body("value[0]", hasKey("identitySynchronization"))
                .body("value[0]", not(hasKey("inboundTrust")));
        customer.administration()
                .queryParam("$filter", "isServiceProvider eq true")
                .get(PARTNERS)
                .then()
                .body("value", hasSize(0));
        agreed(home, customer, HELPDESK_ADMINISTRATOR);
        customer.administration()
                .queryParam("$filter", "isServiceProvider eq true")
                .get(PARTNERS)
                .then()
                .body("value.tenantId", equalTo(List.of(home.id().toString())));
    }

    @Test
    void an_approval_beyond_the_constraints_is_refused_and_running_roles_are_cut() {
        String running = agreed(home, customer, HELPDESK_ADMINISTRATOR, SECURITY_READER);
        home.administration()
                .body(Map.of(
                        "accessContainer",
                        Map.of("accessContainerId", home.group("helpers")),
                        "accessDetails",
                        Organisation.accessDetails(HELPDESK_ADMINISTRATOR, SECURITY_READER)))
                .post(Organisation.RELATIONSHIPS + "/" + running + "/accessAssignments")
                .then()
                .statusCode(201);

        add(Map.of(
                        "tenantId",
                        home.id().toString(),
                        "serviceProviderConstraints",
                        Map.of(
                                "allowedRoleTemplateIds",
                                List.of(SECURITY_READER.id().toString()))))
                .statusCode(201);

        var cut = Feeds.lastChange("relationships", running).path("body");
        assertThat(cut.path("roles")).hasSize(1);
        assertThat(cut.at("/assignments/0/roles/0").asText())
                .isEqualTo(SECURITY_READER.id().toString());

        String beyond = home.administration()
                .body(Map.of(
                        "displayName",
                        "More",
                        "duration",
                        "P30D",
                        "customer",
                        Map.of("tenantId", customer.id().toString()),
                        "accessDetails",
                        Organisation.accessDetails(HELPDESK_ADMINISTRATOR)))
                .post(Organisation.RELATIONSHIPS)
                .then()
                .extract()
                .path("id");
        home.ask(beyond, "lockForApproval");
        customer.administration()
                .body(Map.of("action", "approve"))
                .post(Organisation.RELATIONSHIPS + "/" + beyond + "/requests")
                .then()
                .statusCode(409);

        var lifted = new HashMap<String, Object>();
        lifted.put("serviceProviderConstraints", null);
        patch(PARTNERS + "/" + home.id(), lifted).statusCode(204);
        assertThat(Feeds.lastChange("relationships", running).at("/body/roles")).hasSize(2);
        customer.ask(beyond, "approve");
    }

    @Test
    void guests_are_not_invited_from_where_inbound_is_blocked() {
        assertThat(admits(home.id())).isTrue();
        patch(DEFAULT, blocked("b2bCollaborationInbound")).statusCode(204);
        assertThat(admits(home.id())).isFalse();
        add(Map.of(
                        "tenantId",
                        home.id().toString(),
                        "b2bCollaborationInbound",
                        Map.of(
                                "usersAndGroups",
                                Map.of(
                                        "accessType",
                                        "allowed",
                                        "targets",
                                        List.of(Map.of("target", "AllUsers", "targetType", "user"))))))
                .statusCode(201);
        assertThat(admits(home.id())).isTrue();
        patch(DEFAULT, blocked("b2bCollaborationOutbound")).statusCode(204);
        assertThat(database.<Boolean, RuntimeException>in(
                        customer.id(), handle -> guests.letsGo(handle, customer.id(), new TenantId(UUID.randomUUID()))))
                .isFalse();
    }

    private boolean admits(TenantId from) {
        return database.<Boolean, RuntimeException>in(
                customer.id(), handle -> guests.admits(handle, customer.id(), from));
    }

    private static Map<String, Object> blocked(String block) {
        return Map.of(
                block,
                Map.of(
                        "usersAndGroups",
                        Map.of(
                                "accessType",
                                "blocked",
                                "targets",
                                List.of(Map.of("target", "AllUsers", "targetType", "user")))));
    }

    @Test
    void a_version_that_was_named_must_be_the_present_one() {
        String etag = customer.administration().get(DEFAULT).header("ETag");
        patch(DEFAULT, mfa(true)).statusCode(204);
        customer.administration()
                .header("If-Match", etag)
                .body(mfa(false))
                .patch(DEFAULT)
                .then()
                .statusCode(412);
        add(Map.of("tenantId", home.id().toString())).statusCode(201);
        customer.administration()
                .header("If-Match", "W/\"7\"")
                .delete(PARTNERS + "/" + home.id())
                .then()
                .statusCode(412);
        assertThat(published().mfaTrust().byDefault()).isTrue();
    }

    @Test
    void what_is_asked_of_outsiders_is_not_changed_by_outsiders() {
        customer.technicianOf(home, GLOBAL_ADMINISTRATOR)
                .body(mfa(true))
                .patch(DEFAULT)
                .then()
                .statusCode(403);
        customer.technicianOf(home, SECURITY_ADMINISTRATOR)
                .body(Map.of("threshold", "high"))
                .put("/v1/externalAccess")
                .then()
                .statusCode(403);
        customer.member(CONDITIONAL_ACCESS_ADMINISTRATOR)
                .body(mfa(true))
                .patch(DEFAULT)
                .then()
                .statusCode(403);
        customer.application("Policy.ReadWrite.CrossTenantAccess")
                .body(mfa(true))
                .patch(DEFAULT)
                .then()
                .statusCode(204);
        customer.member(SECURITY_ADMINISTRATOR)
                .body(mfa(false))
                .patch(DEFAULT)
                .then()
                .statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"inboundTrust\": \"yes\"}",
                "{\"inboundTrust\": {\"isMfaAccepted\": \"perhaps\"}}",
                "{\"inboundTrust\": []}",
                "{\"b2bCollaborationInbound\": {\"usersAndGroups\": {\"accessType\": \"maybe\"}}}",
                "{\"b2bCollaborationInbound\": {\"usersAndGroups\": {\"accessType\": \"blocked\", \"targets\": [null]}}}",
                "{\"b2bCollaborationInbound\": {\"usersAndGroups\": {\"accessType\": \"blocked\", \"targets\": [{\"target\": \"a\\u0000b\", \"targetType\": \"user\"}]}}}",
                "{\"homeward\": {\"threshold\": 3}}",
                "{\"homeward\": {\"requireRemediated\": \"no\"}}",
                "{\"homeward\": {\"trustedIssuers\": [\"a\\u0000b\"]}}",
                "{\"homeward\": {\"trustedIssuers\": [null]}}",
                "{\"serviceProviderConstraints\": {\"allowedRoleTemplateIds\": []}}",
                "[]",
                "7",
                "{"
            })
    void nonsense_is_refused_and_changes_nothing(String body) {
        patch(DEFAULT, body).statusCode(400).body("error", aMapWithSize(greaterThan(1)));
        customer.administration().get(DEFAULT).then().body("isServiceDefault", equalTo(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"tenantId\": null}",
                "{\"tenantId\": \"nonsense\"}",
                "{\"tenantId\": \"11f0c2aa-2222-4c3d-8e9f-0a1b2c3d4e5f\", \"serviceProviderConstraints\": {\"allowedRoleTemplateIds\": [\"x\"]}}",
                "{\"tenantId\": \"11f0c2aa-2222-4c3d-8e9f-0a1b2c3d4e5f\", \"homeward\": {\"distrusted\": 1}}"
            })
    void a_partner_that_says_nonsense_is_refused(String body) {
        add(body).statusCode(400);
        customer.administration().get(PARTNERS).then().body("value", hasSize(0));
    }

    @Test
    void a_tenant_says_nothing_of_itself_and_an_unknown_partner_is_not_found() {
        add(Map.of("tenantId", customer.id().toString())).statusCode(400);
        for (String nobody : List.of(UUID.randomUUID().toString(), "nonsense")) {
            customer.administration().get(PARTNERS + "/" + nobody).then().statusCode(404);
            patch(PARTNERS + "/" + nobody, mfa(true)).statusCode(404);
            customer.administration().delete(PARTNERS + "/" + nobody).then().statusCode(404);
        }
    }
}
