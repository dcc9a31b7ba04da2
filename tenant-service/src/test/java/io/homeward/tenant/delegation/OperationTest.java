package io.homeward.tenant.delegation;

import static io.homeward.accessrules.DirectoryRole.GLOBAL_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.HELPDESK_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_READER;
import static io.homeward.tenant.Organisation.RELATIONSHIPS;
import static io.homeward.tenant.Organisation.accessDetails;
import static io.homeward.tenant.Organisation.agreed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client polls: assignments through their life, operations, requests, customers. */
@RunningService
class OperationTest {
    private static final String CUSTOMERS = "/v1.0/tenantRelationships/delegatedAdminCustomers";

    private Organisation partner;
    private Organisation customer;
    private String id;

    @BeforeEach
    void begin() {
        partner = Organisation.made();
        customer = Organisation.made();
        id = agreed(partner, customer, HELPDESK_ADMINISTRATOR, SECURITY_READER, GLOBAL_ADMINISTRATOR);
    }

    private String below(String part) {
        return RELATIONSHIPS + "/" + id + "/" + part;
    }

    private Response assigned(String group) {
        return partner.administration()
                .body(Map.of(
                        "accessContainer",
                        Map.of("accessContainerId", group, "accessContainerType", "securityGroup"),
                        "accessDetails",
                        accessDetails(HELPDESK_ADMINISTRATOR)))
                .post(below("accessAssignments"));
    }

    /** As a client does it. */
    private static void polled(Supplier<String> status, String wanted) {
        Instant until = Instant.now().plus(Duration.ofSeconds(10));
        while (!status.get().equals(wanted)) {
            assertThat(Instant.now()).as("never " + wanted).isBefore(until);
        }
    }

    private String status(String path) {
        return partner.administration()
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .path("status");
    }

    @Test
    void an_assignment_is_pending_then_active_then_deleting_then_deleted() {
        Response made = assigned(partner.group("helpers"));
        made.then().statusCode(201).body("status", equalTo("pending"), "'@odata.etag'", notNullValue());
        String one = below("accessAssignments") + "/" + made.path("id");
        assertThat(made.header("Location")).endsWith(one);
        polled(() -> status(one), "active");

        partner.administration()
                .header("If-Match", made.header("ETag"))
                .delete(one)
                .then()
                .statusCode(204);
        assertThat(status(one)).isEqualTo("deleting");
        polled(() -> status(one), "deleted");
        partner.administration().header("If-Match", "*").delete(one).then().statusCode(409);
        partner.administration()
                .header("If-Match", "*")
                .body(Map.of("accessDetails", accessDetails(SECURITY_READER)))
                .patch(one)
                .then()
                .statusCode(409);
        partner.administration()
                .queryParam("$filter", "status eq 'deleted'")
                .queryParam("$count", "true")
                .get(below("accessAssignments"))
                .then()
                .statusCode(200)
                .body("value", hasSize(1), "'@odata.count'", equalTo(1));
    }

    @Test
    void a_group_whose_assignment_was_deleted_can_be_assigned_again() {
        String group = partner.group("helpers");
        String first = assigned(group).path("id");
        assigned(group).then().statusCode(409);
        partner.administration()
                .header("If-Match", "*")
                .delete(below("accessAssignments") + "/" + first)
                .then()
                .statusCode(204);
        assigned(group).then().statusCode(201);
    }

    @Test
    void a_changed_assignment_points_at_an_operation_that_succeeds() {
        Response made = assigned(partner.group("helpers"));
        String one = below("accessAssignments") + "/" + made.path("id");
        partner.administration()
                .header("If-Match", made.header("ETag"))
                .body(Map.of("accessDetails", accessDetails(HELPDESK_ADMINISTRATOR)))
                .patch(one)
                .then()
                .statusCode(200)
                .body("id", equalTo(made.path("id")));

        Response accepted = partner.administration()
                .header("If-Match", made.header("ETag"))
                .body(Map.of("accessDetails", accessDetails(SECURITY_READER)))
                .patch(one);

        accepted.then().statusCode(202).header("Retry-After", equalTo("10"));
        String location = accepted.header("Location");
        assertThat(location).contains(below("operations") + "/");
        String path = location.substring(location.indexOf("/v1.0"));
        polled(() -> status(path), "succeeded");
        partner.administration()
                .get(path)
                .then()
                .body("operationType", equalTo("delegatedAdminAccessAssignmentUpdate"))
                .body("data", containsString(SECURITY_READER.id().toString()));
        partner.administration()
                .header("If-Match", made.header("ETag"))
                .body(Map.of("accessDetails", accessDetails(HELPDESK_ADMINISTRATOR)))
                .patch(one)
                .then()
                .statusCode(412)
                .body("error.code", equalTo("resourceModified"));
    }

    @Test
    void dropping_a_role_of_an_active_relationship_is_an_operation_and_extending_it_is_not() {
        String at = RELATIONSHIPS + "/" + id;
        String location = partner.administration()
                .header("If-Match", "*")
                .body(Map.of("accessDetails", accessDetails(HELPDESK_ADMINISTRATOR, SECURITY_READER)))
                .patch(at)
                .then()
                .statusCode(202)
                .header("Retry-After", equalTo("10"))
                .extract()
                .header("Location");
        String path = location.substring(location.indexOf("/v1.0"));
        partner.administration().get(path).then().body("operationType", equalTo("unknownFutureValue"));
        partner.administration()
                .header("Prefer", "include-unknown-enum-members")
                .get(path)
                .then()
                .body("operationType", equalTo("delegatedAdminRelationshipUpdate"));
        customer.administration().get(path).then().statusCode(200);
        customer.administration().get(below("operations")).then().body("value", hasSize(1));
        Organisation.made().administration().get(path).then().statusCode(404);

        partner.administration()
                .header("If-Match", "*")
                .body(Map.of("autoExtendDuration", "P180D"))
                .patch(at)
                .then()
                .statusCode(200)
                .body("autoExtendDuration", equalTo("P180D"));
        partner.administration().get(below("operations")).then().body("value", hasSize(1));
    }

    @Test
    void requests_have_lists_and_names_of_their_own() {
        String request = partner.administration()
                .queryParam("$filter", "action eq 'lockForApproval'")
                .get(below("requests"))
                .then()
                .statusCode(200)
                .body("value", hasSize(1), "value[0].status", equalTo("succeeded"))
                .extract()
                .path("value[0].id");
        customer.administration()
                .get(below("requests") + "/" + request)
                .then()
                .statusCode(200)
                .body("action", equalTo("lockForApproval"));
        for (String part : List.of("requests", "operations", "accessAssignments")) {
            for (String nobodys : List.of(UUID.randomUUID().toString(), "nonsense")) {
                partner.administration().get(below(part) + "/" + nobodys).then().statusCode(404);
            }
        }
        partner.administration()
                .queryParam("$top", 1)
                .get(below("requests"))
                .then()
                .body("value", hasSize(1), "'@odata.nextLink'", notNullValue());
        partner.administration()
                .body(Map.of("action", "abolish"))
                .post(below("requests"))
                .then()
                .statusCode(400)
                .body("error.message", containsString("abolish"));
    }

    @Test
    void a_customer_is_there_with_the_first_running_relationship_and_gone_with_the_last() {
        String second = partner.administration()
                .body(Map.of(
                        "displayName",
                        "Night shift",
                        "duration",
                        "P1D",
                        "customer",
                        Map.of("tenantId", customer.id().toString()),
                        "accessDetails",
                        accessDetails(SECURITY_READER)))
                .post(RELATIONSHIPS)
                .then()
                .extract()
                .path("id");
        partner.ask(second, "lockForApproval");
        customer.ask(second, "approve");
        partner.offer(Organisation.made(), HELPDESK_ADMINISTRATOR);

        partner.administration()
                .queryParam("$orderby", "displayName")
                .queryParam("$count", "true")
                .get(CUSTOMERS)
                .then()
                .statusCode(200)
                .body("value.tenantId", equalTo(List.of(customer.id().toString())))
                .body("'@odata.count'", equalTo(1))
                .body("value[0].displayName", equalTo("Organisation " + customer.domain()));
        String one = CUSTOMERS + "/" + customer.id();
        partner.administration()
                .get(one + "/serviceManagementDetails")
                .then()
                .statusCode(200)
                .body("value[0].serviceName", equalTo("Homeward"))
                .body(
                        "value[0].serviceManagementUrl",
                        containsString(customer.id().toString()));
        customer.administration().get(CUSTOMERS).then().body("value", hasSize(0));

        customer.ask(id, "terminate");
        partner.administration().get(one).then().statusCode(200);
        customer.ask(second, "terminate");
        partner.administration().get(one).then().statusCode(404);
        partner.administration().get(CUSTOMERS).then().body("value", hasSize(0));
    }
}
