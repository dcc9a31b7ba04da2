package io.homeward.remediation.page;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.remediation.credential.Capabilities;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.OpenIdProviders;
import io.homeward.remediation.fixture.OpenIdProviders.TenantProvider;
import io.homeward.remediation.fixture.RiskServiceStandIn;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.TenantServiceStandIn;
import io.homeward.remediation.fixture.World;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.testsupport.Callers;
import io.homeward.vault.Vault;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** People whom their organisation's own provider signs in, and everybody who would like to be taken for one of them. */
@QuarkusTest
@WithTestResource(World.class)
class FederatedSignInTest {
    private static final String GLOBAL = "62e90394-69f5-4237-9190-012177145e10";
    private static final String FAILED = "was not completed, or your account cannot be used here";

    @Inject
    MovableClock clock;

    @Inject
    Vault vault;

    @Inject
    TenantDatabase database;

    @Inject
    Capabilities capabilities;

    private final TenantProvider provider = OpenIdProviders.INSTANCE.another();

    @BeforeEach
    void today() {
        clock.reset();
    }

    @Test
    void whoever_signs_in_at_his_organisation_is_signed_in_here_and_goes_back_to_the_application() {
        Member mira = federated("Fjord Clinic");
        Browser browser = at(mira);

        assertThat(browser.page())
                .contains("Your organisation signs you in", "Go to my organisation")
                .doesNotContain("name=\"password\"", "temporaryAccessPass");
        assertThat(browser.last().header("Refresh")).isEqualTo("0;url=" + browser.path() + "/federated");
        URI asked = asked(browser);
        assertThat(asked.toString()).startsWith(provider.issuer() + "/authorize?");
        assertThat(asked.getQuery())
                .contains("response_type=code", "code_challenge_method=S256", "login_hint=" + mira.userPrincipalName());
        browser.open(provider.answer(asked, "s-1", mira.userPrincipalName()));

        signedIn(browser);
    }

    @Test
    void a_person_is_his_subject_and_never_again_a_name() {
        Member mira = federated("Subject");
        signedIn(through(mira, "s-1", mira.userPrincipalName()));

        signedIn(through(mira, "s-1", "another.name@" + mira.home().domain()));
        refused(through(mira, "s-2", mira.userPrincipalName()));
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                lie("nonce", claims -> claims.claim("nonce", "another")),
                lie("no nonce", claims -> claims.claim("nonce", null)),
                lie("issuer", claims -> claims.issuer("https://evil.example")),
                lie("audience", claims -> claims.audience("another")),
                lie("two audiences and no azp", claims -> claims.audience(List.of(TenantProvider.CLIENT, "another"))),
                lie("azp", claims -> claims.claim("azp", "another")),
                lie(
                        "expired",
                        claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(90)))),
                lie("no end", claims -> claims.expirationTime(null)),
                lie(
                        "of tomorrow",
                        claims -> claims.issueTime(Date.from(Instant.now().plusSeconds(90)))),
                lie(
                        "of yesterday",
                        claims -> claims.issueTime(Date.from(Instant.now().minus(Duration.ofHours(20))))),
                lie("at_hash", claims -> claims.claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA")),
                lie("no subject", claims -> claims.subject(null)),
                lie("unverified mail", claims -> claims.claim("email_verified", false)),
                lie("mail of which nothing is said", claims -> claims.claim("email_verified", null)),
                lie("mail of another domain", claims -> claims.claim("email", "mira@elsewhere.example")),
                lie("no mail", claims -> claims.claim("email", null)));
    }

    private static Arguments lie(String name, UnaryOperator<JWTClaimsSet.Builder> claims) {
        return Arguments.of(name, claims);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void a_token_that_is_not_wholly_right_opens_nothing(String name, UnaryOperator<JWTClaimsSet.Builder> lie) {
        Member mira = federated("Lies");
        Browser browser = at(mira);

        browser.open(provider.answer(asked(browser), "s-1", mira.userPrincipalName(), lie));
        refused(browser);

        signedIn(browser.open(provider.answer(asked(browser), "s-1", mira.userPrincipalName())));
    }

    @Test
    void a_token_without_a_signature_or_by_a_foreign_key_opens_nothing() {
        Member mira = federated("Forged");
        provider.signing(claims -> new PlainJWT(claims).serialize());
        refused(through(mira, "s-1", mira.userPrincipalName()));

        provider.signing(provider::forged);
        refused(through(mira, "s-1", mira.userPrincipalName()));

        provider.signing(claims -> mac(claims));
        refused(through(mira, "s-1", mira.userPrincipalName()));
    }

    /** Signed with the client's secret, as if that were a key. */
    private static String mac(JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(new com.nimbusds.jose.JWSHeader(com.nimbusds.jose.JWSAlgorithm.HS256), claims);
            token.sign(new com.nimbusds.jose.crypto.MACSigner(
                    (TenantProvider.SECRET + TenantProvider.SECRET).substring(0, 40)));
            return token.serialize();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_key_that_is_new_is_found_and_the_provider_is_not_asked_for_it_again_and_again() {
        Member mira = federated("Keys");
        signedIn(through(mira, "s-1", mira.userPrincipalName()));
        provider.rotate();

        refused(through(mira, "s-1", mira.userPrincipalName()));
    }

    @Test
    void an_answer_is_good_once_and_in_the_browser_that_asked() {
        Member mira = federated("Once");
        Browser browser = at(mira);
        Browser other = at(mira);
        String answer = provider.answer(asked(browser), "s-1", mira.userPrincipalName());

        assertThat(other.open(answer).last().statusCode()).isEqualTo(404);
        signedIn(browser.open(answer));

        browser.open(answer);
        signedIn(browser);
        Browser again = at(mira);
        String stale = answer.replaceAll("state=[^&]*", "state=" + state(asked(again)));
        refused(again.open(stale));
    }

    @Test
    void an_answer_to_an_earlier_question_changes_nothing() {
        Member mira = federated("Earlier");
        Browser browser = at(mira);
        URI first = asked(browser);
        browser.open(provider.error(first, "access_denied"));
        refused(browser);

        browser.open(provider.answer(first, "s-1", mira.userPrincipalName()));

        refused(browser);
        assertThat(state(asked(browser))).isNotEqualTo(state(first));
    }

    @Test
    void an_answer_that_another_provider_sent_is_refused() {
        Member mira = federated("Mixed");
        TenantProvider evil = OpenIdProviders.INSTANCE.another();
        Browser browser = at(mira);
        refused(browser.open(evil.answer(asked(browser), "s-1", mira.userPrincipalName())));

        Browser without = at(mira);
        String unnamed =
                provider.answer(asked(without), "s-1", mira.userPrincipalName()).replaceAll("&iss=.*", "");
        refused(without.open(unnamed));
    }

    @Test
    void what_is_no_answer_is_a_calm_page() {
        Member mira = federated("Calm");
        Browser browser = at(mira);
        String state = state(asked(browser));
        String back = "/" + mira.home().tenant() + "/sign-in/federated";

        for (String query : List.of(
                "",
                "?state=" + state,
                "?code=a&state=nonsense",
                "?code=a&state=" + UUID.randomUUID() + ".x",
                "?code=a&code=b&state=" + state,
                "?code=a&error=b&state=" + state,
                "?code=" + "a".repeat(8_001) + "&state=" + state)) {
            assertThat(browser.open(back + query).last().statusCode()).as(query).isEqualTo(404);
            assertThat(browser.page()).contains("<html");
        }
    }

    @Test
    void a_provider_that_cannot_be_reached_is_said_to_be_so() {
        Member mira = federated("Away");
        provider.away(true);
        Browser browser = at(mira);

        browser.open(browser.path() + "/federated");

        assertThat(browser.last().statusCode()).isEqualTo(503);
        assertThat(browser.page()).contains("cannot be reached");
    }

    @Test
    void the_disabled_and_the_unknown_have_one_answer() {
        Member mira = federated("Disabled");
        String unknown = through(mira, "s-9", "nobody@" + mira.home().domain()).page();
        mira.home().tell(mira, false, false, Set.of());
        eventually(() -> through(mira, "s-1", mira.userPrincipalName()).page().contains(FAILED));
        String disabled = through(mira, "s-1", mira.userPrincipalName()).page();

        assertThat(shape(disabled)).isEqualTo(shape(unknown));
    }

    @Test
    void a_password_from_before_opens_nothing_and_is_not_counted_as_one() {
        Member mira = federated("Before");

        SignIns flow = SignIns.open(mira);
        assertThat(flow.asks()).containsExactly("federated", "cancel");
        assertThat(flow.password(Member.PASSWORD).last().statusCode()).isEqualTo(409);
        assertThat(changesPassword(mira)).isFalse();
        assertThat(SignIns.open(mira).step(Map.of("type", "federated")).last().statusCode())
                .isEqualTo(400);
    }

    @Test
    void when_the_provider_goes_the_password_is_back() {
        Home home = Home.called("Goes");
        Member mira = home.person("mira");
        SignIns.firstOf(mira);
        UUID id = home.federates(provider, vault, Map.of());
        eventually(() -> !changesPassword(mira));

        home.federatesNoMore(id);

        eventually(() -> changesPassword(mira));
        assertThat(SignIns.open(mira).asks()).contains("password");
    }

    @Test
    void a_forgotten_password_is_not_replaced_here_and_an_administrator_gives_none() {
        Member mira = federated("Reset");
        assertThat(SignIns.recovering(mira, "127.0.0.1").state()).isEqualTo("recovery-unavailable");

        Member hana = mira.home().person("hana", DirectoryRole.GLOBAL_ADMINISTRATOR.id());
        eventually(() -> SignIns.open(hana).asks().contains("federated"));
        given().auth()
                .oauth2(Callers.token(
                        "remediation-service", Callers.member(mira.home().tenant(), hana.id(), GLOBAL)))
                .contentType("application/json")
                .body(Map.of())
                .post("/v1.0/users/" + mira.id()
                        + "/authentication/methods/28c10230-6103-485e-b985-444c60001490/resetPassword")
                .then()
                .statusCode(400);
    }

    @Test
    void a_second_factor_is_asked_here_whatever_the_provider_says_of_its_own() {
        Member mira = federated("Mfa");
        mira.home().always(Control.MFA);
        eventually(() -> {
            Browser browser = at(mira);
            browser.open(provider.answer(asked(browser), "s-1", mira.userPrincipalName(), claims -> claims.claim(
                            "amr", List.of("pwd", "mfa"))
                    .claim("acr", "phr")));
            return !browser.page().isEmpty()
                    && !String.valueOf(browser.last().header("Location")).startsWith("https://reading");
        });
    }

    @Test
    void somebody_at_risk_cannot_help_himself_and_is_told_who_can() {
        Member mira = federated("Risk");
        mira.home().whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE);
        RiskServiceStandIn.INSTANCE.isAtRisk(
                mira.id(), RiskLevel.HIGH, DetectionType.LEAKED_CREDENTIALS, Route.PASSWORD_CHANGE);

        eventually(() -> through(mira, "s-1", mira.userPrincipalName())
                .page()
                .contains("Your organisation keeps your password elsewhere"));
        assertThat(through(mira, "s-1", mira.userPrincipalName()).page())
                .contains("Your account is blocked", "an administrator of");
    }

    @Test
    void an_application_that_wants_a_fresh_proof_gets_one_of_the_provider() {
        Member mira = federated("Fresh");
        Browser browser = at(mira, "&prompt=login");
        URI asked = asked(browser);
        assertThat(asked.getQuery()).contains("prompt=login", "max_age=0");

        refused(browser.open(provider.answer(
                asked,
                "s-1",
                mira.userPrincipalName(),
                claims -> claims.claim(
                        "auth_time", Instant.now().minusSeconds(3_600).getEpochSecond()))));
        signedIn(browser.open(provider.answer(
                asked(browser),
                "s-1",
                mira.userPrincipalName(),
                claims -> claims.claim("auth_time", Instant.now().getEpochSecond()))));
    }

    @Test
    void where_the_tenant_says_so_another_claim_stands_for_the_address() {
        Home home = Home.called("Mapped");
        Member mira = home.person("mira");
        SignIns.firstOf(mira);
        home.federates(provider, vault, Map.of("email", "preferred_username"));
        Browser browser = atOnce(mira);

        browser.open(provider.answer(
                asked(browser), "s-1", "ignored@elsewhere.example", claims -> claims.claim("email_verified", null)
                        .claim("preferred_username", mira.userPrincipalName())));

        signedIn(browser);
    }

    @Test
    void who_signs_out_may_sign_out_there_too() {
        Member mira = federated("Out");
        Browser browser = through(mira, "s-1", mira.userPrincipalName());

        browser.open("/" + mira.home().tenant() + "/oauth2/v2.0/logout");

        assertThat(browser.page()).contains(provider.issuer() + "/logout?client_id=" + TenantProvider.CLIENT);
    }

    @Test
    void whoever_says_his_name_where_no_tenant_was_named_is_sent_to_his_organisation_and_comes_back() {
        Member mira = federated("Anywhere federated");
        TenantServiceStandIn.INSTANCE.knowsHomeOf(mira);
        ApplicationId room = mira.home().client(Set.of(), Browser.BACK);
        Browser.sentBy(mira.home(), room); // until it is known
        String asked =
                "client_id=%s&redirect_uri=%s&response_type=code&scope=openid&code_challenge=%s&code_challenge_method=S256"
                        .formatted(room, Browser.BACK, "a".repeat(43));
        Browser browser = new Browser().open("/common/sign-in?" + asked);

        browser.send(Map.of("name", mira.userPrincipalName(), "request", asked));

        assertThat(browser.path()).startsWith("/" + mira.home().tenant() + "/sign-in/");
        assertThat(browser.page()).contains("Go to my organisation").doesNotContain("name=\"password\"");
        signedIn(browser.open(provider.answer(asked(browser), "s-1", mira.userPrincipalName())));
    }

    private Member federated(String name) {
        Home home = Home.called(name);
        Member mira = home.person("mira");
        SignIns.firstOf(mira);
        home.federates(provider, vault, Map.of());
        eventually(() -> SignIns.open(mira).asks().contains("federated"));
        return mira;
    }

    private Browser through(Member member, String subject, String email) {
        Browser browser = at(member);
        return browser.open(provider.answer(asked(browser), subject, email));
    }

    private Browser at(Member member) {
        return at(member, "");
    }

    private Browser atOnce(Member member) {
        eventually(() -> SignIns.open(member).asks().contains("federated"));
        return at(member);
    }

    /** He has said who he is. */
    private Browser at(Member member, String more) {
        ApplicationId room = member.home().client(Set.of(), Browser.BACK);
        Browser browser = Browser.sentBy(member.home(), room, more);
        String request = browser.location().substring(browser.location().indexOf("request=") + 8);
        return browser.send(Map.of("name", member.userPrincipalName(), "request", request));
    }

    private static URI asked(Browser browser) {
        String flow = browser.path();
        browser.open(flow + "/federated");
        URI to = URI.create(browser.last().header("Location"));
        browser.open(flow);
        return to;
    }

    private static String state(URI asked) {
        return asked.getRawQuery().replaceAll(".*[?&]?state=([^&]*).*", "$1");
    }

    private static void signedIn(Browser browser) {
        assertThat(browser.last().statusCode()).as(browser.page()).isEqualTo(303);
        assertThat(browser.last().header("Location"))
                .startsWith(Browser.BACK + "?")
                .contains("code=");
    }

    private static void refused(Browser browser) {
        assertThat(browser.last().statusCode()).isEqualTo(200);
        assertThat(browser.page()).contains(FAILED, "Go to my organisation");
        assertThat(browser.last().header("Refresh")).isNull();
    }

    private static String shape(String page) {
        return page.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "").replaceAll("[0-9T:-]+Z", "");
    }

    private boolean changesPassword(Member member) {
        return database.in(member.home().tenant(), handle -> capabilities
                .find(handle, member.home().tenant(), member.id())
                .orElseThrow()
                .passwordChangeable());
    }
}
