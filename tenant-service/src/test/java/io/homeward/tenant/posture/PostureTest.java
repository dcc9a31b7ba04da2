package io.homeward.tenant.posture;

import static io.homeward.accessrules.DirectoryRole.HELPDESK_ADMINISTRATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class PostureTest {
    private Organisation home;
    private Organisation customer;
    private String relationship;

    @BeforeEach
    void begin() {
        home = Organisation.made();
        customer = Organisation.made();
        relationship = home.offer(customer, HELPDESK_ADMINISTRATOR);
    }

    private String posture() {
        return "/v1/delegatedAdminRelationships/" + relationship + "/homePosture";
    }

    /** A secure password change for everybody at high risk. */
    private String selfRemediation() {
        return home.administration()
                .body(Map.of(
                        "displayName",
                        "Risky people change their password",
                        "state",
                        "enabled",
                        "conditions",
                        Map.of(
                                "users", Map.of("includeUsers", List.of("All")),
                                "applications", Map.of("includeApplications", List.of("All")),
                                "clientAppTypes", List.of("all"),
                                "userRiskLevels", List.of("high")),
                        "grantControls",
                        Map.of("operator", "AND", "builtInControls", List.of("mfa", "passwordChange"))))
                .post(Organisation.POLICIES)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String wayAtHigh(Organisation reader, String path) {
        return reader.administration()
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .path("statements.find { it.riskLevel == 'high' }.way");
    }

    @Test
    void a_customer_reads_it_before_approving_and_not_before_being_asked() {
        customer.administration().get(posture()).then().statusCode(404);
        home.ask(relationship, "lockForApproval");

        assertThat(wayAtHigh(customer, posture())).isEqualTo("none");
        selfRemediation();
        assertThat(wayAtHigh(customer, posture())).isEqualTo("securePasswordChange");
        assertThat(wayAtHigh(home, "/v1/homePosture")).isEqualTo("securePasswordChange");
        customer.administration()
                .get(posture())
                .then()
                .body("tenantId", equalTo(home.id().toString()))
                .body("statements.find { it.riskLevel == 'high' }.selfRemediation", equalTo("everyone"));
        Organisation.made().administration().get(posture()).then().statusCode(404);
    }

    @Test
    void customers_see_when_it_became_another_and_whether_it_was_loosened() {
        home.ask(relationship, "lockForApproval");
        customer.ask(relationship, "approve");
        String policy = selfRemediation();
        home.administration()
                .body(Map.of("displayName", "The same by another name"))
                .patch(Organisation.POLICIES + "/" + policy)
                .then()
                .statusCode(204);
        home.administration()
                .delete(Organisation.POLICIES + "/" + policy)
                .then()
                .statusCode(204);

        customer.administration()
                .get(posture() + "/changes")
                .then()
                .statusCode(200)
                .body("value", hasSize(2))
                .body("value.loosened", equalTo(List.of(false, true)));
        home.administration().get("/v1/homePosture/changes").then().body("value", hasSize(3));

        customer.ask(relationship, "terminate");
        customer.administration().get(posture()).then().statusCode(409);
        customer.administration().get(posture() + "/changes").then().statusCode(409);
    }

    @Test
    void it_says_nothing_of_the_rules_behind_it() {
        home.ask(relationship, "lockForApproval");
        String policy = selfRemediation();
        assertThat(customer.administration().get(posture()).asString())
                .doesNotContain(policy)
                .doesNotContain("Risky people change");
        assertThat(Feeds.snapshot("rules", home.id())).isPresent();
    }
}
