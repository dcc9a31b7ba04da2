package io.homeward.remediation.method;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.DirectoryRole;
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
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Graph: what people prove themselves with, seen, taken away, vouched for and handed out by administrators. */
@QuarkusTest
@WithTestResource(World.class)
class MethodsTest {
    private static final String PASSWORD = "28c10230-6103-485e-b985-444c60001490";

    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;

    @Inject
    MovableClock clock;

    private Home home;
    private Member mira;
    private Member hana;
    private final Authenticator phone = new Authenticator();

    @BeforeEach
    void someTenant() {
        clock.reset();
        home = Home.called("Methods").always(Control.MFA);
        mira = home.person("mira");
        hana = home.person("hana", DirectoryRole.GLOBAL_ADMINISTRATOR.id());
        SignIns.firstOf(mira).register(mira, phone);
    }

    @Test
    void every_kind_is_listed_in_its_own_collection_and_no_secret_anywhere() {
        assertThat(get("methods").jsonPath().getList("value.'@odata.type'"))
                .isEqualTo(List.of(
                        "#microsoft.graph.passwordAuthenticationMethod", "#microsoft.graph.fido2AuthenticationMethod"));
        Response fido2 = get("fido2Methods");
        assertThat(fido2.jsonPath().getString("value[0].passkeyType")).isEqualTo("synced");
        assertThat(fido2.jsonPath().getString("value[0].attestationLevel")).isEqualTo("notAttested");
        assertThat(fido2.jsonPath().getString("value[0].displayName")).isEqualTo("Passkey");
        String id = fido2.jsonPath().getString("value[0].id");
        assertThat(get("fido2Methods/" + id).jsonPath().getString("id")).isEqualTo(id);
        assertThat(get("methods/" + id).jsonPath().getString("id")).isEqualTo(id);
        assertThat(get("softwareOathMethods").jsonPath().getList("value")).isEmpty();
        assertThat(get("phoneMethods").jsonPath().getList("value")).isEmpty();
        assertThat(get("passwordMethods/" + PASSWORD).jsonPath().getString("password"))
                .isNull();
        assertThat(get("nonsenseMethods").statusCode()).isEqualTo(404);
        assertThat(get("softwareOathMethods/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void an_administrator_takes_a_lost_passkey_away() {
        String id = get("fido2Methods").jsonPath().getString("value[0].id");

        assertThat(delete(member(mira), "fido2Methods/" + id).statusCode()).isEqualTo(403);
        assertThat(delete(administrator(), "softwareOathMethods/" + id).statusCode())
                .isEqualTo(404);
        assertThat(delete(administrator(), "fido2Methods/" + id).statusCode()).isEqualTo(204);
        assertThat(delete(administrator(), "fido2Methods/" + id).statusCode()).isEqualTo(404);
        assertThat(delete(administrator(), "fido2Methods/nonsense").statusCode())
                .isEqualTo(404);

        SignIns.open(mira).passkey(phone).is("sign-in", "H14", 50126);
        SignIns.open(mira).password(Member.PASSWORD).is("more-information-required", "H4", 50079);
    }

    @Test
    void nobody_helps_himself_or_somebody_who_outranks_him_or_is_elsewhere() {
        Member helper = home.person("helper", DirectoryRole.AUTHENTICATION_ADMINISTRATOR.id());
        var byHelper = Callers.member(
                home.tenant(),
                helper.id(),
                DirectoryRole.AUTHENTICATION_ADMINISTRATOR.id().toString());

        assertThat(as(byHelper)
                        .body(Map.of())
                        .post(path(hana, "temporaryAccessPassMethods"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(as(administrator())
                        .body(Map.of())
                        .post(path(hana, "temporaryAccessPassMethods"))
                        .statusCode())
                .isEqualTo(403);
        var foreign = Callers.member(
                Home.called("Customer").tenant(),
                hana.id(),
                DirectoryRole.GLOBAL_ADMINISTRATOR.id().toString());
        assertThat(as(foreign)
                        .body(Map.of())
                        .post(path(mira, "temporaryAccessPassMethods"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_pass_is_shown_once_and_is_a_first_factor_and_no_second() {
        Response made = pass(mira, Map.of("lifetimeInMinutes", 60, "isUsableOnce", true));
        assertThat(made.statusCode()).isEqualTo(201);
        String text = made.jsonPath().getString("temporaryAccessPass");
        assertThat(text).matches("([0-9A-Z]{4}-){3}[0-9A-Z]{4}");
        Response listed = get("temporaryAccessPassMethods");
        assertThat(listed.asString()).doesNotContain(text);
        assertThat(listed.jsonPath().getString("value[0].methodUsabilityReason"))
                .isEqualTo("EnabledByPolicy");

        SignIns.open(mira).accessPass("0000-0000-0000-0000").is("sign-in", "H14", 50126);
        SignIns.open(mira)
                .accessPass(text)
                .is("verify-identity", "H4", 50076)
                .passkey(phone)
                .is("signed-in", "H4", 0);

        SignIns.open(mira).accessPass(text).is("sign-in", "H14", 50126);
        assertThat(get("temporaryAccessPassMethods").jsonPath().getString("value[0].methodUsabilityReason"))
                .isEqualTo("OneTimeUsed");
    }

    @Test
    void somebody_without_a_factor_registers_one_with_a_pass_in_its_time_only() {
        Member noor = home.person("noor");
        SignIns.firstOf(noor);
        Instant start = clock.instant().plus(Duration.ofHours(1));
        Response made = pass(noor, Map.of("startDateTime", start.toString(), "lifetimeInMinutes", 30));
        String text = made.jsonPath().getString("temporaryAccessPass");
        assertThat(made.jsonPath().getString("methodUsabilityReason")).isEqualTo("NotYetValid");

        SignIns.open(noor).accessPass(text).is("sign-in", "H14", 50126);
        clock.pass(Duration.ofMinutes(61));
        SignIns.open(noor)
                .accessPass(text)
                .is("more-information-required", "H4", 50079)
                .register(noor, new Authenticator())
                .is("signed-in", "H4", 0);
        clock.pass(Duration.ofMinutes(30));
        SignIns.open(noor).accessPass(text).is("sign-in", "H14", 50126);
    }

    @Test
    void a_pass_that_cannot_be_is_refused_and_one_is_withdrawn() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("lifetimeInMinutes", 9),
                Map.of("lifetimeInMinutes", 43_201),
                Map.of("lifetimeInMinutes", "soon"),
                Map.of("startDateTime", "2999-01-01T00:00:00Z"),
                Map.of("startDateTime", "tomorrow"))) {
            assertThat(pass(mira, wrong).statusCode()).as(wrong.toString()).isEqualTo(400);
        }
        Response made = pass(mira, Map.of("@odata.type", "#microsoft.graph.temporaryAccessPassAuthenticationMethod"));
        String id = made.jsonPath().getString("id");

        assertThat(delete(administrator(), "temporaryAccessPassMethods/" + id).statusCode())
                .isEqualTo(204);

        SignIns.open(mira)
                .accessPass(made.jsonPath().getString("temporaryAccessPass"))
                .is("sign-in", "H14", 50126);
    }

    /** Invariant 6: what was registered since counts again when somebody of home says that it is the owner's. */
    @Test
    void an_administrator_vouches_for_a_factor_that_is_doubted() {
        Member noor = home.person("noor");
        SignIns.firstOf(noor);
        clock.pass(Duration.ofMinutes(8));
        Authenticator hers = new Authenticator();
        SignIns.open(noor).password(Member.PASSWORD).register(noor, hers);
        riskService.isAtRisk(noor.id(), RiskLevel.HIGH, DetectionType.LEAKED_CREDENTIALS, Route.ADMINISTRATOR);
        String reset = as(administrator())
                .body(Map.of())
                .post(path(noor, "methods/" + PASSWORD + "/resetPassword"))
                .jsonPath()
                .getString("newPassword");
        riskService.isClear(noor.id());
        String method =
                as(administrator()).get(path(noor, "fido2Methods")).jsonPath().getString("value[0].id");
        assertThat(as(administrator())
                        .get(path(noor, "fido2Methods"))
                        .jsonPath()
                        .getString("value[0].usabilityReason"))
                .isEqualTo("registeredAfterActivity");
        SignIns.open(noor).passkey(hers).is("sign-in", "H14", 50126);
        SignIns.open(noor).password(reset).is("more-information-required", "H13", 50055);

        String confirm = path(noor, "methods/" + method + "/confirm");
        assertThat(as(member(noor)).post(confirm).statusCode()).isEqualTo(403);
        assertThat(as(administrator()).post(confirm).statusCode()).isEqualTo(204);
        assertThat(as(administrator()).post(confirm).statusCode()).isEqualTo(204);
        assertThat(as(administrator())
                        .post(path(noor, "methods/" + UUID.randomUUID() + "/confirm"))
                        .statusCode())
                .isEqualTo(404);

        SignIns.open(noor)
                .password(reset)
                .is("verify-identity", "H13", 50055)
                .passkey(hers)
                .is("change-password", "H13", 50055);
    }

    @Test
    void a_reset_is_an_operation_that_is_done() {
        Response reset = as(administrator()).body(Map.of()).post(path(mira, "methods/" + PASSWORD + "/resetPassword"));

        String location = reset.header("Location");
        assertThat(location)
                .startsWith("http://localhost:8080/v1.0/users/" + mira.id() + "/authentication/operations/");
        String operation = location.substring(location.lastIndexOf('/') + 1);
        assertThat(get("operations/" + operation).jsonPath().getString("status"))
                .isEqualTo("succeeded");
        assertThat(get("operations/invented").statusCode()).isEqualTo(404);
        assertThat(as(administrator())
                        .get(path(hana, "operations/" + operation))
                        .statusCode())
                .isEqualTo(404);
    }

    private Response pass(Member member, Map<String, Object> wanted) {
        return as(administrator()).body(wanted).post(path(member, "temporaryAccessPassMethods"));
    }

    private Response get(String what) {
        return as(administrator()).get(path(mira, what));
    }

    private Response delete(Caller caller, String what) {
        return as(caller).delete(path(mira, what));
    }

    private Caller administrator() {
        return Callers.member(
                home.tenant(),
                hana.id(),
                DirectoryRole.GLOBAL_ADMINISTRATOR.id().toString());
    }

    private Caller member(Member member) {
        return Callers.member(home.tenant(), member.id());
    }

    private static String path(Member member, String what) {
        return "/v1.0/users/" + member.id() + "/authentication/" + what;
    }

    private static RequestSpecification as(Caller caller) {
        return given().auth()
                .oauth2(Callers.token("remediation-service", caller))
                .contentType("application/json");
    }
}
