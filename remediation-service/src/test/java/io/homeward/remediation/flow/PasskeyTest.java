package io.homeward.remediation.flow;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.Route;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.standing.SecondFactor;
import io.homeward.remediation.credential.Capabilities;
import io.homeward.remediation.fixture.Authenticator;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.RiskServiceStandIn;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Passkeys: registered where the law asks for a factor, a second factor beside the password, and both factors without one. */
@QuarkusTest
@WithTestResource(World.class)
class PasskeyTest {
    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;

    @Inject
    MovableClock clock;

    @Inject
    TenantDatabase database;

    @Inject
    Capabilities capabilities;

    private final Authenticator phone = new Authenticator();

    @BeforeEach
    void today() {
        clock.reset();
    }

    @AfterEach
    void everybodyIsBack() {
        riskService.away(false);
    }

    @Test
    void a_passkey_is_registered_where_a_factor_is_asked_for_and_verifies_the_identity_from_then_on() {
        Member mira = Home.called("First").always(Control.MFA).person("mira");
        SignIns first = SignIns.firstOf(mira);
        assertThat(first.json().getList("details.methods")).isEqualTo(List.of("passkey", "totp"));
        first.register(mira, phone).is("signed-in", "H4", 0);
        assertThat(claims(first, "amr")).isEqualTo(List.of("pwd", "user", "mfa"));
        clock.pass(Duration.ofMinutes(1));

        SignIns next = SignIns.open(mira).password(Member.PASSWORD).is("verify-identity", "H4", 50076);

        assertThat(next.asks()).containsExactly("passkey", "recoveryCode", "cancel");
        assertThat(next.json().getList("details.methods")).isEqualTo(List.of("passkey", "recoveryCode"));
        assertThat(next.json().getList("details.passkey.allowCredentials")).hasSize(1);
        next.passkey(phone).is("signed-in", "H4", 0);
    }

    @Test
    void a_name_and_a_passkey_are_both_factors_without_a_password() {
        Member mira = registered(Home.called("Passwordless").always(Control.MFA));

        SignIns signIn = SignIns.open(mira).passkey(phone).is("signed-in", "H4", 0);

        assertThat(claims(signIn, "amr")).isEqualTo(List.of("swk", "user", "mfa"));
        assertThat(Tokens.claims(signIn.token()).path("sub").asText())
                .isEqualTo(mira.id().toString());
    }

    @Test
    void a_passkey_says_whose_it_is_where_no_name_was_typed() {
        Home home = Home.called("Nameless");
        Member mira = registered(home.always(Control.MFA), phone.bound());

        SignIns signIn = SignIns.openForNobody(home);
        assertThat(signIn.asks()).containsExactly("passkey", "cancel");
        signIn.passkey(phone).is("signed-in", "H4", 0);

        assertThat(claims(signIn, "amr")).isEqualTo(List.of("hwk", "user", "mfa"));
        assertThat(riskService.signInsOf(mira.userPrincipalName())).hasSize(2);
        SignIns silent = SignIns.openForNobody(home);
        silent.passkey(phone.withoutSayingWhose()).is("sign-in", "H14", 50126);
    }

    @Test
    void before_the_first_factor_nothing_tells_somebody_with_passkeys_from_nobody() {
        Home home = Home.called("Quiet").always(Control.MFA);
        Member mira = registered(home);
        Member noor = home.newcomer("noor", Set.of());
        var known = SignIns.open(mira);
        var unknown = SignIns.open(noor);

        Map<String, Object> signed = phone.sign(SignIns.open(mira).json().getMap("details.passkey"));
        assertThat(shape(known.last())).isEqualTo(shape(unknown.last()));
        assertThat(shape(known.passkey(signed).is("sign-in", "H14", 50126).last()))
                .isEqualTo(shape(
                        unknown.passkey(signed).is("sign-in", "H14", 50126).last()));
    }

    @Test
    void whatever_does_not_hold_has_the_answer_of_a_wrong_password() {
        Home home = Home.called("Wrong").always(Control.MFA);
        Member mira = registered(home);
        Member noor = home.person("noor");
        SignIns.firstOf(noor);
        Map<String, Object> elsewhere = phone.sign(SignIns.open(mira).json().getMap("details.passkey"));

        refused(mira, options -> elsewhere);
        refused(mira, options -> phone.at("https://homeward.example.evil").sign(options));
        phone.at("http://localhost:8080");
        refused(mira, options -> phone.signingFor("evil").sign(options));
        phone.signingFor("localhost");
        refused(mira, options -> Map.of());
        refused(mira, options -> Map.of("id", "!!", "response", Map.of()));
        for (String member : List.of("clientDataJSON", "authenticatorData", "signature", "userHandle")) {
            for (Object broken : List.of("", "AAAA", "not base64url!", 7, List.of())) {
                refused(mira, options -> with(phone.sign(options), member, broken));
            }
        }
        refused(noor, phone::sign);
        SignIns.open(mira).passkey(phone).is("signed-in", "H4", 0);
        refused(mira, options -> phone.withoutVerifying().sign(options));
    }

    @Test
    void a_challenge_is_signed_once() {
        Member mira = registered(Home.called("Once").always(Control.MFA));
        SignIns signIn = SignIns.open(mira);
        Map<String, Object> options = signIn.json().getMap("details.passkey");
        signIn.password("wrong");

        assertThat(signIn.json().getString("details.passkey.challenge")).isNotEqualTo(options.get("challenge"));
        signIn.passkey(phone.sign(options)).is("sign-in", "H14", 50126);

        signIn.passkey(phone).is("signed-in", "H4", 0);
    }

    @Test
    void a_passkey_whose_counter_goes_back_counts_no_more_and_its_owner_is_told() {
        Home home = Home.called("Clone").always(Control.MFA);
        Member mira = registered(home);
        String address = mira.id() + "@mail.example";
        home.tell(mira.reads("en", address), true, false, Set.of());
        eventually(() -> database.in(home.tenant(), handle -> handle.createQuery(
                        "select exists (select from person where person_id = :person and document ->> 'mail' = :mail)")
                .bind("person", mira.id().value())
                .bind("mail", address)
                .mapTo(Boolean.class)
                .one()));
        SignIns.open(mira).passkey(phone.counting(7)).is("signed-in", "H4", 0);

        SignIns.open(mira).passkey(phone.counting(7)).is("sign-in", "H14", 50126);

        SignIns.open(mira).passkey(phone.counting(20)).is("sign-in", "H14", 50126);
        assertThat(factors(mira)).isEmpty();
        eventually(() -> World.lettersTo(address).stream()
                .anyMatch(letter -> letter.contains("Subject: A way to sign in is no longer accepted")));
    }

    @Test
    void h5_and_h8_are_answered_with_a_passkey_that_was_there_before() {
        Member mira = registered(Home.called("Risk")
                .registrationDemanded()
                .whenSignInRisky(Control.MFA)
                .whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE));
        riskService.signInsAre(mira.id(), RiskLevel.MEDIUM);
        SignIns.open(mira)
                .password(Member.PASSWORD)
                .is("unusual-sign-in", "H5", 50076)
                .goOn()
                .is("verify-identity", "H5", 50076)
                .passkey(phone)
                .is("signed-in", "H5", 0);
        riskService.signInsAre(mira.id(), RiskLevel.NONE);
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.PASSWORD_CHANGE);

        SignIns.open(mira)
                .password(Member.PASSWORD)
                .is("account-at-risk", "H8", 50135)
                .goOn()
                .passkey(phone)
                .is("change-password", "H8", 50135)
                .changePassword("another wide river 9")
                .is("signed-in", "H8", 0);
    }

    /** Invariant 6, H6 and H17: none is made in a risky sign-in, and none in one that could not be scored. */
    @Test
    void no_passkey_is_registered_in_a_risky_or_unscored_sign_in() {
        Member mira = Home.called("Never").always(Control.MFA).person("mira");
        SignIns first = SignIns.firstOf(mira);
        riskService.signInsAre(mira.id(), RiskLevel.MEDIUM);
        SignIns.open(mira).password(Member.PASSWORD).is("sign-in-blocked", "H6", 53004);
        riskService.away(true);

        Response refused = first.steps(first.continuation(), Map.of("type", "startPasskeyRegistration"));

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(SignIns.open(mira).password(Member.PASSWORD).state()).isEqualTo("signed-in");
        assertThat(factors(mira)).isEmpty();
    }

    @Test
    void h18_only_a_passkey_answers_where_codes_may_be_relayed() {
        Home home = Home.called("Relay").registrationDemanded().whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE);
        Member mira = registered(home);
        Member noor = home.person("noor");
        SignIns.firstOf(noor).register(noor, clock);
        for (Member each : List.of(mira, noor)) {
            riskService.isAtRisk(
                    each.id(), RiskLevel.HIGH, DetectionType.ATTACKER_IN_THE_MIDDLE, Route.PASSWORD_CHANGE);
        }

        SignIns.open(noor).password(Member.PASSWORD).is("account-blocked", "H18", 53003);
        SignIns.open(mira).password(Member.PASSWORD).goOn().passkey(phone).is("change-password", "H8", 50135);
    }

    /** Invariant 6. */
    @Test
    void a_passkey_made_since_what_is_found_later_counts_no_more_also_when_the_risk_is_closed() {
        Home home = Home.called("Later").always(Control.MFA);
        Member mira = home.person("mira");
        SignIns.firstOf(mira);
        clock.pass(Duration.ofMinutes(8)); // the stand-in's detections are about five minutes from now
        SignIns.open(mira).password(Member.PASSWORD).register(mira, phone).is("signed-in", "H4", 0);
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.LEAKED_CREDENTIALS, Route.ADMINISTRATOR);

        SignIns.open(mira).passkey(phone).is("sign-in", "H14", 50126);
        assertThat(factors(mira)).isEmpty();
        riskService.isClear(mira.id());

        SignIns.open(mira).passkey(phone).is("sign-in", "H14", 50126);
        SignIns.open(mira).password(Member.PASSWORD).is("more-information-required", "H4", 50079);
    }

    private Member registered(Home home) {
        return registered(home, phone);
    }

    private Member registered(Home home, Authenticator authenticator) {
        Member mira = home.person("mira");
        SignIns.firstOf(mira).register(mira, authenticator);
        clock.pass(Duration.ofMinutes(1));
        return mira;
    }

    private void refused(Member member, UnaryOperator<Map<String, Object>> signing) {
        SignIns signIn = SignIns.open(member);
        signIn.passkey(signing.apply(signIn.json().getMap("details.passkey"))).is("sign-in", "H14", 50126);
    }

    private static Map<String, Object> with(Map<String, Object> signed, String member, Object value) {
        var response = new HashMap<String, Object>();
        ((Map<?, ?>) signed.get("response")).forEach((name, each) -> response.put(String.valueOf(name), each));
        response.put(member, value);
        var changed = new HashMap<>(signed);
        changed.put("response", response);
        return changed;
    }

    private List<SecondFactor> factors(Member member) {
        return database.in(member.home().tenant(), handle -> capabilities
                .find(handle, member.home().tenant(), member.id())
                .orElseThrow()
                .factors());
    }

    private static List<String> claims(SignIns signIn, String claim) {
        var values = new ArrayList<String>();
        Tokens.claims(signIn.token()).path(claim).forEach(each -> values.add(each.asText()));
        return values;
    }

    /** An answer without what is new in every one. */
    private static Map<String, Object> shape(Response answer) {
        var shape = new HashMap<String, Object>(answer.jsonPath().getMap("$"));
        for (String each : List.of("id", "continuation", "expiresAt")) {
            shape.remove(each);
        }
        var details = new HashMap<String, Object>(answer.jsonPath().getMap("details"));
        for (String each : List.of("requestId", "correlationId", "time")) {
            details.remove(each);
        }
        var passkey = new HashMap<String, Object>(answer.jsonPath().getMap("details.passkey"));
        passkey.remove("challenge");
        details.put("passkey", passkey);
        shape.put("details", details);
        return shape;
    }
}
