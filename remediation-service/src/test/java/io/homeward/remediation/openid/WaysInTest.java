package io.homeward.remediation.openid;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.policy.ExternalAccess.MfaTrust;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.policy.WaiverId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.RiskServiceStandIn;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.testsupport.Callers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Those who come by other ways than their own organisation's relationship get the tenant's token as the gateway would let them in. */
@QuarkusTest
@WithTestResource(World.class)
class WaysInTest {
    private static final String TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";
    private static final GroupId TECHNICIANS = new GroupId(UUID.randomUUID());
    private static final GroupId NOBODY = new GroupId(UUID.randomUUID());
    private static final RoleId HELPDESK = RoleId.of("729827e3-9c14-49f7-bb1b-9608f156bbb8");
    private static final RoleId READER = RoleId.of("5d6b6bb7-de71-4623-b4af-96380a352509");

    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;

    @Inject
    MovableClock clock;

    private Home distributor;
    private Home reseller;
    private Home customer;
    private Member tom;
    private String homeToken;

    @BeforeEach
    void a_distributor_a_reseller_and_a_customer() {
        clock.reset();
        distributor = Home.called("Distributor")
                .registrationDemanded()
                .always(Control.MFA)
                .whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE);
        reseller = Home.called("Reseller");
        customer = Home.called("Customer");
        tom = distributor.person("tom", Set.of(TECHNICIANS));
        homeToken = SignIns.firstOf(tom).register(tom, clock).token();
    }

    @Test
    void through_a_reseller_of_whom_the_customer_allowed_his_home_by_name() {
        chain("active", distributor.tenant());

        entersBy("D20 is heeded, D2 lets in");
    }

    @Test
    void not_through_one_that_passes_on_somebody_the_customer_did_not_name() {
        chain("active");

        refusedBy("D1", 500213);
    }

    @Test
    void through_three_and_no_more() {
        Home wholesaler = Home.called("Wholesaler");
        reseller.serves(
                customer.tenant(),
                "first",
                NOBODY,
                Set.of(HELPDESK),
                Map.of("subDelegates", List.of(wholesaler.tenant(), distributor.tenant())));
        wholesaler.serves(reseller.tenant(), "second", NOBODY, Set.of(HELPDESK), Map.of());
        distributor.serves(wholesaler.tenant(), "third", TECHNICIANS, Set.of(HELPDESK), Map.of());

        entersBy("three hops");

        wholesaler.serves(
                reseller.tenant(),
                "second",
                NOBODY,
                Set.of(HELPDESK),
                Map.of("suspended", Map.of("by", "partner", "since", "2026-11-02T07:15:00Z")));
        refusedBy("D20", 530034);
    }

    @Test
    void roles_that_nobody_along_the_way_has_in_common_are_none() {
        reseller.serves(
                customer.tenant(),
                "first",
                NOBODY,
                Set.of(READER),
                Map.of("subDelegates", List.of(distributor.tenant())));
        distributor.serves(reseller.tenant(), "second", TECHNICIANS, Set.of(HELPDESK), Map.of());

        refusedBy("D20", 530034);
    }

    @Test
    void a_suspension_binds_whatever_the_status_says() {
        distributor.serves(customer.tenant(), "own", TECHNICIANS, Set.of(HELPDESK), Map.of());
        entersBy("his own");

        distributor.serves(
                customer.tenant(),
                "own",
                TECHNICIANS,
                Set.of(HELPDESK),
                Map.of("suspended", Map.of("by", "customer", "since", "2026-11-02T07:15:00Z")));

        refusedBy("D22", 500213);
    }

    @Test
    void the_strictest_threshold_along_the_way_counts() {
        chain("active", distributor.tenant());
        riskService.isAtRisk(tom.id(), RiskLevel.MEDIUM, DetectionType.PASSWORD_SPRAY, Route.ADMINISTRATOR);
        homeToken = signedInAgain();
        entersBy("medium is below the built-in threshold");

        reseller.asksOfOutsiders(outsiders(RiskLevel.MEDIUM, MfaTrust.NONE, Set.of()));

        refusedBy("D12", 530034);
    }

    @Test
    void a_guest_once_he_has_accepted() {
        customer.invites(distributor, tom, "PendingAcceptance", READER);
        refusedBy("D1", 500213);

        customer.invites(distributor, tom, "Accepted", READER);

        entersBy("invited");
    }

    @Test
    void a_guest_at_risk_is_told_so_in_the_guests_words_with_the_way_home() {
        customer.invites(distributor, tom, "Accepted", READER);
        entersBy("invited");
        riskService.isAtRisk(tom.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.PASSWORD_CHANGE);

        Response answer = refusedBy("D3", 53011);

        assertThat(answer.jsonPath().getString("homeward.standing.homeTenant.name"))
                .isEqualTo("Distributor");
        assertThat(answer.jsonPath().getString("homeward.standing.remediation.link"))
                .endsWith(distributor.tenant() + "/remediate");
    }

    @Test
    void an_account_inherits_the_open_risk_of_those_before_it() {
        var before = new PersonId(UUID.randomUUID());
        distributor.serves(customer.tenant(), "own", TECHNICIANS, Set.of(HELPDESK), Map.of());
        riskService.isAtRisk(before, RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.PASSWORD_CHANGE);
        entersBy("nobody came before him");

        distributor.tellHeir(tom, Set.of(TECHNICIANS), before);

        Response answer = refusedBy("D25", 530034);
        assertThat(answer.jsonPath().getString("homeward.standing.whoCanAct")).isEqualTo("homeAdministrator");
    }

    @Test
    void a_waiver_that_the_customer_accepted_until_it_is_revoked() {
        var waiver = new WaiverId(UUID.randomUUID());
        distributor = Home.called("Home without rules about risk")
                .registrationDemanded()
                .always(Control.MFA);
        tom = distributor.person("tom", Set.of(TECHNICIANS));
        homeToken = SignIns.firstOf(tom).register(tom, clock).token();
        distributor.serves(customer.tenant(), "own", TECHNICIANS, Set.of(HELPDESK), Map.of());
        riskService.isAtRisk(tom.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.ADMINISTRATOR);
        homeToken = signedInAgain();
        distributor.waives(tom, waiver, 1, false);
        refusedBy("D6", 530034);

        customer.asksOfOutsiders(outsiders(RiskLevel.HIGH, MfaTrust.NONE, Set.of(waiver)));
        entersBy("accepted");
        distributor.waives(tom, waiver, 1, true);

        refusedBy("D6", 530034);
    }

    @Test
    void mfa_at_home_counts_where_the_customer_accepts_it() {
        distributor.serves(customer.tenant(), "own", TECHNICIANS, Set.of(HELPDESK), Map.of());
        customer.always(Control.MFA);
        refusedBy("D16", 50076);

        customer.asksOfOutsiders(
                outsiders(RiskLevel.HIGH, new MfaTrust(false, Set.of(distributor.tenant()), Set.of()), Set.of()));

        entersBy("accepted");
    }

    @Test
    void a_tenant_that_lets_outsiders_into_one_application_only_has_a_token_for_them() {
        distributor.serves(customer.tenant(), "own", TECHNICIANS, Set.of(HELPDESK), Map.of());
        entersBy("no policy yet");
        var nowhere = new ApplicationId(UUID.randomUUID());

        customer.policy(allBut(nowhere), Grant.BLOCK);
        refusedBy("D2", 53003);

        Home other = Home.called("Other customer");
        distributor.serves(other.tenant(), "own other", TECHNICIANS, Set.of(HELPDESK), Map.of());
        other.policy(allBut(other.serving("ward-planner")), Grant.BLOCK);
        eventually(() -> exchange(other).statusCode() == 200);
    }

    private static Conditions allBut(ApplicationId one) {
        return Conditions.NONE.with(new Conditions.Applications(true, Set.of(), Set.of(one)));
    }

    private static ExternalAccess outsiders(RiskLevel threshold, MfaTrust trust, Set<WaiverId> waivers) {
        return new ExternalAccess(threshold, trust, false, Set.of(), Set.of(), waivers);
    }

    /** The reseller serves the customer, and the distributor the reseller. */
    private void chain(String status, TenantId... named) {
        reseller.serves(
                customer.tenant(),
                "first",
                NOBODY,
                Set.of(HELPDESK, READER),
                Map.of("subDelegates", List.of(named), "status", status));
        distributor.serves(reseller.tenant(), "second", TECHNICIANS, Set.of(HELPDESK), Map.of());
    }

    private String signedInAgain() {
        return SignIns.open(tom).password(Member.PASSWORD).totp(tom.code(clock)).token();
    }

    private void entersBy(String why) {
        eventually(() -> exchange(customer).statusCode() == 200);
        assertThat(exchange(customer).jsonPath().getString("issued_token_type"))
                .as(why)
                .isEqualTo(TOKEN_TYPE);
    }

    private Response refusedBy(String rule, int code) {
        eventually(() -> rule.equals(exchange(customer).jsonPath().getString("homeward.rule")));
        Response answer = exchange(customer);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getInt("error_codes[0]"))
                .as(answer.asString())
                .isEqualTo(code);
        return answer;
    }

    private Response exchange(Home entered) {
        return RestAssured.given()
                .auth()
                .oauth2(Callers.token("remediation-service", Callers.anonymous()))
                .contentType("application/x-www-form-urlencoded")
                .formParam("client_id", distributor.application().toString())
                .formParam("client_secret", Home.SECRET)
                .formParam("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
                .formParam("subject_token", homeToken)
                .formParam("subject_token_type", TOKEN_TYPE)
                .post("/" + entered.tenant() + "/oauth2/v2.0/token");
    }
}
