package io.homeward.remediation.registration;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.Control;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.testsupport.Callers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which of a partner's technicians could let themselves back in. */
@QuarkusTest
@WithTestResource(World.class)
class TechnicianReadinessTest {
    private static final String PATH = "/v1/technicianReadiness";

    @Inject
    MovableClock clock;

    private final TenantId customer = new TenantId(UUID.randomUUID());
    private final GroupId technicians = new GroupId(UUID.randomUUID());
    private Home partner;
    private Member tariq;
    private Member tess;

    /** Tariq has an app, Tess has none, both serve a customer; Omar does not. */
    @BeforeEach
    void some_partner() {
        clock.reset();
        partner = Home.called("Partner").registrationDemanded();
        tariq = partner.person("tariq", Set.of(technicians));
        tess = partner.person("tess", Set.of(technicians));
        partner.person("omar");
        serves("active");
        SignIns.firstOf(tariq).register(tariq, clock);
        eventually(() -> technicians() == 2);
    }

    private void serves(String status) {
        partner.serves(customer, "service", technicians, Set.of(), Map.of("status", status));
    }

    private int technicians() {
        return Reports.get(partner, PATH).jsonPath().getInt("technicians");
    }

    private String of(Member member, String what) {
        return Reports.get(partner, PATH + "/people")
                .jsonPath()
                .getString("value.find { it.id == '%s' }.%s".formatted(member.id(), what));
    }

    @Test
    void without_rules_at_home_only_an_administrator_of_his_home_could_help() {
        assertThat(of(tariq, "leakedPassword.rule")).isEqualTo("D6");
        assertThat(of(tariq, "leakedPassword.alone")).isEqualTo("false");
        assertThat(of(tariq, "customers")).isEqualTo("1");
        assertThat(of(tess, "leakedPassword.rule")).isEqualTo("D18");
        assertThat(of(tess, "leakedPassword.obstacles")).isEqualTo("[noSecondFactor]");
    }

    @Test
    void mfa_closes_an_unusual_sign_in_and_no_leaked_password() {
        partner.whenSignInRisky(Control.MFA);

        eventually(() -> "D4".equals(of(tariq, "unusualSignIn.rule")));
        assertThat(of(tariq, "unusualSignIn.alone")).isEqualTo("true");
        assertThat(of(tariq, "unusualSignIn.way")).isEqualTo("multifactorAuthentication");
        assertThat(of(tariq, "leakedPassword.rule")).isEqualTo("D8");
        assertThat(of(tariq, "leakedPassword.obstacles")).isEqualTo("[notClosedByMfa]");
        JsonPath summary = Reports.get(partner, PATH).jsonPath();
        assertThat(summary.getMap("unusualSignIn.byRule"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("D4", 1, "D18", 1));
        assertThat(summary.getMap("leakedPassword.byRule"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("D8", 1, "D18", 1));
    }

    @Test
    void with_a_new_password_and_mfa_at_home_he_helps_himself() {
        partner.whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE);
        eventually(() -> "D3".equals(of(tariq, "leakedPassword.rule")));
        partner.whenSignInRisky(Control.MFA);

        eventually(() -> "D5".equals(of(tariq, "leakedPassword.rule")));
        assertThat(of(tariq, "leakedPassword.way")).isEqualTo("both");
    }

    @Test
    void a_block_at_home_is_named() {
        partner.whenUserAtRisk(Control.BLOCK);

        eventually(() -> "D7".equals(of(tariq, "leakedPassword.rule")));
        assertThat(of(tariq, "leakedPassword.way")).isEqualTo("blocked");
    }

    @Test
    void only_relationships_that_run_make_technicians() {
        serves("terminated");
        eventually(() -> technicians() == 0);
        serves("active");
        eventually(() -> technicians() == 2);
        partner.serves(
                customer,
                "service",
                technicians,
                Set.of(),
                Map.of("status", "active", "endsAt", clock.instant().plus(Duration.ofDays(1))));
        eventually(() -> technicians() == 2);
        clock.pass(Duration.ofDays(2));

        assertThat(technicians()).isZero();
    }

    @Test
    void names_are_for_members_of_the_home_alone() {
        String reader = DirectoryRole.GLOBAL_READER.id().toString();
        var outsider = Callers.external(
                new TenantId(UUID.randomUUID()), new PersonId(UUID.randomUUID()), partner.tenant(), reader);
        var customersOwn = Callers.member(customer, new PersonId(UUID.randomUUID()), reader);

        assertThat(Reports.get(outsider, PATH + "/people").statusCode()).isEqualTo(403);
        assertThat(Reports.get(outsider, PATH).statusCode()).isEqualTo(403);
        assertThat(Reports.get(customersOwn, PATH + "/people").jsonPath().getList("value"))
                .isEmpty();
        assertThat(Reports.get(Callers.member(partner.tenant(), tess.id()), PATH)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void pages_are_bounded() {
        JsonPath page =
                Reports.get(partner, PATH + "/people?$top=1&$count=true").jsonPath();

        assertThat(page.getList("value")).hasSize(1);
        assertThat(page.getInt("'@odata.count'")).isEqualTo(2);
        assertThat(page.getString("'@odata.nextLink'")).contains("skiptoken");
    }
}
