package io.homeward.remediation.method;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.Route;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.remediation.fixture.Authenticator;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.RiskServiceStandIn;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.tenancy.Caller;
import io.homeward.testsupport.Callers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody may do to his own factors, and from which session (invariant 6). */
@QuarkusTest
@WithTestResource(World.class)
class OwnFactorsTest {
    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;
    private final Authenticator phone = new Authenticator();

    @Inject
    MovableClock clock;

    private Home home;
    private Member mira;

    @BeforeEach
    void someTenant() {
        clock.reset();
        home = Home.called("Own").always(Control.MFA).whenSignInRisky(Control.MFA);
        mira = home.person("mira");
        SignIns.firstOf(mira).register(mira, phone);
        clock.pass(Duration.ofMinutes(1));
    }

    @AfterEach
    void everybodyIsBack() {
        riskService.away(false);
    }

    @Test
    void a_passkey_is_named_and_taken_away_in_a_fresh_session_with_mfa() {
        Caller me = signedIn();
        String id = as(me).get(path("fido2Methods")).jsonPath().getString("value[0].id");

        assertThat(as(me).body(Map.of("displayName", "My phone"))
                        .patch(path("fido2Methods/" + id))
                        .statusCode())
                .isEqualTo(204);
        assertThat(as(me).body(Map.of("displayName", " "))
                        .patch(path("fido2Methods/" + id))
                        .statusCode())
                .isEqualTo(400);
        assertThat(as(me).get(path("methods")).jsonPath().getList("value.displayName"))
                .contains("My phone");
        assertThat(as(me).delete(path("fido2Methods/" + UUID.randomUUID())).statusCode())
                .isEqualTo(404);
        assertThat(as(me).delete(path("fido2Methods/" + id)).statusCode()).isEqualTo(204);

        assertThat(as(me).get(path("fido2Methods")).jsonPath().getList("value")).isEmpty();
    }

    @Test
    void nothing_is_changed_from_an_old_risky_unscored_or_foreign_session_nor_by_somebody_at_risk() {
        Caller me = signedIn();
        String passkey = as(me).get(path("fido2Methods")).jsonPath().getString("value[0].id");
        clock.pass(Duration.ofMinutes(11));
        refused(me, passkey);
        riskService.signInsAre(mira.id(), RiskLevel.MEDIUM);
        SignIns risky = SignIns.open(mira).passkey(phone);
        refused(session(risky), passkey);
        riskService.signInsAre(mira.id(), RiskLevel.NONE);
        riskService.away(true);
        refusedOrBusy(session(SignIns.open(mira).passkey(phone)), passkey);
        riskService.away(false);
        Caller another = session(SignIns.open(mira).passkey(phone));
        refused(Callers.member(home.tenant(), mira.id()), passkey); // no session of hers
        riskService.isAtRisk(mira.id(), RiskLevel.LOW, DetectionType.UNFAMILIAR_FEATURES, Route.MFA);
        refused(another, passkey);
        riskService.isClear(mira.id());
        refused(another, passkey); // only sessions with the new epoch count (D9)

        Caller anew = session(SignIns.open(mira).passkey(phone));
        assertThat(as(anew).delete(path("fido2Methods/" + passkey)).statusCode())
                .isEqualTo(204);
    }

    @Test
    void recovery_codes_are_renewed_as_a_set() {
        List<String> before = mira.recoveryCodes();
        Caller me = signedIn();

        List<String> now = as(me).post(path("renewRecoveryCodes")).jsonPath().getList("recoveryCodes");

        assertThat(now).hasSize(10).doesNotContainAnyElementsOf(before);
        SignIns.open(mira).password(Member.PASSWORD).recoveryCode(before.get(0)).is("verify-identity", "H16", 50074);
        SignIns.open(mira).password(Member.PASSWORD).recoveryCode(now.get(0)).is("signed-in", "H4", 0);
    }

    private void refused(Caller caller, String passkey) {
        assertThat(as(caller).delete(path("fido2Methods/" + passkey)).statusCode())
                .isEqualTo(403);
        assertThat(as(caller).post(path("renewRecoveryCodes")).statusCode()).isEqualTo(403);
    }

    /** While nothing is known of anybody's risk. */
    private void refusedOrBusy(Caller caller, String passkey) {
        assertThat(as(caller).delete(path("fido2Methods/" + passkey)).statusCode())
                .isEqualTo(503);
    }

    private Caller signedIn() {
        return session(SignIns.open(mira).passkey(phone));
    }

    /** As the gateway tells of whoever has this token. */
    private Caller session(SignIns signIn) {
        assertThat(signIn.state()).isEqualTo("signed-in");
        var some = Callers.member(home.tenant(), mira.id());
        String payload = signIn.token().split("\\.")[1];
        String claims = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
        String sid = JsonPath.from(claims).getString("sid");
        return new Caller.Person(
                some.id(),
                some.home(),
                some.tenant(),
                some.roles(),
                some.scopes(),
                some.clientId(),
                UUID.fromString(sid),
                some.authTime(),
                Optional.of(clock.instant()),
                Optional.empty());
    }

    private static String path(String what) {
        return "/v1.0/me/authentication/" + what;
    }

    private static RequestSpecification as(Caller caller) {
        return given().auth()
                .oauth2(Callers.token("remediation-service", caller))
                .contentType("application/json");
    }
}
