package io.homeward.remediation.registration;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.DirectoryRole;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Graph's report and the campaign, for a tenant of a few. */
@QuarkusTest
@WithTestResource(World.class)
class RegistrationReportTest {
    private static final String REPORT = "/v1.0/reports/authenticationMethods/userRegistrationDetails";

    @Inject
    MovableClock clock;

    private Home home;
    private Member mira;
    private Member hana;
    private Member omar;

    /** Mira has an app, Hana administers without one, Omar is an ordinary person without one, and somebody is invited. */
    @BeforeEach
    void some_tenant() {
        clock.reset();
        home = Home.called("Report").registrationDemanded();
        mira = home.person("mira");
        hana = home.person("hana", DirectoryRole.GLOBAL_ADMINISTRATOR.id());
        omar = home.person("omar");
        home.invites(Home.called("Guests"), mira, "Accepted");
        SignIns.firstOf(mira).register(mira, clock);
        eventually(() -> ids("").size() == 4);
    }

    private JsonPath report(String query) {
        return Reports.get(home, REPORT + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private List<String> ids(String query) {
        return report(query).getList("value.id");
    }

    private static String id(Member member) {
        return member.id().toString();
    }

    @Test
    void somebody_is_shown_with_what_he_has_registered() {
        JsonPath shown = report("/" + mira.id());

        assertThat(shown.getString("userPrincipalName")).isEqualTo(mira.userPrincipalName());
        assertThat(shown.getString("userType")).isEqualTo("member");
        assertThat(shown.getBoolean("isMfaRegistered")).isTrue();
        assertThat(shown.getBoolean("isMfaCapable")).isTrue();
        assertThat(shown.getBoolean("isSsprCapable")).isTrue();
        assertThat(shown.getBoolean("isPasswordlessCapable")).isFalse();
        assertThat(shown.getBoolean("isAdmin")).isFalse();
        assertThat(shown.getList("methodsRegistered")).containsExactly("softwareOneTimePasscode");
        assertThat(shown.getString("defaultMfaMethod")).isEqualTo("softwareOneTimePasscode");
        assertThat(shown.getString("'@odata.context'")).endsWith("userRegistrationDetails/$entity");
    }

    @Test
    void scripts_find_administrators_without_a_second_factor_in_their_own_spelling() {
        assertThat(ids("?$filter=IsAdmin eq true and isMfaRegistered eq false")).containsExactly(id(hana));
        assertThat(ids("?$filter=methodsRegistered/any(m: m eq 'softwareOneTimePasscode')"))
                .containsExactly(id(mira));
        assertThat(ids("?$filter=startswith(userPrincipalName,'OMAR')")).containsExactly(id(omar));
        assertThat(Reports.get(home, REPORT + "/$count").asString()).isEqualTo("4");
        assertThat(report("?$count=true&$top=1").getInt("'@odata.count'")).isEqualTo(4);
    }

    @Test
    void pages_follow_each_other_and_show_everybody_once() {
        var seen = new ArrayList<String>();
        String next = REPORT + "?$top=2&$orderby=userPrincipalName&$select=id,userPrincipalName";
        while (next != null) {
            JsonPath page =
                    Reports.get(home, next.replace("http://localhost:8080", "")).jsonPath();
            seen.addAll(page.getList("value.id"));
            next = page.getString("'@odata.nextLink'");
        }

        assertThat(seen).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void what_is_registered_now_is_in_the_next_answer() {
        assertThat(report("/" + omar.id()).getBoolean("isMfaRegistered")).isFalse();
        SignIns.firstOf(omar).register(omar, clock);

        assertThat(report("/" + omar.id()).getBoolean("isMfaRegistered")).isTrue();
    }

    @Test
    void features_and_methods_are_counted_by_type_and_role() {
        String root = "/beta/reports/authenticationMethods/";
        JsonPath features = Reports.get(
                        home, root + "usersRegisteredByFeature(includedUserTypes='member',includedUserRoles='all')")
                .jsonPath();
        JsonPath methods = Reports.get(home, root + "usersRegisteredByMethod").jsonPath();

        assertThat(features.getInt("totalUserCount")).isEqualTo(3);
        assertThat(features.getInt("userRegistrationFeatureCounts.find { it.feature == 'mfaCapable' }.userCount"))
                .isEqualTo(1);
        assertThat(features.getInt("userRegistrationFeatureCounts.find { it.feature == 'ssprEnabled' }.userCount"))
                .isEqualTo(3);
        assertThat(methods.getList("userRegistrationMethodCounts.authenticationMethod"))
                .containsExactly("softwareOneTimePasscode");
        assertThat(Reports.get(home, root + "usersRegisteredByFeature(includedUserRoles='admin')")
                        .jsonPath()
                        .getInt("totalUserCount"))
                .isEqualTo(1);
        assertThat(Reports.get(home, root + "usersRegisteredByFeature(includedUserRoles='kings')")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void what_is_not_understood_is_refused_and_nobody_reads_another_tenants() {
        assertThat(Reports.get(home, REPORT + "?$filter=isKing eq true").statusCode())
                .isEqualTo(400);
        assertThat(Reports.get(home, REPORT + "/nobody").statusCode()).isEqualTo(404);
        assertThat(Reports.get(Home.called("Other"), REPORT + "/" + mira.id()).statusCode())
                .isEqualTo(404);
        assertThat(Reports.get(Callers.member(home.tenant(), omar.id()), REPORT).statusCode())
                .isEqualTo(403);
        assertThat(Reports.get(Callers.application(home.tenant(), "User.Read.All"), REPORT)
                        .statusCode())
                .isEqualTo(403);
        assertThat(Reports.get(Callers.application(home.tenant(), "AuditLog.Read.All"), REPORT)
                        .statusCode())
                .isEqualTo(200);
        assertThat(Reports.get(home, "/v1/registrationCampaign/people?in=everything")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void the_campaign_says_who_would_be_blocked_were_a_risk_found_today() {
        assertThat(Reports.campaign(home).jsonPath().getInt("blockedIfRiskStruck.unusualSignIn.people"))
                .isZero();
        home.whenSignInRisky(Control.MFA).whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE);

        // The rules arrive by the feed; until then no rule is named.
        eventually(() -> Integer.valueOf(2)
                .equals(Reports.campaign(home).jsonPath().get("blockedIfRiskStruck.leakedPassword.byRule.H9")));
        assertThat(Reports.campaign(home).jsonPath().getInt("blockedIfRiskStruck.unusualSignIn.byRule.H6"))
                .isEqualTo(2);
        assertThat(Reports.people(home, "blockedIfLeakedPassword").jsonPath().<String>getList("value.id"))
                .containsExactlyInAnyOrder(id(hana), id(omar));

        SignIns.firstOf(omar).register(omar, clock);

        assertThat(Reports.people(home, "blockedIfLeakedPassword").jsonPath().<String>getList("value.id"))
                .containsExactly(id(hana));
    }

    @Test
    void the_end_of_a_grace_alone_blocks_risky_sign_ins_and_is_noticed() {
        SignIns.firstOf(omar).skip();
        assertThat(Reports.campaign(home).jsonPath().getInt("blockedIfRiskStruck.unusualSignIn.people"))
                .isZero();
        clock.pass(Duration.ofDays(14));

        JsonPath campaign = Reports.campaign(home).jsonPath();

        assertThat(campaign.getInt("forced")).isEqualTo(1);
        assertThat(campaign.getInt("blockedIfRiskStruck.unusualSignIn.byRule.H6"))
                .isEqualTo(1);
        assertThat(campaign.getInt("pending")).isEqualTo(1);
        assertThat(campaign.getInt("people")).isEqualTo(3);
    }

    @Test
    void who_leaves_the_directory_leaves_the_report() {
        home.tell(omar, true, true, Set.of());

        eventually(() -> ids("").size() == 3);
    }
}
