package io.homeward.tenant.policy;

import static io.homeward.accessrules.DirectoryRole.GLOBAL_ADMINISTRATOR;
import static io.homeward.tenant.Organisation.POLICIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class LintTest {
    private static final String LINT = "/v1/conditionalAccess/lint";
    private Organisation here;

    @BeforeEach
    void begin() {
        here = Organisation.made();
    }

    private static ObjectNode blockForEverybody() {
        var policy = (ObjectNode) Feeds.example("conditional-access-policy-request.json");
        policy.put("displayName", "Nobody").putNull("sessionControls");
        policy.withObject("/conditions").putArray("userRiskLevels");
        policy.withObject("/grantControls").putArray("builtInControls").add("block");
        return policy;
    }

    @Test
    void a_change_that_locks_out_every_administrator_is_refused_unless_its_author_wants_it() {
        here.appoint(here.person("ana"), GLOBAL_ADMINISTRATOR);

        here.administration()
                .body(blockForEverybody().toString())
                .post(POLICIES)
                .then()
                .statusCode(400)
                .body("error.message", containsString("homeward.allow-lockout"));
        here.administration().get(POLICIES).then().body("value.size()", equalTo(0));
        String id = here.administration()
                .header("Prefer", "include-unknown-enum-members, homeward.allow-lockout")
                .body(blockForEverybody().toString())
                .post(POLICIES)
                .then()
                .statusCode(201)
                .body("'@homeward.lint'.kind", hasItem("administratorsLockedOut"))
                .extract()
                .path("id");
        // Whoever is out already is not locked out by what comes next.
        here.administration()
                .body(Map.of("displayName", "Still nobody"))
                .patch(POLICIES + "/" + id)
                .then()
                .statusCode(204);
        here.administration().get(LINT).then().statusCode(200).body("value[0].severity", equalTo("serious"));
    }

    @Test
    void an_account_for_emergencies_that_is_excluded_is_a_way_in() {
        PersonId keeper = here.person("keeper");
        here.appoint(keeper, GLOBAL_ADMINISTRATOR);
        here.appoint(here.person("ana"), GLOBAL_ADMINISTRATOR);
        ObjectNode policy = blockForEverybody();
        policy.withObject("/conditions/users").putArray("excludeUsers").add(keeper.toString());

        String id = here.administration()
                .body(policy.toString())
                .post(POLICIES)
                .then()
                .statusCode(201)
                .body("'@homeward.lint'.kind", not(hasItem("administratorsLockedOut")))
                .extract()
                .path("id");
        here.administration()
                .body("{\"conditions\":{\"users\":{\"excludeUsers\":[]}}}")
                .patch(POLICIES + "/" + id)
                .then()
                .statusCode(400);
        here.administration()
                .get(POLICIES + "/" + id)
                .then()
                .body("conditions.users.excludeUsers[0]", equalTo(keeper.toString()));
    }

    @Test
    void the_lint_names_the_and_trap_and_what_is_gone_and_hinders_nobody() {
        String group = here.group("spared");
        var policy = (ObjectNode) Feeds.example("conditional-access-policy-request.json");
        policy.withObject("/conditions").putArray("signInRiskLevels").add("high");
        policy.withObject("/conditions/users").putArray("excludeGroups").add(group);
        policy.withObject("/grantControls").putArray("builtInControls").add("mfa");
        here.administration()
                .body(policy.toString())
                .post(POLICIES)
                .then()
                .statusCode(201)
                .body("'@homeward.lint'.kind", hasItem("andTrap"));
        here.administration().get(LINT).then().body("value.kind", hasItem("andTrap"));
        assertThat(Organisation.made()
                        .administration()
                        .get(LINT)
                        .<Integer>path("value.findAll { it.kind == 'andTrap' }.size()"))
                .isZero();
        here.member().get(LINT).then().statusCode(403);
    }
}
