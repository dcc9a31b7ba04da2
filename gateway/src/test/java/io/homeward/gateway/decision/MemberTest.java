package io.homeward.gateway.decision;

import static io.homeward.gateway.suite.Suite.eventually;
import static io.homeward.gateway.suite.Suite.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.gateway.route.Doors;
import io.homeward.gateway.suite.Fixtures;
import io.homeward.gateway.suite.StandIns;
import io.homeward.gateway.suite.Suite;
import io.homeward.gateway.suite.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members and applications call their own tenant. */
@QuarkusTest
@WithTestResource(value = StandIns.class, scope = TestResourceScope.GLOBAL)
class MemberTest {
    @Inject
    Doors doors;

    private TenantId home;
    private PersonId person;
    private Tokens token;

    @BeforeEach
    void a_member() {
        home = Suite.tenant("Fjord Clinic");
        person = new PersonId(UUID.randomUUID());
        Suite.person(home, person, true, Set.of(DirectoryRole.SECURITY_OPERATOR.id()));
        token = Tokens.person(person, home, home);
    }

    @Test
    void has_the_roles_of_the_directory() {
        var answer = call(token);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(rule(answer)).isEqualTo("H1");
        var caller = json(answer).path("caller");
        assertThat(caller.path("home").asText()).isEqualTo(caller.path("tenant").asText());
        assertThat(caller.path("roles").get(0).asText())
                .isEqualTo(DirectoryRole.SECURITY_OPERATOR.id().toString());
    }

    @Test
    void is_let_in_without_mfa_and_with_an_unscored_session() {
        assertThat(call(token.without("mfa_time").with("scored", false)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_disabled_account_is_refused() {
        Suite.person(home, person, false, Set.of());

        var answer = until(403);

        assertThat(rule(answer)).isEqualTo("H15");
        assertThat(json(answer).path("code").asInt()).isEqualTo(50057);
    }

    @Test
    void a_session_from_before_the_last_revocation_is_over() {
        Suite.capability(home, person, Fixtures.totp(1));

        var answer = until(401);

        assertThat(json(answer).path("code").asInt()).isEqualTo(50133);
        assertThat(call(token.with("se", 1)).statusCode()).isEqualTo(200);
    }

    @Test
    void the_homes_own_rule_on_user_risk_acts_on_live_tokens() {
        Suite.write(TenantRules.none(home, "Fjord Clinic").withPolicies(List.of(Fixtures.passwordChangeForHighRisk())));
        Suite.risk(home, person, Fixtures.high(1));

        var answer = until(401);

        assertThat(rule(answer)).isEqualTo("H8");
        assertThat(json(answer).path("code").asInt()).isEqualTo(50135);
    }

    @Test
    void an_application_has_what_it_was_given_and_still_has() {
        var application = Suite.application(home, "User.Read.All");
        var answer = call(Tokens.application(application, home, "User.Read.All", "Policy.Read.All"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("caller").path("kind").asText()).isEqualTo("application");
        assertThat(json(answer).path("caller").path("permissions")).hasSize(1);
        assertThat(json(answer).path("caller").path("permissions").get(0).asText())
                .isEqualTo("User.Read.All");
    }

    @Test
    void a_disabled_application_is_refused() {
        var application = Suite.application(home, "User.Read.All");
        Suite.application(home, application, false, List.of("User.Read.All"), null);

        var answer = eventually(
                () -> call(Tokens.application(application, home, "User.Read.All")), each -> each.statusCode() == 401);

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void whoever_was_made_a_moment_ago_is_waited_for() {
        var tenant = Suite.tenant("Just Founded");
        var founder = Suite.person(tenant);
        assertThat(call(Tokens.person(founder, tenant, tenant)).statusCode()).isEqualTo(200);

        Suite.stop("tenant-service", "people");
        var fresh = Suite.person(home);
        var waiting = CompletableFuture.supplyAsync(() -> call(Tokens.person(fresh, home, home)));
        Suite.resume("tenant-service", "people");

        assertThat(waiting.join().statusCode()).isEqualTo(200);
    }

    @Test
    void an_application_that_nobody_registered_is_nobody() {
        var answer = call(Tokens.application(
                new io.homeward.accessrules.ApplicationId(UUID.randomUUID()), home, "User.Read.All"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:homeward:problem:nobody");
    }

    private HttpResponse<String> call(Tokens with) {
        return Suite.get(doors.edgePort(), "/v1.0/me", with.text());
    }

    private HttpResponse<String> until(int status) {
        return eventually(() -> call(token), answer -> answer.statusCode() == status);
    }

    private static String rule(HttpResponse<String> answer) {
        return answer.headers().firstValue("Homeward-Rule").orElseThrow();
    }
}
