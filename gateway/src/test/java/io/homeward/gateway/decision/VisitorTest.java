package io.homeward.gateway.decision;

import static io.homeward.gateway.suite.Suite.eventually;
import static io.homeward.gateway.suite.Suite.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.PolicyId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpRange;
import io.homeward.accessrules.place.LocationId;
import io.homeward.accessrules.place.NamedLocation;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.policy.Locations;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.Selection;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.WaiverId;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.decisions.LoggedDecision;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Those who come by other ways than their own organisation's relationship: through others (D20), invited (D11), waived (D14), as heirs (D25). */
@QuarkusTest
@WithTestResource(value = StandIns.class, scope = TestResourceScope.GLOBAL)
class VisitorTest {
    private static final RoleId HELPDESK = DirectoryRole.HELPDESK_ADMINISTRATOR.id();
    private static final RoleId READER = DirectoryRole.SECURITY_READER.id();

    @Inject
    Doors doors;

    private final GroupId technicians = new GroupId(UUID.randomUUID());
    private TenantId home;
    private TenantId reseller;
    private TenantId customer;
    private PersonId person;

    @BeforeEach
    void a_distributor_a_reseller_and_a_customer() {
        home = Suite.tenant("Distributor");
        reseller = Suite.tenant("Reseller");
        customer = Suite.tenant("Fjord Clinic");
        person = Suite.person(home, technicians);
    }

    @AfterEach
    void every_feed_runs_again() {
        Suite.resume("tenant-service", "waivers");
    }

    @Test
    void comes_through_a_reseller_that_the_customer_allowed_with_the_roles_that_all_have() {
        between(customer, reseller, Map.of("roles", List.of(HELPDESK, READER), "subDelegates", List.of(home)));
        ownHop(reseller, READER, DirectoryRole.GLOBAL_READER.id());

        var answer = until(200);

        assertThat(rule(answer)).isEqualTo("D2");
        assertThat(json(answer).path("caller").path("roles")).hasSize(1);
        assertThat(json(answer).path("caller").path("roles").get(0).asText()).isEqualTo(READER.toString());
    }

    @Test
    void a_hop_that_the_customer_did_not_name_is_no_way_in_and_tells_nothing() {
        between(customer, reseller, Map.of("roles", List.of(READER), "subDelegates", List.of()));
        ownHop(reseller, READER);

        assertRefused(until(403), "D1", 500213);
    }

    @Test
    void three_hops_are_the_most() {
        TenantId middle = Suite.tenant("Wholesaler");
        between(customer, reseller, Map.of("roles", List.of(READER), "subDelegates", List.of(middle, home)));
        between(reseller, middle, Map.of("roles", List.of(READER)));
        ownHop(middle, READER);
        assertThat(until(200).statusCode()).isEqualTo(200);

        TenantId shop = Suite.tenant("Shop");
        TenantId far = Suite.tenant("Far Customer");
        between(far, shop, Map.of("roles", List.of(READER), "subDelegates", List.of(reseller, middle, home)));
        between(shop, reseller, Map.of("roles", List.of(READER)));

        var fourHops = eventually(() -> call(far), each -> each.statusCode() == 403);
        assertRefused(fourHops, "D1", 500213);
    }

    @Test
    void cycles_end() {
        between(
                customer,
                reseller,
                Map.of("roles", List.of(READER), "subDelegates", List.of(home, customer, reseller)));
        between(reseller, customer, Map.of("roles", List.of(READER), "subDelegates", List.of(home)));
        between(home, customer, Map.of("roles", List.of(READER), "subDelegates", List.of(home, reseller)));
        ownHop(reseller, READER);

        assertThat(until(200).statusCode()).isEqualTo(200);
    }

    @Test
    void a_suspension_along_a_chain_stops_everybody_who_comes_by_it() {
        between(customer, reseller, Map.of("roles", List.of(READER), "subDelegates", List.of(home)));
        ownHop(reseller, READER);
        assertThat(until(200).statusCode()).isEqualTo(200);

        String id = UUID.randomUUID() + "-" + home;
        Suite.relationship(
                id,
                home,
                reseller,
                Map.of(
                        "roles",
                        List.of(READER),
                        "suspended",
                        Map.of("by", "partner", "since", "2026-11-02T07:15:00Z")));

        assertRefused(until(403), "D20", 530034);
    }

    @Test
    void the_strictest_threshold_along_a_chain_counts() {
        between(customer, reseller, Map.of("roles", List.of(READER), "subDelegates", List.of(home)));
        ownHop(reseller, READER);
        Suite.risk(home, person, medium());
        assertThat(until(200).statusCode()).isEqualTo(200);

        Suite.write(TenantRules.none(reseller, "Reseller")
                .with(new ExternalAccess(
                        RiskLevel.MEDIUM, ExternalAccess.MfaTrust.NONE, false, Set.of(), Set.of(), Set.of())));

        assertRefused(until(403), "D12", 530034);
    }

    @Test
    void through_a_tenant_that_is_gone_nobody_comes() {
        between(customer, reseller, Map.of("roles", List.of(READER), "subDelegates", List.of(home)));
        ownHop(reseller, READER);
        assertThat(until(200).statusCode()).isEqualTo(200);

        Suite.forget(reseller);

        assertRefused(until(403), "D22", 500213);
    }

    @Test
    void more_ways_than_anybody_needs_are_none() {
        between(customer, reseller, Map.of("roles", List.of(READER), "subDelegates", List.of(home)));
        for (int i = 0; i < 64; i++) {
            ownHop(reseller, READER);
        }
        assertThat(until(200).statusCode()).isEqualTo(200);

        ownHop(reseller, READER);

        assertRefused(until(403), "D1", 500213);
    }

    @Test
    void a_guest_comes_with_what_the_invitation_gave_him_once_he_accepted_it() {
        var account = new PersonId(UUID.randomUUID());
        Suite.invitation(customer, home, person, account, "PendingAcceptance", READER);
        var pending = until(403);
        Suite.invitation(customer, home, person, account, "Accepted", READER);

        var answer = until(200);

        assertRefused(pending, "D1", 500213);
        assertThat(rule(answer)).isEqualTo("D2");
        assertThat(json(answer).path("caller").path("roles").get(0).asText()).isEqualTo(READER.toString());
        assertThat(json(answer).path("caller").path("home").asText()).isEqualTo(home.toString());
    }

    @Test
    void a_guest_at_risk_at_home_is_told_so_in_the_guests_words() {
        Suite.invitation(customer, home, person, new PersonId(UUID.randomUUID()), "Accepted", READER);
        assertThat(until(200).statusCode()).isEqualTo(200);

        Suite.risk(home, person, Fixtures.high(1));

        assertRefused(until(403), "D6", 53011);
    }

    @Test
    void the_tenants_policies_see_a_guest_as_the_account_it_made_for_him() {
        var account = new PersonId(UUID.randomUUID());
        Suite.invitation(customer, home, person, account, "Accepted", READER);
        assertThat(until(200).statusCode()).isEqualTo(200);

        Suite.write(TenantRules.none(customer, "Fjord Clinic")
                .withPolicies(List.of(policy(People.only(Selection.ofUsers(account)), Conditions.NONE, Grant.BLOCK))));

        assertRefused(until(403), "D2", 53003);
    }

    @Test
    void a_guest_whose_organisation_has_a_relationship_too_is_stopped_by_its_suspension() {
        Suite.invitation(customer, home, person, new PersonId(UUID.randomUUID()), "Accepted", READER);
        String id = UUID.randomUUID() + "-" + home;
        Suite.relationship(id, home, customer, Map.of("roles", List.of(HELPDESK), "status", "terminated"));
        assertThat(until(200).statusCode()).isEqualTo(200);

        Suite.relationship(
                id,
                home,
                customer,
                Map.of(
                        "roles",
                        List.of(HELPDESK),
                        "suspended",
                        Map.of("by", "customer", "since", "2026-11-02T07:15:00Z")));

        assertRefused(until(403), "D22", 500213);
    }

    @Test
    void a_waiver_that_the_customer_accepted_lets_in_until_it_is_revoked() {
        var waiver = new WaiverId(UUID.randomUUID());
        ownHop(customer, READER);
        Suite.risk(home, person, Fixtures.high(1));
        Suite.waiver(home, person, 1, waiver, false);
        assertRefused(until(403), "D6", 530034);

        accepting(waiver);
        var waived = until(200);
        Suite.waiver(home, person, 1, waiver, true);

        assertThat(rule(waived)).isEqualTo("D14");
        assertRefused(until(403), "D6", 530034);
    }

    @Test
    void a_waiver_for_another_risk_or_from_a_stale_feed_lets_nobody_in() {
        var waiver = new WaiverId(UUID.randomUUID());
        ownHop(customer, READER);
        accepting(waiver);
        Suite.waiver(home, person, 1, waiver, false);
        Suite.risk(home, person, Fixtures.high(1));
        assertThat(rule(eventually(() -> call(customer, 1), each -> "D14".equals(rule(each)))))
                .isEqualTo("D14");

        Suite.stop("tenant-service", "waivers");
        var stale = eventually(() -> call(customer, 1), each -> each.statusCode() == 403);
        Suite.resume("tenant-service", "waivers");
        var again = eventually(() -> call(customer, 1), each -> each.statusCode() == 200);
        Suite.risk(home, person, Fixtures.high(2));
        var another = eventually(() -> call(customer, 1), each -> each.statusCode() == 403);

        assertRefused(stale, "D6", 530034);
        assertThat(rule(again)).isEqualTo("D14");
        assertRefused(another, "D6", 530034);
    }

    @Test
    void an_account_inherits_the_open_risk_of_those_before_it() {
        var before = new PersonId(UUID.randomUUID());
        ownHop(customer, READER);
        Suite.risk(home, before, Fixtures.high(4));
        assertThat(until(200).statusCode()).isEqualTo(200);

        Suite.heir(home, person, List.of(before), technicians);

        assertRefused(until(403), "D25", 530034);
        Suite.risk(home, before, Fixtures.remediated(5));
        assertThat(until(200).statusCode()).isEqualTo(200);
    }

    @Test
    void the_tenants_policies_know_from_where_he_calls_and_nothing_lifts_a_block_by_a_country_nobody_knows() {
        ownHop(customer, READER);
        assertThat(until(200).statusCode()).isEqualTo(200);
        var here = new NamedLocation.Ip(location(), "here", List.of(IpRange.of("127.0.0.0/8")), false);
        var there = new NamedLocation.Country(location(), "there", Set.of(), true);

        blockAllBut(there);
        var elsewhere = until(403);
        blockAllBut(here);
        var inside = until(200);

        assertRefused(elsewhere, "D2", 53003);
        assertThat(rule(inside)).isEqualTo("D2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chain", "guest", "waiver", "heir"})
    void every_such_decision_can_be_made_again(String kind) throws Exception {
        var before = new PersonId(UUID.randomUUID());
        switch (kind) {
            case "chain" -> {
                between(customer, reseller, Map.of("roles", List.of(READER), "subDelegates", List.of(home)));
                ownHop(reseller, READER);
            }
            case "guest" -> Suite.invitation(customer, home, person, before, "Accepted", READER);
            case "waiver" -> {
                ownHop(customer, READER);
                var waiver = new WaiverId(UUID.randomUUID());
                accepting(waiver);
                Suite.waiver(home, person, 1, waiver, false);
                Suite.risk(home, person, Fixtures.high(1));
            }
            default -> {
                ownHop(customer, READER);
                Suite.risk(home, before, Fixtures.high(4));
                Suite.heir(home, person, List.of(before), technicians);
            }
        }
        String rule = Map.of("chain", "D2", "guest", "D2", "waiver", "D14", "heir", "D25")
                .get(kind);
        var answer = eventually(() -> call(customer, kind.equals("waiver") ? 1 : 0), each -> rule.equals(rule(each)));

        LoggedDecision logged = WrittenDecisions.find(
                answer.headers().firstValue("Homeward-Decision").orElseThrow());

        assertThat(logged.rule()).isEqualTo(rule);
        assertThat(logged.replay()).isEqualTo(logged.outcome().orElseThrow());
    }

    private void accepting(WaiverId waiver) {
        Suite.write(TenantRules.none(customer, "Fjord Clinic")
                .with(new ExternalAccess(
                        RiskLevel.HIGH, ExternalAccess.MfaTrust.NONE, false, Set.of(), Set.of(), Set.of(waiver))));
    }

    private void blockAllBut(NamedLocation location) {
        var conditions = Conditions.NONE.with(Locations.allBut(Locations.Places.of(location.id())));
        Suite.write(TenantRules.none(customer, "Fjord Clinic")
                .withLocations(List.of(location))
                .withPolicies(List.of(policy(People.EVERYONE, conditions, Grant.BLOCK))));
    }

    private static Policy policy(People people, Conditions conditions, Grant grant) {
        return new Policy(new PolicyId(UUID.randomUUID()), "a policy", Policy.State.ENABLED, people, conditions, grant);
    }

    private static LocationId location() {
        return new LocationId(UUID.randomUUID());
    }

    private static UserRisk medium() {
        UserRisk high = Fixtures.high(0);
        return new UserRisk(
                RiskLevel.MEDIUM, high.state(), high.detail(), high.since(), 0, high.detections(), high.routeAtOnset());
    }

    private void between(TenantId granting, TenantId partner, Map<String, Object> terms) {
        Suite.relationship(UUID.randomUUID() + "-" + partner, partner, granting, terms);
    }

    /** The relationship in which the person's own tenant is the partner, and his group has these roles. */
    private void ownHop(TenantId granting, RoleId... roles) {
        Map<String, Object> terms = new HashMap<>();
        terms.put("roles", List.of(roles));
        terms.put("assignments", List.of(Map.of("group", technicians, "roles", List.of(roles))));
        between(granting, home, terms);
    }

    private HttpResponse<String> call(TenantId entered) {
        return call(entered, 0);
    }

    /** @param riskEpoch the one the session began with */
    private HttpResponse<String> call(TenantId entered, long riskEpoch) {
        return Suite.get(
                doors.edgePort(),
                "/v1.0/users",
                Tokens.person(person, home, entered).with("re", riskEpoch).text());
    }

    private HttpResponse<String> until(int status) {
        // A session that began after the risk shows what the risk itself does.
        return eventually(() -> call(customer, 9), answer -> answer.statusCode() == status);
    }

    private static String rule(HttpResponse<String> answer) {
        return answer.headers().firstValue("Homeward-Rule").orElseThrow();
    }

    private static void assertRefused(HttpResponse<String> answer, String rule, int code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(rule(answer)).as(answer.body()).isEqualTo(rule);
        assertThat(json(answer).path("code").asInt()).isEqualTo(code);
    }
}
