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
import io.homeward.accessrules.policy.WaiverId;
import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.decisions.LoggedDecision;
import io.homeward.gateway.decision.WrittenDecisions;
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
import java.util.Optional;
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
                row(
                        "D4",
                        530034,
                        here -> here.detected(DetectionType.UNFAMILIAR_FEATURES, Fixtures.mfaForRiskySignIns())),
                row(
                        "D5",
                        530034,
                        here -> here.detected(
                                DetectionType.UNFAMILIAR_FEATURES,
                                Fixtures.mfaForRiskySignIns(),
                                Fixtures.passwordChangeForHighRisk())),
                row("D6", 530034, here -> here.riskWithPolicies()),
                row("D7", 530034, here -> here.riskWithPolicies(Fixtures.blockHighRisk())),
                row(
                        "D8",
                        530034,
                        here -> here.detected(new DetectionType("passwordSpray"), Fixtures.mfaForRiskySignIns())),
                row("D9", 50173, here -> here.risk(Fixtures.remediated(1))),
                row("D11", 53011, here -> here.guestAtRisk(), "D3"),
                row("D12", 530034, here -> here.stricter()),
                row("D16", 50076, here -> here.customerPolicies(Fixtures.mfaForEverybody())),
                row("D2", 53003, here -> here.customerPolicies(Fixtures.blockRiskySignIns())
                        .with("sign_in_risk", "high")),
                row("D18", 50079, here -> here.unregistered()),
                row("D19", 530034, here -> here.cutOff()),
                row("D20", 530034, here -> here.suspendedChain()),
                row("D21", 530034, here -> here.risk(Fixtures.high(1)).with("act", Map.of("sub", "portal")), "D3"),
                row("D23", 50076, here -> here.token.without("mfa_time").with("amr", List.of("pwd"))),
                row("D24", 530034, here -> here.distrusted()),
                row("D25", 530034, here -> here.heir()),
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
        // Who is refused with his home (D24), or with a hop in between (D20), is told nothing of a standing of his own.
        boolean told =
                Set.of(530034, 53011).contains(code) && !Set.of("D20", "D24").contains(rule);
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
    void a_waiver_that_the_customer_accepted_lets_in() {
        var waiver = new WaiverId(UUID.randomUUID());
        Suite.write(TenantRules.none(customer, "Fjord Clinic")
                .with(new ExternalAccess(
                        RiskLevel.HIGH, ExternalAccess.MfaTrust.NONE, false, Set.of(), Set.of(), Set.of(waiver))));
        Suite.waiver(home, person, 1, waiver, false);
        Suite.risk(home, person, Fixtures.high(1));

        JsonNode answer = point.eventually(Asking.subject(token.with("re", 1)), each -> "D14"
                .equals(each.path("context").path("rule").asText()));

        assertThat(answer.path("decision").asBoolean()).isTrue();
        assertThat(answer.path("context").path("rule").asText()).isEqualTo("D14");
    }

    @Test
    void an_application_of_the_partner_and_a_portal_alone_get_nothing() {
        var partners = Suite.application(home, "User.Read.All");
        var alone = Tokens.application(partners, customer, "User.Read.All");
        String subject = "{\"type\":\"application\",\"id\":\"%s\",\"properties\":{\"access_token\":\"%s\"}}";

        JsonNode app = point.eventually(subject.formatted(partners, alone.text()), each -> "D28"
                .equals(each.path("context").path("rule").asText()));
        JsonNode portal = point.evaluate(subject.formatted(
                partners, alone.with("act", Map.of("sub", "portal")).text()));

        assertThat(app.path("decision").asBoolean(true)).isFalse();
        assertThat(app.path("context").path("rule").asText()).isEqualTo("D28");
        assertThat(portal.path("decision").asBoolean(true)).isFalse();
        assertThat(portal.path("context").path("rule").asText()).isEqualTo("D21");
    }

    @Test
    void every_decision_is_in_the_log_with_what_is_needed_to_make_it_again() throws Exception {
        Suite.risk(home, person, Fixtures.high(1));
        JsonNode refused = point.eventually(
                Asking.subject(token), each -> !each.path("decision").asBoolean());
        JsonNode unknown = point.evaluate(Asking.named(UUID.randomUUID()));

        for (JsonNode answer : List.of(refused, unknown)) {
            LoggedDecision logged =
                    WrittenDecisions.find(answer.path("context").path("id").asText());
            assertThat(logged.rule())
                    .isEqualTo(answer.path("context").path("rule").asText());
            assertThat(logged.replay()).isEqualTo(logged.outcome().orElseThrow());
        }
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

    private Tokens detected(DetectionType type, Policy... policies) {
        homePolicies(policies);
        var high = Fixtures.high(1);
        var detection = new ActiveDetection(new DetectionId(UUID.randomUUID()), type, RiskLevel.HIGH, Fixtures.LATELY);
        return risk(new UserRisk(
                        RiskLevel.HIGH,
                        high.state(),
                        high.detail(),
                        high.since(),
                        1,
                        List.of(detection),
                        Optional.empty()))
                .with("re", 1);
    }

    private Tokens guestAtRisk() {
        Suite.relationship(relationship, home, customer, "terminated", technicians, HELPDESK);
        Suite.invitation(customer, home, person, new PersonId(UUID.randomUUID()), "Accepted", HELPDESK);
        return risk(Fixtures.high(1));
    }

    private Tokens suspendedChain() {
        TenantId reseller = Suite.tenant("Reseller");
        Suite.relationship(relationship, home, customer, "terminated", technicians, HELPDESK);
        Suite.relationship(
                UUID.randomUUID() + "-c",
                reseller,
                customer,
                Map.of("roles", List.of(HELPDESK), "subDelegates", List.of(home)));
        var group = Map.of("group", technicians, "roles", List.of(HELPDESK));
        Suite.relationship(
                UUID.randomUUID() + "-h",
                home,
                reseller,
                Map.of(
                        "roles", List.of(HELPDESK),
                        "assignments", List.of(group),
                        "suspended", Map.of("by", "partner", "since", "2026-11-02T07:15:00Z")));
        return token;
    }

    private Tokens distrusted() {
        Suite.write(TenantRules.none(customer, "Fjord Clinic")
                .with(new ExternalAccess(
                        RiskLevel.HIGH, ExternalAccess.MfaTrust.NONE, false, Set.of(home), Set.of(), Set.of())));
        return token;
    }

    private Tokens heir() {
        var before = new PersonId(UUID.randomUUID());
        Suite.risk(home, before, Fixtures.high(4));
        Suite.heir(home, person, List.of(before), technicians);
        return token.with("re", 9);
    }

    private Tokens disabled() {
        Suite.person(home, person, false, Set.of(), technicians);
        return token;
    }

    private void homePolicies(Policy... policies) {
        Suite.write(TenantRules.none(home, "Northwind MSP").withPolicies(List.of(policies)));
    }
}
