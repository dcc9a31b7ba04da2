package io.homeward.gateway.decision;

import static io.homeward.gateway.suite.Suite.eventually;
import static io.homeward.gateway.suite.Suite.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.standing.Capability;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A technician of a partner calls a customer's tenant: section 3 of the law, seen from outside. */
@QuarkusTest
@WithTestResource(value = StandIns.class, scope = TestResourceScope.GLOBAL)
class TechnicianTest {
    private static final RoleId HELPDESK = DirectoryRole.HELPDESK_ADMINISTRATOR.id();
    private static final RoleId READER = DirectoryRole.SECURITY_READER.id();
    private static final Duration BOUND = Duration.ofSeconds(1);

    @Inject
    Doors doors;

    private final GroupId technicians = new GroupId(UUID.randomUUID());
    private String relationship;
    private TenantId home;
    private TenantId customer;
    private PersonId person;
    private Tokens token;

    @BeforeEach
    void a_technician_of_a_partner_with_a_customer() {
        home = Suite.tenant("Northwind MSP");
        homePolicies(Fixtures.passwordChangeForHighRisk());
        customer = Suite.tenant("Fjord Clinic");
        person = Suite.person(home, technicians);
        relationship = UUID.randomUUID() + "-" + home;
        Suite.relationship(relationship, home, customer, "active", technicians, HELPDESK);
        token = Tokens.person(person, home, customer);
        assertThat(until(200).statusCode()).isEqualTo(200);
    }

    @AfterEach
    void every_feed_runs_again() {
        Suite.resume("risk-service", "standings");
        Suite.resume("remediation-service", "capabilities");
        List.of("rules", "relationships", "people").forEach(feed -> Suite.resume("tenant-service", feed));
    }

    @Test
    void is_let_in_with_the_roles_of_the_relationship_and_nothing_more() {
        Suite.person(home, person, true, Set.of(DirectoryRole.GLOBAL_ADMINISTRATOR.id()), technicians);

        var answer = call(token);

        assertRule(answer, 200, "D2");
        var caller = json(answer).path("caller");
        assertThat(caller.path("kind").asText()).isEqualTo("person");
        assertThat(caller.path("sub").asText()).isEqualTo(person.toString());
        assertThat(caller.path("home").asText()).isEqualTo(home.toString());
        assertThat(caller.path("tenant").asText()).isEqualTo(customer.toString());
        assertThat(caller.path("roles")).hasSize(1);
        assertThat(caller.path("roles").get(0).asText()).isEqualTo(HELPDESK.toString());
        assertThat(json(answer).path("decision").asText())
                .isEqualTo(answer.headers().firstValue("Homeward-Decision").orElseThrow());
    }

    @Test
    void gets_no_role_that_the_customer_did_not_grant_whatever_is_assigned() {
        Suite.relationship(
                relationship, home, customer, "active", List.of(READER), technicians, List.of(HELPDESK, READER));

        var answer = eventually(() -> call(token), each -> READER.toString().equals(firstRole(each)));

        assertRule(answer, 200, "D2");
        assertThat(json(answer).path("caller").path("roles")).hasSize(1);
        assertThat(firstRole(answer)).isEqualTo(READER.toString());
    }

    @Test
    void has_the_roles_of_all_relationships_together() {
        Suite.relationship(UUID.randomUUID() + "-x", home, customer, "active", technicians, READER);

        var answer = eventually(
                () -> call(token),
                each -> json(each).path("caller").path("roles").size() == 2);

        assertThat(json(answer).path("caller").path("roles")).hasSize(2);
    }

    @Test
    void drafts_and_ended_relationships_take_nothing_from_one_that_runs_however_many_there_are() {
        for (int i = 0; i < 300; i++) {
            Suite.relationship(
                    UUID.randomUUID() + "-d",
                    home,
                    customer,
                    i % 2 == 0 ? "created" : "terminated",
                    technicians,
                    READER);
        }
        // The feed keeps the order: where this one has arrived the others have.
        Suite.relationship(UUID.randomUUID() + "-x", home, customer, "active", technicians, READER);

        var answer = eventually(
                () -> call(token),
                each -> json(each).path("caller").path("roles").size() == 2);

        assertRule(answer, 200, "D2");
        assertThat(json(answer).path("caller").path("roles")).hasSize(2);

        Suite.relationship(relationship, home, customer, "suspended", technicians, HELPDESK);
        assertRefused(until(403), 403, "D22", 500213);
    }

    @Test
    void without_a_relationship_is_denied_and_learns_nothing() {
        TenantId stranger = Suite.tenant("Somebody Else");

        var answer = eventually(
                () -> Suite.get(
                        doors.edgePort(),
                        "/v1.0/users",
                        Tokens.person(person, home, stranger).text()),
                each -> each.statusCode() == 403);

        assertRefused(answer, 403, "D1", 500213);
        assertThat(answer.body()).doesNotContain("Somebody Else").doesNotContain(stranger.toString());
        assertThat(json(answer).has("standing")).isFalse();
    }

    @Test
    void outside_the_assigned_group_is_denied() {
        Suite.person(home, person, true, Set.of(), new GroupId(UUID.randomUUID()));

        assertRefused(until(403), 403, "D1", 500213);
    }

    @ParameterizedTest
    @CsvSource({"terminated,D22", "terminationRequested,D22", "expired,D22", "somethingNew,D22", "created,D1"})
    void an_ended_relationship_lets_nobody_in(String status, String rule) {
        Suite.relationship(relationship, home, customer, status, technicians, HELPDESK);

        var answer = until(403);

        assertRefused(answer, 403, rule, 500213);
        assertThat(answer.body()).doesNotContain("Fjord");
    }

    @ParameterizedTest
    @ValueSource(strings = {"partner", "customer", "both"})
    void a_suspension_by_either_side_stops_him_within_the_bound(String by) {
        Map<String, Object> terms = Map.of(
                "roles",
                List.of(HELPDESK),
                "assignments",
                List.of(Map.of("group", technicians, "roles", List.of(HELPDESK))));
        var suspended = new HashMap<>(terms);
        suspended.put("suspended", Map.of("by", by, "since", "2026-11-02T07:15:00Z"));
        Suite.relationship(relationship, home, customer, suspended);
        long since = System.nanoTime();

        var answer = until(403);

        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(BOUND);
        assertRefused(answer, 403, "D22", 500213);
        Suite.relationship(relationship, home, customer, terms);
        assertThat(until(200).statusCode()).isEqualTo(200);
    }

    @Test
    void a_live_token_dies_within_the_bound_when_the_risk_is_raised() {
        Suite.risk(home, person, Fixtures.high(1));
        long raised = System.nanoTime();

        var answer = until(403);

        assertThat(Duration.ofNanos(System.nanoTime() - raised)).isLessThan(BOUND);
        assertRefused(answer, 403, "D3", 530034);
        var standing = json(answer).path("standing");
        assertThat(standing.path("blocked").asBoolean()).isTrue();
        assertThat(standing.path("since").asText()).isEqualTo(Fixtures.LATELY.toString());
        assertThat(standing.path("homeTenant").path("id").asText()).isEqualTo(home.toString());
        assertThat(standing.path("homeTenant").path("name").asText()).isEqualTo("Northwind MSP");
        assertThat(standing.path("whoCanAct").asText()).isEqualTo("self");
        assertThat(standing.path("remediation").path("kind").asText()).isEqualTo("securePasswordChange");
        assertThat(standing.path("remediation").path("link").asText())
                .isEqualTo(StandIns.EDGE + "/" + home + "/remediate");
        assertThat(answer.body())
                .doesNotContain("passwordSpray")
                .doesNotContain("HIGH")
                .doesNotContain("\"high\"");
    }

    @Test
    void is_sent_to_an_administrator_where_home_offers_nothing() {
        homePolicies();
        Suite.risk(home, person, Fixtures.high(1));

        var answer = eventually(() -> call(token), each -> "D6".equals(rule(each)));

        assertRefused(answer, 403, "D6", 530034);
        assertThat(json(answer).path("standing").path("whoCanAct").asText()).isEqualTo("homeAdministrator");
        assertThat(json(answer)
                        .path("standing")
                        .path("remediation")
                        .path("kind")
                        .asText())
                .isEqualTo("administrator");
        assertThat(json(answer).path("standing").path("remediation").has("link"))
                .isFalse();
    }

    @Test
    void is_blocked_everywhere_where_home_blocks() {
        homePolicies(Fixtures.blockHighRisk());
        Suite.risk(home, person, Fixtures.high(1));

        assertRefused(eventually(() -> call(token), each -> "D7".equals(rule(each))), 403, "D7", 530034);
    }

    @Test
    void comes_back_with_a_new_session_only() {
        Suite.risk(home, person, Fixtures.remediated(1));

        var old = until(401);
        var fresh = call(token.with("re", 1));

        assertRefused(old, 401, "D9", 50173);
        assertThat(old.headers().firstValue("WWW-Authenticate").orElseThrow()).contains("error=\"invalid_token\"");
        assertThat(claimsChallenge(old))
                .containsPattern("\\{\"access_token\":\\{\"nbf\":\\{\"essential\":true,\"value\":\"[0-9]{10}\"}}}");
        assertRule(fresh, 200, "D9");
    }

    @Test
    void an_old_session_epoch_is_dead() {
        Suite.capability(home, person, Fixtures.totp(3));

        var old = until(401);

        assertRefused(old, 401, "D9", 50133);
        assertRule(call(token.with("se", 3)), 200, "D2");
    }

    @Test
    void a_customer_who_chose_a_stricter_threshold_refuses_earlier() {
        Suite.write(TenantRules.none(customer, "Fjord Clinic")
                .with(new ExternalAccess(
                        RiskLevel.MEDIUM, ExternalAccess.MfaTrust.NONE, false, Set.of(), Set.of(), Set.of())));
        var high = Fixtures.high(1);
        Suite.risk(
                home,
                person,
                new io.homeward.accessrules.risk.UserRisk(
                        RiskLevel.MEDIUM,
                        high.state(),
                        high.detail(),
                        high.since(),
                        1,
                        high.detections(),
                        high.routeAtOnset()));

        assertRefused(eventually(() -> call(token), each -> "D12".equals(rule(each))), 403, "D12", 530034);
    }

    @Test
    void without_mfa_in_the_session_is_asked_for_it() {
        var answer = call(token.without("mfa_time").with("amr", List.of("pwd")));

        assertRefused(answer, 401, "D23", 50076);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer ")
                .contains("error=\"insufficient_user_authentication\"")
                .contains("acr_values=\"mfa\"");
    }

    @Test
    void a_customers_demand_for_mfa_is_met_by_home_mfa_only_where_it_is_trusted() {
        var demanding = TenantRules.none(customer, "Fjord Clinic").withPolicies(List.of(Fixtures.mfaForEverybody()));
        Suite.write(demanding);
        var untrusting = until(401);

        Suite.write(demanding.with(
                new ExternalAccess(RiskLevel.HIGH, ExternalAccess.MfaTrust.ALL, false, Set.of(), Set.of(), Set.of())));

        assertRefused(untrusting, 401, "D16", 50076);
        assertThat(untrusting.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("insufficient_user_authentication");
        assertThat(until(200).statusCode()).isEqualTo(200);
    }

    @Test
    void a_customers_policy_about_risky_sign_ins_knows_how_risky_this_one_was() {
        Suite.write(TenantRules.none(customer, "Fjord Clinic").withPolicies(List.of(Fixtures.blockRiskySignIns())));

        var risky = eventually(() -> call(token.with("sign_in_risk", "high")), each -> each.statusCode() == 403);

        assertRefused(risky, 403, "D2", 53003);
        assertRefused(call(token.with("sign_in_risk", "a level of a later version")), 403, "D2", 53003);
        assertRefused(call(token.without("sign_in_risk")), 403, "D2", 53003);
        assertThat(call(token).statusCode()).isEqualTo(200);
    }

    @Test
    void without_a_second_factor_has_no_delegated_access() {
        Suite.capability(home, person, Capability.NONE);

        assertRefused(until(403), 403, "D18", 50079);
    }

    @Test
    void sessions_that_count_at_home_only_do_not_count_here() {
        assertRefused(call(token.with("scored", false)), 401, "H17", 50076);
        assertRefused(call(token.with("gty", "device_code")), 401, "D27", 50076);
    }

    @Test
    void a_portal_that_calls_for_him_is_decided_on_him() {
        var acting = token.with("act", java.util.Map.of("sub", "portal"));

        assertRule(call(acting), 200, "D2");
        assertThat(json(call(acting)).path("caller").path("actor").asText()).isEqualTo("portal");

        Suite.risk(home, person, Fixtures.high(1));
        assertRefused(eventually(() -> call(acting), each -> each.statusCode() == 403), 403, "D3", 530034);
    }

    @Test
    void an_application_of_the_partner_has_no_delegated_access() {
        var application = Suite.application(home, "User.Read.All");
        var alone = Tokens.application(application, customer, "User.Read.All");

        assertRefused(eventually(() -> call(alone), each -> "D28".equals(rule(each))), 403, "D28", 500213);
        assertRefused(call(alone.with("act", java.util.Map.of("sub", "portal"))), 403, "D21", 500213);
    }

    @Test
    void a_disabled_account_enters_nowhere() {
        Suite.person(home, person, false, Set.of(), technicians);

        assertRefused(until(403), 403, "H15", 50057);
    }

    @ParameterizedTest
    @CsvSource({"risk-service,standings", "tenant-service,relationships", "remediation-service,capabilities"})
    void is_refused_while_a_feed_is_cut_off_and_members_are_not(String service, String feed) {
        var colleague = Suite.person(customer);
        var member = Tokens.person(colleague, customer, customer);
        assertThat(eventually(() -> call(member), each -> each.statusCode() == 200)
                        .statusCode())
                .isEqualTo(200);

        Suite.stop(service, feed);
        var cutOff = until(503);
        var meanwhile = call(member);
        Suite.resume(service, feed);

        assertRefused(cutOff, 503, "D19", 530034);
        assertThat(cutOff.headers().firstValue("Retry-After")).contains("1");
        assertThat(json(cutOff).path("standing").path("whoCanAct").asText()).isEqualTo("nobody");
        assertThat(meanwhile.statusCode()).isEqualTo(200);
        assertThat(until(200).statusCode()).isEqualTo(200);
    }

    /** Taken out as Graph's Java client does: the elements of the first challenge, one of which is the claims and nothing else. */
    private static String claimsChallenge(HttpResponse<String> answer) {
        String challenge = answer.headers().firstValue("WWW-Authenticate").orElseThrow();
        assertThat(challenge).startsWith("Bearer ");
        return java.util.Arrays.stream(challenge.split(","))
                .map(java.util.regex.Pattern.compile("\\s?claims=\"([^\"]+)\"")::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(claims -> new String(
                        java.util.Base64.getDecoder().decode(claims.group(1)), java.nio.charset.StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private void homePolicies(Policy... policies) {
        Suite.write(TenantRules.none(home, "Northwind MSP").withPolicies(List.of(policies)));
    }

    private HttpResponse<String> call(Tokens with) {
        return Suite.get(doors.edgePort(), "/v1.0/users", with.text());
    }

    private HttpResponse<String> until(int status) {
        return eventually(() -> call(token), answer -> answer.statusCode() == status);
    }

    private static String firstRole(HttpResponse<String> answer) {
        return json(answer).path("caller").path("roles").path(0).asText();
    }

    private static String rule(HttpResponse<String> answer) {
        return answer.headers().firstValue("Homeward-Rule").orElseThrow();
    }

    private static void assertRule(HttpResponse<String> answer, int status, String rule) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(rule(answer)).isEqualTo(rule);
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String rule, int code) {
        assertRule(answer, status, rule);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json;");
        var problem = json(answer);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("rule").asText()).isEqualTo(rule);
        assertThat(problem.path("code").asInt()).isEqualTo(code);
        String decision = answer.headers().firstValue("Homeward-Decision").orElseThrow();
        assertThat(problem.path("decisionId").asText()).isEqualTo(decision);
        assertThat(problem.path("instance").asText()).isEqualTo("urn:uuid:" + decision);
        assertThat(problem.path("error").path("code").asText()).isNotEmpty();
        assertThat(problem.path("error").path("innerError").path("request-id").asText())
                .isEqualTo(answer.headers().firstValue("request-id").orElseThrow());
    }
}
