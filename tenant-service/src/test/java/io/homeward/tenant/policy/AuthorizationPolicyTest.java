package io.homeward.tenant.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class AuthorizationPolicyTest {
    private static final String PATH = "/v1.0/policies/authorizationPolicy";

    private Organisation here;

    @BeforeEach
    void an_organisation() {
        here = Organisation.made();
    }

    @Test
    void people_may_replace_a_forgotten_password_unless_their_tenant_says_otherwise() {
        String etag = here.administration()
                .get(PATH)
                .then()
                .statusCode(200)
                .body("id", equalTo("authorizationPolicy"), "allowedToUseSSPR", equalTo(true))
                .extract()
                .header("ETag");

        here.administration()
                .header("If-Match", etag)
                .body(Map.of("allowedToUseSSPR", false))
                .patch(PATH)
                .then()
                .statusCode(204);

        here.administration().get("/beta/policies/authorizationPolicy").then().body("allowedToUseSSPR", equalTo(false));
        assertThat(Feeds.snapshot("rules", here.id())
                        .orElseThrow()
                        .at("/selfService/passwordReset")
                        .asBoolean(true))
                .isFalse();
        here.administration()
                .header("If-Match", etag)
                .body(Map.of("allowedToUseSSPR", true))
                .patch(PATH)
                .then()
                .statusCode(412);
    }

    @Test
    void the_change_is_a_version_of_the_rules() {
        here.administration()
                .body(Map.of("allowedToUseSSPR", false))
                .patch(PATH)
                .then()
                .statusCode(204);

        here.administration()
                .get("/v1/conditionalAccess/versions")
                .then()
                .body("value[0].changes.thing", hasItem("selfService"));
    }

    @Test
    void what_is_not_known_here_is_not_taken_for_granted() {
        for (Map<String, Object> body : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("allowedToUseSSPR", "no"),
                Map.of("allowedToUseSSPR", false, "allowInvitesFrom", "none"),
                Map.of("guestUserRoleId", "x"))) {
            here.administration()
                    .body(body)
                    .patch(PATH)
                    .then()
                    .statusCode(400)
                    .body("error.message", containsString("allowedToUseSSPR"));
        }
        here.administration().get(PATH).then().body("allowedToUseSSPR", equalTo(true));
    }

    @Test
    void a_help_desk_reads_it_at_most() {
        here.member(DirectoryRole.HELPDESK_ADMINISTRATOR)
                .body(Map.of("allowedToUseSSPR", false))
                .patch(PATH)
                .then()
                .statusCode(403);
    }
}
