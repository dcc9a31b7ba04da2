package io.homeward.gateway.authzen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.UserRisk;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Section 3 of the law, asked by a customer's enforcement point: every situation gets the rule and the code that the doors give. */
@QuarkusTest
@WithTestResource(value = StandIns.class, scope = TestResourceScope.GLOBAL)
class SituationsTest {
    private static final RoleId HELPDESK = DirectoryRole.HELPDESK_ADMINISTRATOR.id();

    @Inject
    Doors doors;

    private final GroupId technicians = new GroupId(UUID.randomUUID());
    private String relationship;
    private TenantId home;
    private TenantId customer;
    private PersonId person;
    private Tokens token;
    private Asking point;

    /** Brings a situation about, and says with which token he then comes. */
    interface Situation {
        Tokens arise(SituationsTest here);
    }

    @BeforeEach
    void a_technician_of_a_partner_and_a_customers_enforcement_point() {
        home = Suite.tenant("Northwind MSP");
        homePolicies(Fixtures.passwordChangeForHighRisk());
        customer = Suite.tenant("Fjord Clinic");
        person = Suite.person(home, technicians);
        relationship = UUID.randomUUID() + "-" + home;
        Suite.relationship(relationship, home, customer, "active", technicians, HELPDESK);
        token = Tokens.person(person, home, customer);
        point = Asking.of(doors.edgePort(), customer);
        assertThat(point.eventually(Asking.subject(token), each -> each.path("decision")
                                .asBoolean())
                        .path("decision")
                        .asBoolean())
                .isTrue();
    }

    @AfterEach
    void every_feed_runs_again() {
        Suite.resume("risk-service", "standings");
    }

    static Stream<Arguments> situations() {
        return Stream.of(
                row("D1", 500213, here -> here.relationshipIs("created")),
                row("D22", 500213, here -> here.relationshipIs("terminated")),
                row("D22", 500213, here -> here.relationshipIs("expired")),
                row("D3", 530034, here -> here.risk(Fixtures.high(1))),
                row("D6", 530034, here -> here.riskWithPolicies()),
                row("D7", 530034, here -> here.riskWithPolicies(Fixtures.blockHighRisk())),
                row("D9", 50173, here -> here.risk(Fixtures.remediated(1))),
                row("D12", 530034, here -> here.stricter()),
                row("D16", 50076, here -> here.customerPolicies(Fixtures.mfaForEverybody())),
                row("D2", 53003, here -> here.customerPolicies(Fixtures.blockRiskySignIns())
                        .with("sign_in_risk", "high")),
                row("D18", 50079, here -> here.unregistered()),
                row("D19", 530034, here -> here.cutOff()),
                row("D21", 530034, here -> here.risk(Fixtures.high(1)).with("act", Map.of("sub", "portal")), "D3"),
                row("D23", 50076, here -> here.token.without("mfa_time").with("amr", List.of("pwd"))),
                row("D27", 50076, here -> here.token.with("gty", "device_code")),
                row("H17", 50076, here -> here.token.with("scored", false)),
                row("H15", 50057, here -> here.disabled()));
    }

    private static Arguments row(String situation, int code, Situation arises) {
        return row(situation, code, arises, situation);
    }

    private static Arguments row(String situation, int code, Situation arises, String rule) {
        return Arguments.of(situation, rule, code, arises);
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @MethodSource("situations")
    void is_refused_as_at_the_door(String situation, String rule, int code, Situation arises) {
        Tokens with = arises.arise(this);

        JsonNode answer = point.eventually(
                Asking.subject(with),
                each -> rule.equals(each.path("context").path("rule").asText())
                        && !each.path("decision").asBoolean());

        assertThat(answer.path("decision").asBoolean(true)).isFalse();
        JsonNode context = answer.path("context");
        assertThat(context.path("rule").asText()).isEqualTo(rule);
        assertThat(context.path("code").asInt()).isEqualTo(code);
        assertThat(context.path("reason_user").path("en").asText()).isNotEmpty();
        assertThat(context.path("reason_admin").path("en").asText()).contains(rule);
        boolean told = code == 530034;
        assertThat(context.has("standing")).isEqualTo(told);
        assertThat(context.has("retry_after")).isEqualTo(rule.equals("D19"));
        assertThat(context.has("acr_values")).isEqualTo(Set.of("D16", "D23").contains(rule));
        // The door itself, at the same moment.
        var door = Suite.get(doors.edgePort(), "/v1.0/users", with.text());
        assertThat(door.headers().firstValue("Homeward-Rule")).contains(rule);
        assertThat(Suite.json(door).path("standing")).isEqualTo(context.path("standing"));
    }

    @Test
    void is_let_in_with_the_roles_of_the_relationship() {
        JsonNode answer = point.evaluate(Asking.subject(token));

        assertThat(answer.path("decision").asBoolean()).isTrue();
        JsonNode context = answer.path("context");
        assertThat(context.path("rule").asText()).isEqualTo("D2");
        assertThat(context.path("home_tenant").asText()).isEqualTo(home.toString());
        assertThat(context.path("roles")).hasSize(1);
        assertThat(context.path("roles").get(0).asText()).isEqualTo(HELPDESK.toString());
    }

    @Test
    void a_denial_that_he_can_have_undone_says_where() {
        Suite.risk(home, person, Fixtures.high(1));

        JsonNode context = point.eventually(
                        Asking.subject(token), each -> !each.path("decision").asBoolean())
                .path("context");

        assertThat(context.path("access_request").path("form_url").asText())
                .isEqualTo(StandIns.EDGE + "/" + home + "/remediate");
        assertThat(context.path("access_request").path("expires_at").asText()).isNotEmpty();
        assertThat(context.path("evaluation_id").asText())
                .isEqualTo(context.path("id").asText());
        assertThat(context.toString()).doesNotContain("passwordSpray").doesNotContainIgnoringCase("\"high\"");
    }

    @Test
    void a_technician_who_is_merely_named_proves_no_mfa() {
        String named = Asking.named(person, StandIns.EDGE + "/" + home + "/v2.0");

        JsonNode answer = point.evaluate(named);
        Suite.relationship(relationship, home, customer, "terminated", technicians, HELPDESK);
        JsonNode ended = point.eventually(
                named, each -> "D22".equals(each.path("context").path("rule").asText()));

        assertThat(answer.path("decision").asBoolean(true)).isFalse();
        assertThat(answer.path("context").path("rule").asText()).isEqualTo("D23");
        assertThat(answer.path("context").path("acr_values").asText()).isEqualTo("mfa");
        assertThat(ended.path("context").path("rule").asText()).isEqualTo("D22");
    }

    private Tokens relationshipIs(String status) {
        Suite.relationship(relationship, home, customer, status, technicians, HELPDESK);
        return token;
    }

    private Tokens risk(UserRisk risk) {
        Suite.risk(home, person, risk);
        return token;
    }

    private Tokens riskWithPolicies(Policy... policies) {
        homePolicies(policies);
        return risk(Fixtures.high(1));
    }

    private Tokens stricter() {
        Suite.write(TenantRules.none(customer, "Fjord Clinic")
                .with(new ExternalAccess(
                        RiskLevel.MEDIUM, ExternalAccess.MfaTrust.NONE, false, Set.of(), Set.of(), Set.of())));
        var high = Fixtures.high(1);
        return risk(new UserRisk(
                RiskLevel.MEDIUM,
                high.state(),
                high.detail(),
                high.since(),
                1,
                high.detections(),
                high.routeAtOnset()));
    }

    private Tokens customerPolicies(Policy... policies) {
        Suite.write(TenantRules.none(customer, "Fjord Clinic").withPolicies(List.of(policies)));
        return token;
    }

    private Tokens unregistered() {
        Suite.capability(home, person, Capability.NONE);
        return token;
    }

    private Tokens cutOff() {
        Suite.stop("risk-service", "standings");
        return token;
    }

    private Tokens disabled() {
        Suite.person(home, person, false, Set.of(), technicians);
        return token;
    }

    private void homePolicies(Policy... policies) {
        Suite.write(TenantRules.none(home, "Northwind MSP").withPolicies(List.of(policies)));
    }
}
