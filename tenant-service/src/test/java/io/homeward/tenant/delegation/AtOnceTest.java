package io.homeward.tenant.delegation;

import static io.homeward.accessrules.DirectoryRole.HELPDESK_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_READER;
import static io.homeward.tenant.Organisation.RELATIONSHIPS;
import static io.homeward.tenant.Organisation.accessDetails;
import static io.homeward.tenant.Organisation.agreed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Two who act on one relationship at the same time, and what foreign hands reach. */
@RunningService
class AtOnceTest {
    private static final String OWN = "/v1/delegatedAdminRelationships/";
    private static final String PARTNERS = "/v1.0/policies/crossTenantAccessPolicy/partners";

    private Organisation partner;
    private Organisation customer;

    @BeforeEach
    void begin() {
        partner = Organisation.made();
        customer = Organisation.made();
    }

    private static List<Integer> atOnce(Callable<Integer> one, Callable<Integer> other) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(List.of(one, other)).stream()
                    .map(future -> future.resultNow())
                    .toList();
        }
    }

    private Callable<Integer> asks(Organisation by, String id, String action) {
        return () -> by.administration()
                .body(Map.of("action", action))
                .post(RELATIONSHIPS + "/" + id + "/requests")
                .statusCode();
    }

    private Callable<Integer> suspends(Organisation by, String id) {
        return () -> by.administration()
                .body(Map.of("reason", "Now"))
                .post(OWN + id + "/suspend")
                .statusCode();
    }

    private Callable<Integer> assigns(String id, String group) {
        return () -> partner.administration()
                .body(Map.of(
                        "accessContainer", Map.of("accessContainerId", group),
                        "accessDetails", accessDetails(HELPDESK_ADMINISTRATOR)))
                .post(RELATIONSHIPS + "/" + id + "/accessAssignments")
                .statusCode();
    }

    private String pending() {
        String id = partner.offer(customer, HELPDESK_ADMINISTRATOR);
        partner.ask(id, "lockForApproval");
        return id;
    }

    @RepeatedTest(3)
    void of_two_approvals_one_wins() throws Exception {
        String id = pending();
        assertThat(atOnce(asks(customer, id, "approve"), asks(customer, id, "approve")))
                .containsExactlyInAnyOrder(201, 409);
    }

    @RepeatedTest(3)
    void an_open_invitation_has_one_customer_whoever_approves() throws Exception {
        Organisation other = Organisation.made();
        String id = partner.administration()
                .body(Map.of(
                        "displayName", "For anybody",
                        "duration", "P30D",
                        "accessDetails", accessDetails(HELPDESK_ADMINISTRATOR)))
                .post(RELATIONSHIPS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        partner.ask(id, "lockForApproval");

        List<Integer> answers = atOnce(asks(customer, id, "approve"), asks(other, id, "approve"));

        assertThat(answers).containsOnlyOnce(201);
        assertThat(answers).anyMatch(status -> status == 404 || status == 409);
        Organisation loser = answers.getFirst() == 201 ? other : customer;
        loser.administration().get(RELATIONSHIPS + "/" + id).then().statusCode(404);
    }

    @RepeatedTest(3)
    void a_suspension_beside_an_approval_is_either_too_early_or_heard() throws Exception {
        String id = pending();
        List<Integer> answers = atOnce(asks(customer, id, "approve"), suspends(partner, id));
        assertThat(answers.getFirst()).isEqualTo(201);
        assertThat(answers.getLast()).isIn(200, 409);
        assertThat(Feeds.lastChange("relationships", id).at("/body/status").asText())
                .isEqualTo(answers.getLast() == 200 ? "suspended" : "active");
    }

    @RepeatedTest(3)
    void an_end_beside_an_assignment_leaves_no_access() throws Exception {
        String id = agreed(partner, customer, HELPDESK_ADMINISTRATOR);
        List<Integer> answers = atOnce(asks(customer, id, "terminate"), assigns(id, partner.group("helpers")));
        assertThat(answers.getFirst()).isEqualTo(201);
        assertThat(answers.getLast()).isIn(201, 409);
        assertThat(Feeds.lastChange("relationships", id).at("/body/status").asText())
                .isEqualTo("terminated");
    }

    @RepeatedTest(3)
    void constraints_beside_an_approval_never_leave_roles_beyond_them() throws Exception {
        String id = pending();
        atOnce(asks(customer, id, "approve"), () -> customer.administration()
                .body(Map.of(
                        "tenantId",
                        partner.id().toString(),
                        "serviceProviderConstraints",
                        Map.of(
                                "allowedRoleTemplateIds",
                                List.of(SECURITY_READER.id().toString()))))
                .post(PARTNERS)
                .statusCode());
        JsonNode published = Feeds.lastChange("relationships", id).path("body");
        if (published.path("status").asText().equals("active")) {
            assertThat(published.path("roles")).isEmpty();
        }
    }

    @Test
    void what_a_customer_does_changes_nothing_at_the_home_of_its_technicians() {
        PersonId rui = partner.person("rui");
        String id = agreed(partner, customer, HELPDESK_ADMINISTRATOR);
        JsonNode rules = Feeds.snapshot("rules", partner.id()).orElseThrow();
        JsonNode person = Feeds.snapshot("people", rui).orElseThrow();

        assertThat(suspend(id)).isEqualTo(200);
        customer.administration().post(OWN + id + "/resume").then().statusCode(200);
        customer.administration()
                .body(Map.of("tenants", List.of()))
                .put(OWN + id + "/subDelegates")
                .then()
                .statusCode(200);
        customer.administration()
                .body(Map.of(
                        "tenantId", partner.id().toString(),
                        "inboundTrust", Map.of("isMfaAccepted", true),
                        "serviceProviderConstraints", Map.of("allowedRoleTemplateIds", List.of()),
                        "homeward", Map.of("distrusted", true)))
                .post(PARTNERS)
                .then()
                .statusCode(201);
        customer.administration()
                .body(Map.of("accountEnabled", false))
                .patch("/v1.0/users/" + rui)
                .then()
                .statusCode(404);
        customer.ask(id, "terminate");

        assertThat(Feeds.snapshot("rules", partner.id()).orElseThrow()).isEqualTo(rules);
        assertThat(Feeds.snapshot("people", rui).orElseThrow()).isEqualTo(person);
    }

    private int suspend(String id) {
        return customer.administration()
                .body(Map.of("reason", "Now"))
                .post(OWN + id + "/suspend")
                .statusCode();
    }
}
