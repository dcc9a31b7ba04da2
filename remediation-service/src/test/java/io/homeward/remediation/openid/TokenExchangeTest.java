package io.homeward.remediation.openid;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.feed.FeedJson;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.RiskServiceStandIn;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.TenantServiceStandIn;
import io.homeward.remediation.fixture.World;
import io.homeward.testsupport.Callers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A technician's token of his home against one for a customer's tenant. */
@QuarkusTest
@WithTestResource(World.class)
class TokenExchangeTest {
    private static final String TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";
    private static final GroupId TECHNICIANS = new GroupId(UUID.randomUUID());
    private static final RoleId HELPDESK = RoleId.of("729827e3-9c14-49f7-bb1b-9608f156bbb8");

    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;

    @Inject
    MovableClock clock;

    private Home provider;
    private Home customer;

    @BeforeEach
    void today() {
        clock.reset();
        provider = Home.called("Provider").registrationDemanded().whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE);
        customer = Home.called("Customer");
    }

    @AfterEach
    void everybodyIsBack() {
        riskService.away(false);
        TenantServiceStandIn.INSTANCE.away(false);
    }

    @Test
    void a_technician_enters_and_the_token_is_of_the_same_session() {
        Member tom = technician();
        String homeToken = signedIn(tom);
        provider.serves(customer.tenant(), "active", TECHNICIANS, Set.of(HELPDESK));

        eventually(() -> exchange(customer, homeToken).statusCode() == 200);
        Response answer = exchange(customer, homeToken);

        assertThat(answer.jsonPath().getString("issued_token_type")).isEqualTo(TOKEN_TYPE);
        JsonNode home = claims(homeToken);
        JsonNode abroad = claims(answer.jsonPath().getString("access_token"));
        assertThat(abroad.path("iss").asText()).isEqualTo("http://localhost:8080/" + customer.tenant() + "/v2.0");
        assertThat(abroad.path("tid").asText()).isEqualTo(customer.tenant().toString());
        for (String kept : new String[] {
            "home_tid", "sub", "sid", "auth_time", "amr", "mfa_time", "se", "re", "scored", "sign_in_risk"
        }) {
            assertThat(abroad.path(kept)).as(kept).isEqualTo(home.path(kept));
        }
    }

    /** A portal's server is not where the person is. */
    @Test
    void every_exchange_is_a_use_of_the_session_told_without_the_address_of_a_portals_server() {
        Member tom = technician();
        String homeToken = signedIn(tom);

        refused(exchange(customer, homeToken), "access_denied", 500213);

        eventually(() -> uses(tom).size() == 1);
        JsonNode use = uses(tom).getFirst();
        assertThat(use.path("sessionId")).isEqualTo(claims(homeToken).path("sid"));
        assertThat(use.path("incomingTokenType").asText()).isEqualTo("accessToken");
        assertThat(use.path("userId").asText()).isEqualTo(tom.id().toString());
        assertThat(use.at("/status/errorCode").asInt()).isEqualTo(500213);
        assertThat(use.path("ipAddress").isNull()).isTrue();
        assertThat(use.path("userAgent").isNull()).isTrue();
    }

    @Test
    void where_the_person_himself_exchanges_it_is_told_from_where() {
        provider.application(provider.application(), true, Set.of(), Set.of());
        Member tom = technician();
        String homeToken = signedIn(tom);
        Map<String, String> client = Map.of("client_id", provider.application().toString());

        eventually(() -> Integer.valueOf(500213)
                .equals(form(customer, client, homeToken).jsonPath().get("error_codes[0]")));

        eventually(() -> !uses(tom).isEmpty());
        assertThat(uses(tom).getFirst().path("ipAddress").asText()).isEqualTo("198.51.100.77");
    }

    private List<JsonNode> uses(Member member) {
        return riskService.signInsOf(member.userPrincipalName()).stream()
                .filter(signIn -> !signIn.path("isInteractive").asBoolean())
                .toList();
    }

    @Test
    void the_token_ends_with_the_session_at_the_latest() {
        Member tom = technician();
        String homeToken = signedIn(tom);
        provider.serves(customer.tenant(), "active", TECHNICIANS, Set.of(HELPDESK));
        eventually(() -> exchange(customer, homeToken).statusCode() == 200);
        long authTime = claims(homeToken).path("auth_time").asLong();

        clock.pass(Duration.ofMinutes(9));
        JsonNode later = claims(exchange(customer, homeToken).jsonPath().getString("access_token"));

        assertThat(later.path("exp").asLong())
                .isLessThanOrEqualTo(authTime + Duration.ofHours(12).toSeconds());
        clock.pass(Duration.ofMinutes(2));
        refused(exchange(customer, homeToken), "invalid_request", 50027); // the home token itself has expired
    }

    @Test
    void without_a_relationship_nothing_is_revealed() {
        String homeToken = signedIn(technician());

        refused(exchange(customer, homeToken), "access_denied", 500213);
        refused(exchange(Home.called("Nowhere"), homeToken), "access_denied", 500213);
    }

    @Test
    void a_terminated_relationship_lets_nobody_in() {
        String homeToken = signedIn(technician());
        provider.serves(customer.tenant(), "terminated", TECHNICIANS, Set.of(HELPDESK));

        eventually(() -> "D22".equals(exchange(customer, homeToken).jsonPath().getString("homeward.rule")));
    }

    @Test
    void somebody_at_risk_is_told_what_he_can_do_at_home() {
        Member tom = technician();
        String homeToken = signedIn(tom);
        provider.serves(customer.tenant(), "active", TECHNICIANS, Set.of(HELPDESK));
        eventually(() -> exchange(customer, homeToken).statusCode() == 200);
        riskService.isAtRisk(tom.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.PASSWORD_CHANGE);

        Response answer = exchange(customer, homeToken);

        refused(answer, "access_denied", 530034);
        var body = answer.jsonPath();
        assertThat(body.getString("homeward.rule")).isEqualTo("D3");
        assertThat(body.getBoolean("homeward.standing.blocked")).isTrue();
        assertThat(body.getString("homeward.standing.homeTenant.name")).isEqualTo("Provider");
        assertThat(body.getString("homeward.standing.whoCanAct")).isEqualTo("self");
        assertThat(body.getString("homeward.standing.remediation.kind")).isEqualTo("securePasswordChange");
        assertThat(body.getString("homeward.standing.remediation.link"))
                .isEqualTo("http://localhost:8080/" + provider.tenant() + "/remediate");
        assertThat(answer.asString()).doesNotContain("passwordSpray");
    }

    @Test
    void an_unknown_standing_is_no_clear_one() {
        String homeToken = signedIn(technician());
        provider.serves(customer.tenant(), "active", TECHNICIANS, Set.of(HELPDESK));
        eventually(() -> exchange(customer, homeToken).statusCode() == 200);

        riskService.away(true);
        Response unscored = exchange(customer, homeToken);
        riskService.away(false);
        TenantServiceStandIn.INSTANCE.away(true);
        eventually(() -> "D19".equals(exchange(customer, homeToken).jsonPath().getString("homeward.rule")));
        TenantServiceStandIn.INSTANCE.away(false);

        refused(unscored, "access_denied", 530034);
        assertThat(unscored.jsonPath().getString("homeward.rule")).isEqualTo("D19");
        assertThat(unscored.header("Retry-After")).isEqualTo("1");
        eventually(() -> exchange(customer, homeToken).statusCode() == 200);
    }

    @Test
    void a_technician_without_a_second_factor_does_not_enter() {
        Member tom = provider.person("tom", Set.of(TECHNICIANS));
        String homeToken = SignIns.firstOf(tom).skip().token();
        provider.serves(customer.tenant(), "active", TECHNICIANS, Set.of(HELPDESK));

        eventually(() -> "D18".equals(exchange(customer, homeToken).jsonPath().getString("homeward.rule")));
    }

    @Test
    void a_session_without_mfa_steps_up_at_home_first() {
        Member tom = technician();
        signedIn(tom);
        provider.serves(customer.tenant(), "active", TECHNICIANS, Set.of(HELPDESK));
        String withoutMfa = SignIns.open(tom).password(Member.PASSWORD).token();

        eventually(() -> "D23".equals(exchange(customer, withoutMfa).jsonPath().getString("homeward.rule")));
        refused(exchange(customer, withoutMfa), "interaction_required", 50076);
    }

    @Test
    void a_session_that_could_not_be_scored_yields_no_foreign_token() {
        Member tom = technician();
        signedIn(tom);
        provider.serves(customer.tenant(), "active", TECHNICIANS, Set.of(HELPDESK));
        riskService.away(true);
        SignIns signIn = SignIns.open(tom).password(Member.PASSWORD);
        String unscored = signIn.totp(tom.code(clock)).token();
        assertThat(claims(unscored).path("scored").asBoolean()).isFalse();

        Response away = exchange(customer, unscored);
        riskService.away(false);

        assertThat(away.statusCode()).isEqualTo(400);
        // Once it has been scored after all, it counts.
        eventually(() -> exchange(customer, unscored).statusCode() == 200);
    }

    @Test
    void only_a_home_token_is_exchanged_and_only_by_its_own_client() {
        String homeToken = signedIn(technician());
        provider.serves(customer.tenant(), "active", TECHNICIANS, Set.of(HELPDESK));
        Home another = Home.called("Another");
        provider.serves(another.tenant(), "active", TECHNICIANS, Set.of(HELPDESK));
        eventually(() -> exchange(customer, homeToken).statusCode() == 200);
        String foreign = exchange(customer, homeToken).jsonPath().getString("access_token");

        Response chained = exchange(another, foreign);
        var other = new ApplicationId(UUID.randomUUID());
        provider.application(other, true, Set.of(), Set.of("other"));

        refused(chained, "access_denied", 500213);
        assertThat(chained.jsonPath().getString("homeward.rule")).isEqualTo("D26");
        refused(exchange(provider, homeToken), "invalid_request", 50027);
        assertThat(form(customer, Map.of("client_id", other.toString(), "client_secret", "other"), homeToken)
                        .statusCode())
                .isEqualTo(401);
        assertThat(form(customer, Map.of("client_id", provider.application().toString()), homeToken)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void the_token_of_an_ended_session_is_worth_nothing() {
        Member tom = technician();
        String homeToken = signedIn(tom);
        provider.serves(customer.tenant(), "active", TECHNICIANS, Set.of(HELPDESK));
        eventually(() -> exchange(customer, homeToken).statusCode() == 200);

        provider.tell(tom, false, false, Set.of(TECHNICIANS));

        eventually(() -> exchange(customer, homeToken).asString().contains("\"error_codes\":[50133]"));
    }

    @Test
    void the_token_of_a_grant_that_was_revoked_is_worth_nothing() {
        Member tom = technician();
        signedIn(tom);
        provider.serves(customer.tenant(), "active", TECHNICIANS, Set.of(HELPDESK));
        ApplicationId portal = provider.client(Set.of(), Asking.REDIRECT);
        Asking asking = Asking.of(provider, portal)
                .with("scope", "openid offline_access http://localhost:8080/.default")
                .with("acr_values", "mfa");
        SignIns proven = SignIns.answering(tom, portal, asking.request())
                .password(Member.PASSWORD)
                .totp(tom.code(clock));
        String code = Asking.query(URI.create(proven.json().getString("answer.redirect")))
                .get("code");
        var tokens = atHome(
                        "token",
                        Map.of(
                                "grant_type",
                                "authorization_code",
                                "client_id",
                                portal.toString(),
                                "redirect_uri",
                                Asking.REDIRECT,
                                "code",
                                code,
                                "code_verifier",
                                Asking.VERIFIER))
                .jsonPath();
        String homeToken = tokens.getString("access_token");
        Map<String, String> client = Map.of("client_id", portal.toString());
        eventually(() -> form(customer, client, homeToken).statusCode() == 200);

        assertThat(atHome("revoke", Map.of("client_id", portal.toString(), "token", tokens.getString("refresh_token")))
                        .statusCode())
                .isEqualTo(200);

        refused(form(customer, client, homeToken), "invalid_request", 50027);
    }

    @Test
    void a_token_that_is_not_ours_is_none() {
        String homeToken = signedIn(technician());
        String[] parts = homeToken.split("\\.");
        String none = base64("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + parts[1] + ".";
        String changed = parts[0] + "."
                + base64(claims(homeToken).toString().replace("\"scored\":true", "\"scored\":false")) + "." + parts[2];

        for (String token :
                new String[] {none, changed, "nonsense", parts[0] + "." + parts[1] + ".", "a".repeat(9_000)}) {
            refused(exchange(customer, token), "invalid_request", 50027);
        }
    }

    private Member technician() {
        return provider.person("tom", Set.of(TECHNICIANS));
    }

    /** With a second factor. */
    private String signedIn(Member member) {
        return SignIns.firstOf(member).register(member, clock).token();
    }

    private Response exchange(Home entered, String token) {
        return form(
                entered, Map.of("client_id", provider.application().toString(), "client_secret", Home.SECRET), token);
    }

    private Response atHome(String endpoint, Map<String, String> form) {
        return RestAssured.given()
                .auth()
                .oauth2(Callers.token("remediation-service", Callers.anonymous()))
                .contentType("application/x-www-form-urlencoded")
                .formParams(form)
                .post("/" + provider.tenant() + "/oauth2/v2.0/" + endpoint);
    }

    private static Response form(Home entered, Map<String, String> client, String token) {
        return RestAssured.given()
                .auth()
                .oauth2(Callers.token("remediation-service", Callers.anonymous()))
                .header("Homeward-Client-Ip", "198.51.100.77")
                .contentType("application/x-www-form-urlencoded")
                .formParams(client)
                .formParam("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
                .formParam("subject_token", token)
                .formParam("subject_token_type", TOKEN_TYPE)
                .post("/" + entered.tenant() + "/oauth2/v2.0/token");
    }

    private static void refused(Response answer, String error, int number) {
        assertThat(answer.jsonPath().getString("error")).as(answer.asString()).isEqualTo(error);
        assertThat(answer.jsonPath().getInt("error_codes[0]")).isEqualTo(number);
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    private static JsonNode claims(String token) {
        try {
            return FeedJson.mapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
