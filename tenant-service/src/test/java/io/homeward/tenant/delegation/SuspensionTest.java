package io.homeward.tenant.delegation;

import static io.homeward.accessrules.DirectoryRole.GLOBAL_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.HELPDESK_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_ADMINISTRATOR;
import static io.homeward.tenant.Organisation.RELATIONSHIPS;
import static io.homeward.tenant.Organisation.agreed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.homeward.accessrules.entry.Hop;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class SuspensionTest {
    private static final String OWN = "/v1/delegatedAdminRelationships/";

    private Organisation partner;
    private Organisation customer;
    private String id;

    @BeforeEach
    void begin() {
        partner = Organisation.made();
        customer = Organisation.made();
        id = agreed(partner, customer, HELPDESK_ADMINISTRATOR);
    }

    private ValidatableResponse suspend(Organisation by) {
        return by.administration()
                .body(Map.of("reason", "Something odd in last night's log"))
                .post(OWN + id + "/suspend")
                .then();
    }

    private ValidatableResponse resume(Organisation by) {
        return by.administration().post(OWN + id + "/resume").then();
    }

    private Hop.Status published() {
        return Hop.Status.ofWire(
                Feeds.lastChange("relationships", id).at("/body/status").asText());
    }

    @Test
    void the_customer_suspends_and_resumes_and_gateways_hear_of_both() {
        suspend(customer).statusCode(200).body("suspended", equalTo(true), "status", equalTo("active"));

        assertThat(published()).isEqualTo(Hop.Status.SUSPENDED);
        assertThat(Feeds.lastChange("relationships", id)
                        .at("/body/suspended/by")
                        .asText())
                .isEqualTo("customer");
        partner.administration()
                .get(OWN + id + "/suspension")
                .then()
                .statusCode(200)
                .body("suspensions.by", equalTo(List.of("customer")))
                .body("suspensions[0].reason", equalTo("Something odd in last night's log"));
        partner.administration()
                .get(RELATIONSHIPS + "/" + id)
                .then()
                .body("status", equalTo("active"), "homewardSuspended.by", equalTo(List.of("customer")));

        resume(customer).statusCode(200).body("suspended", equalTo(false), "suspensions", hasSize(0));
        assertThat(published()).isEqualTo(Hop.Status.ACTIVE);
    }

    @Test
    void each_side_lifts_only_its_own() {
        suspend(customer).statusCode(200);
        resume(partner).statusCode(409);
        suspend(partner).statusCode(200).body("suspensions.by", equalTo(List.of("partner", "customer")));
        assertThat(Feeds.lastChange("relationships", id)
                        .at("/body/suspended/by")
                        .asText())
                .isEqualTo("both");

        resume(customer).statusCode(200).body("suspended", equalTo(true));
        assertThat(published()).isEqualTo(Hop.Status.SUSPENDED);
        resume(customer).statusCode(409);
        resume(partner).statusCode(200).body("suspended", equalTo(false));
        assertThat(published()).isEqualTo(Hop.Status.ACTIVE);
    }

    @Test
    void said_twice_it_changes_nothing() {
        String etag = suspend(customer).extract().header("ETag");
        customer.administration()
                .body(Map.of("reason", "Another"))
                .post(OWN + id + "/suspend")
                .then()
                .statusCode(200)
                .header("ETag", equalTo(etag))
                .body("suspensions[0].reason", equalTo("Something odd in last night's log"));
        resume(customer).statusCode(200);
        resume(customer).statusCode(200);
    }

    @Test
    void a_version_that_was_named_must_be_the_present_one() {
        customer.administration()
                .header("If-Match", "W/\"1\"")
                .body(Map.of("reason", "Too late"))
                .post(OWN + id + "/suspend")
                .then()
                .statusCode(412);
        assertThat(published()).isEqualTo(Hop.Status.ACTIVE);
    }

    @Test
    void only_what_runs_can_be_suspended_and_an_end_is_an_end() {
        suspend(customer).statusCode(200);
        customer.ask(id, "terminate");
        assertThat(published()).isEqualTo(Hop.Status.TERMINATED);
        resume(customer).statusCode(409);
        suspend(partner).statusCode(409);

        String offered = partner.offer(Organisation.made(), HELPDESK_ADMINISTRATOR);
        partner.administration()
                .body(Map.of("reason", "Not yet"))
                .post(OWN + offered + "/suspend")
                .then()
                .statusCode(409);
    }

    @Test
    void a_security_administrator_stops_it_and_a_global_administrator_lets_it_go_on() {
        var reason = Map.of("reason", "Why not");
        customer.member(HELPDESK_ADMINISTRATOR)
                .body(reason)
                .post(OWN + id + "/suspend")
                .then()
                .statusCode(403);
        customer.technicianOf(partner, GLOBAL_ADMINISTRATOR)
                .body(reason)
                .post(OWN + id + "/suspend")
                .then()
                .statusCode(403);
        customer.member(SECURITY_ADMINISTRATOR)
                .body(reason)
                .post(OWN + id + "/suspend")
                .then()
                .statusCode(200);
        customer.member(SECURITY_ADMINISTRATOR)
                .post(OWN + id + "/resume")
                .then()
                .statusCode(403);
        customer.technicianOf(partner, GLOBAL_ADMINISTRATOR)
                .post(OWN + id + "/resume")
                .then()
                .statusCode(403);
        customer.member(GLOBAL_ADMINISTRATOR).post(OWN + id + "/resume").then().statusCode(200);
    }

    @Test
    void a_reason_is_needed_and_a_stranger_finds_nothing() {
        for (Object body : List.of(Map.of(), Map.of("reason", " "), Map.of("reason", "x".repeat(501)))) {
            customer.administration()
                    .body(body)
                    .post(OWN + id + "/suspend")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
        Organisation stranger = Organisation.made();
        String[] details = {
            suspend(stranger).statusCode(404).extract().path("detail"),
            stranger.administration()
                    .body(Map.of("reason", "x"))
                    .post(OWN + UUID.randomUUID() + "-" + partner.id() + "/suspend")
                    .then()
                    .statusCode(404)
                    .extract()
                    .path("detail")
        };
        assertThat(details[0]).isEqualTo(details[1]);
    }

    @Test
    void the_customer_names_who_may_come_through_its_partner_and_nobody_else_does() {
        Organisation distributor = Organisation.made();
        var named =
                Map.of("tenants", List.of(Map.of("tenantId", distributor.id().toString())));
        String path = OWN + id + "/subDelegates";

        partner.administration().body(named).put(path).then().statusCode(403);
        distributor.administration().body(named).put(path).then().statusCode(404);
        customer.technicianOf(partner, GLOBAL_ADMINISTRATOR)
                .body(named)
                .put(path)
                .then()
                .statusCode(403);
        customer.administration().body(named).put(path).then().statusCode(200);

        assertThat(Feeds.lastChange("relationships", id)
                        .at("/body/subDelegates/0")
                        .asText())
                .isEqualTo(distributor.id().toString());
        partner.administration()
                .get(path)
                .then()
                .statusCode(200)
                .body("tenants.tenantId", equalTo(List.of(distributor.id().toString())));
        distributor.administration().get(path).then().statusCode(404);
        for (String nobody : List.of(customer.id().toString(), partner.id().toString(), "nonsense")) {
            customer.administration()
                    .body(Map.of("tenants", List.of(Map.of("tenantId", nobody))))
                    .put(path)
                    .then()
                    .statusCode(400);
        }
        customer.administration()
                .header("If-Match", "W/\"1\"")
                .body(Map.of("tenants", List.of()))
                .put(path)
                .then()
                .statusCode(412);
        customer.administration()
                .body(Map.of("tenants", List.of()))
                .put(path)
                .then()
                .statusCode(200)
                .body("tenants", hasSize(0));
    }

    @Test
    void an_offer_that_names_an_indirect_provider_allows_it_when_it_is_approved() {
        Organisation provider = Organisation.made();
        Organisation second = Organisation.made();
        String resold = partner.administration()
                .body(Map.of(
                        "@odata.type",
                        "#microsoft.graph.resellerDelegatedAdminRelationship",
                        "displayName",
                        "Through the distributor",
                        "duration",
                        "P30D",
                        "customer",
                        Map.of("tenantId", second.id().toString()),
                        "indirectProviderTenantId",
                        provider.id().toString(),
                        "accessDetails",
                        Organisation.accessDetails(HELPDESK_ADMINISTRATOR)))
                .post(RELATIONSHIPS)
                .then()
                .statusCode(201)
                .body("'@odata.type'", equalTo("#microsoft.graph.resellerDelegatedAdminRelationship"))
                .body("indirectProviderTenantId", equalTo(provider.id().toString()))
                .body("isPartnerConsentPending", equalTo(false))
                .extract()
                .path("id");
        partner.ask(resold, "lockForApproval");
        customer.administration().get(OWN + resold + "/subDelegates").then().statusCode(404);
        second.administration()
                .get(RELATIONSHIPS + "/" + resold)
                .then()
                .body("indirectProviderTenantId", equalTo(provider.id().toString()));
        assertThat(Feeds.lastChange("relationships", resold).at("/body/subDelegates"))
                .isEmpty();

        second.ask(resold, "approve");

        assertThat(Feeds.lastChange("relationships", resold)
                        .at("/body/subDelegates/0")
                        .asText())
                .isEqualTo(provider.id().toString());
        partner.administration()
                .queryParam("$filter", "indirectProviderTenantId eq '" + provider.id() + "'")
                .get(RELATIONSHIPS)
                .then()
                .body("value.id", equalTo(List.of(resold)));
        provider.administration().get(RELATIONSHIPS + "/" + resold).then().statusCode(404);
        partner.administration()
                .body(Map.of(
                        "displayName",
                        "Myself",
                        "duration",
                        "P30D",
                        "indirectProviderTenantId",
                        partner.id().toString(),
                        "accessDetails",
                        Organisation.accessDetails(HELPDESK_ADMINISTRATOR)))
                .post(RELATIONSHIPS)
                .then()
                .statusCode(400);
    }
}
