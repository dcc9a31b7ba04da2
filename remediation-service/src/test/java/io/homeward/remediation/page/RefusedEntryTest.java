package io.homeward.remediation.page;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.policy.ExternalAccess.MfaTrust;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.RiskServiceStandIn;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.TenantServiceStandIn;
import io.homeward.remediation.fixture.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody reads who may not enter a tenant that is not his own: D1 to D29 on a page. */
@QuarkusTest
@WithTestResource(World.class)
class RefusedEntryTest {
    private static final GroupId TECHNICIANS = new GroupId(UUID.randomUUID());
    private static final RoleId HELPDESK = RoleId.of("729827e3-9c14-49f7-bb1b-9608f156bbb8");

    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;

    @Inject
    MovableClock clock;

    private Home provider;
    private Home customer;
    private ApplicationId application;
    private Member tom;

    @BeforeEach
    void a_provider_and_a_customer() {
        clock.reset();
        at(Home.called("North Provider").registrationDemanded().always(Control.MFA));
        SignIns.firstOf(tom).register(tom, clock);
    }

    private void at(Home home) {
        provider = home;
        customer = Home.called("Fjord Clinic");
        application = customer.client(Set.of(), Browser.BACK);
        tom = provider.person("tom", Set.of(TECHNICIANS));
        TenantServiceStandIn.INSTANCE.knowsHomeOf(tom);
    }

    @Test
    void a_technician_whose_home_has_no_rule_is_sent_to_its_administrators() {
        works();
        riskService.isAtRisk(tom.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.ADMINISTRATOR);

        Browser browser = entersTo("cannot work for other organisations");

        assertThat(browser.page())
                .contains("You cannot enter this organisation now", "530034", "Decision", "Copy details")
                .contains("An administrator of \u2068North Provider\u2069, your own organisation")
                .contains("Nobody in the organisation that you want to enter can do that")
                .contains("Who can help: an administrator of \u2068North Provider\u2069.")
                .doesNotContain("/remediate", "guest", "spray");
        assertThat(browser.last().header("Content-Security-Policy")).contains("default-src 'none'");
    }

    @Test
    void a_guest_reads_the_guests_words() {
        customer.invites(provider, tom, "Accepted", HELPDESK);
        riskService.isAtRisk(tom.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.ADMINISTRATOR);

        Browser browser = entersTo("cannot be a guest here");

        assertThat(browser.page())
                .contains("53011", "Whoever invited you cannot do that")
                .doesNotContain("work for other organisations");
    }

    @Test
    void whoever_can_help_himself_is_shown_the_way_home_and_it_leads_back_to_what_he_came_for() {
        at(Home.called("South Provider")
                .registrationDemanded()
                .always(Control.MFA)
                .whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE));
        SignIns.firstOf(tom).register(tom, clock);
        works();
        Browser browser = atTheSecondFactor();
        browser.post(Map.of("step", "totp", "code", tom.code(clock)));
        riskService.isAtRisk(tom.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.PASSWORD_CHANGE);

        browser.open(browser.path());

        assertThat(browser.last().statusCode()).isEqualTo(403);
        assertThat(browser.page())
                .contains("You can make it safe yourself, at home in \u2068South Provider\u2069")
                .contains("choose a new password", "530034")
                .contains("href=\"http://localhost:8080/" + provider.tenant() + "/remediate?request="
                        + customer.tenant() + ".");
    }

    @Test
    void a_stricter_customer_is_worded_the_same() {
        works();
        customer.asksOfOutsiders(
                new ExternalAccess(RiskLevel.MEDIUM, MfaTrust.NONE, false, Set.of(), Set.of(), Set.of()));
        riskService.isAtRisk(tom.id(), RiskLevel.MEDIUM, DetectionType.PASSWORD_SPRAY, Route.ADMINISTRATOR);

        assertThat(entersTo("cannot work for other organisations").page()).contains("North Provider", "530034");
    }

    @Test
    void nothing_about_the_tenant_is_revealed_to_whom_it_does_not_know() {
        Browser browser = enters();

        assertThat(browser.last().statusCode()).isEqualTo(403);
        assertThat(browser.page())
                .contains("There is no way for you into this organisation.", "500213")
                .doesNotContain("Fjord Clinic", customer.tenant().toString());
    }

    @Test
    void a_relationship_that_is_suspended_is_said_to_be() {
        provider.serves(
                customer.tenant(),
                "own",
                TECHNICIANS,
                Set.of(HELPDESK),
                Map.of("suspended", Map.of("by", "customer", "since", "2026-11-02T07:15:00Z")));

        assertThat(entersTo("is suspended or has ended").page()).contains("500213", "North Provider");
    }

    @Test
    void without_a_second_factor_nobody_works_for_others() {
        at(Home.called("Bare Provider"));
        SignIns.firstOf(tom);
        works();

        assertThat(entersTo("needs a second proof").page()).contains("50079", "Bare Provider");
    }

    @Test
    void the_customers_own_block_is_for_its_own_administrators() {
        works();
        customer.policy(Conditions.NONE, Grant.BLOCK);

        assertThat(entersTo("The rules of this organisation").page())
                .contains("53003", "an administrator of the organisation that you want to enter");
    }

    @Test
    void a_standing_that_cannot_be_known_is_asked_again() {
        works();
        eventually(() -> cameBack(enters()));
        Browser browser = atTheSecondFactor();
        browser.post(Map.of("step", "totp", "code", tom.code(clock)));
        riskService.away(true);
        try {
            browser.open(browser.path());
        } finally {
            riskService.away(false);
        }

        assertThat(browser.last().statusCode()).isEqualTo(403);
        assertThat(browser.last().header("Retry-After")).isEqualTo("1");
        assertThat(browser.page())
                .contains("could not be established that your account is safe", "Try again")
                .doesNotContain("Who can help");
        browser.open(browser.path());
        assertThat(browser.last().header("Location")).startsWith(Browser.BACK).contains("code=");
    }

    @Test
    void in_every_language() {
        works();
        riskService.isAtRisk(tom.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.ADMINISTRATOR);
        Browser browser = entersTo("cannot work for other organisations");

        for (var said : Map.of(
                        "de", "nicht für andere Organisationen arbeiten",
                        "fr", "travailler pour d’autres organisations",
                        "es", "no puede trabajar para otras organizaciones")
                .entrySet()) {
            assertThat(browser.open(browser.path() + "?lang=" + said.getKey()).page())
                    .contains(said.getValue(), "<html lang=\"" + said.getKey());
        }
    }

    private void works() {
        provider.serves(customer.tenant(), "own", TECHNICIANS, Set.of(HELPDESK), Map.of());
    }

    /** Until what was told above has been heard of. */
    private Browser entersTo(String text) {
        var seen = new Browser[1];
        eventually(() -> {
            seen[0] = enters();
            return seen[0].page().contains(text);
        });
        return seen[0];
    }

    private Browser enters() {
        Browser browser = Browser.sentBy(customer, application).signIn(tom.userPrincipalName(), Member.PASSWORD);
        if (browser.page().contains("value=\"totp\"")) {
            browser.send(Map.of("step", "totp", "code", tom.code(clock)));
        }
        return browser;
    }

    private Browser atTheSecondFactor() {
        return Browser.sentBy(customer, application).signIn(tom.userPrincipalName(), Member.PASSWORD);
    }

    private static boolean cameBack(Browser browser) {
        return browser.last().statusCode() == 303
                && browser.last().header("Location").contains("code=");
    }
}
