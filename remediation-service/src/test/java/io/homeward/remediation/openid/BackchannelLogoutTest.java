package io.homeward.remediation.openid;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import io.homeward.accessrules.ApplicationId;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.LogoutReceiver;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.remediation.session.BrowserSessions;
import io.homeward.remediation.session.SessionId;
import io.homeward.remediation.session.Sessions;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.testsupport.Callers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenID Connect Back-Channel Logout 1.0, to applications with a real server and checked by a library. */
@QuarkusTest
@WithTestResource(World.class)
class BackchannelLogoutTest {
    private static final String EDGE = "http://localhost:8080";

    @Inject
    MovableClock clock;

    @Inject
    TenantDatabase database;

    @Inject
    BrowserSessions browsers;

    @Inject
    Sessions sessions;

    @Inject
    TellLogouts tell;

    private Home home;
    private Member mira;
    private LogoutReceiver.Waiting application;
    private ApplicationId client;

    @BeforeEach
    void somebody_with_an_application_that_wants_to_be_told() {
        clock.reset();
        home = Home.called("Told");
        mira = home.person("mira");
        SignIns.firstOf(mira);
        application = LogoutReceiver.INSTANCE.another();
        client = telling(application.url());
    }

    @Test
    void discovery_says_so() {
        var document = anonymous()
                .get("/" + home.tenant() + "/v2.0/.well-known/openid-configuration")
                .jsonPath();

        assertThat(document.getBoolean("backchannel_logout_supported")).isTrue();
        assertThat(document.getBoolean("backchannel_logout_session_supported")).isTrue();
    }

    @Test
    void whoever_signs_out_is_signed_out_where_he_signed_in_and_nowhere_else_is_told() throws Exception {
        LogoutReceiver.Waiting elsewhere = LogoutReceiver.INSTANCE.another();
        telling(elsewhere.url());
        String idToken = redeemed().jsonPath().getString("id_token");
        String sid = JWTParser.parse(idToken).getJWTClaimsSet().getStringClaim("sid");

        signOut(idToken);

        eventually(() -> application.told().size() == 1);
        String told = application.told().getFirst();
        assertThat(told).startsWith("POST from=homeward logout_token=");
        String token = told.substring(told.indexOf("logout_token=") + 13);
        LogoutTokenClaimsSet claims = new LogoutTokenValidator(
                        new Issuer(EDGE + "/" + home.tenant() + "/v2.0"),
                        new ClientID(client.toString()),
                        JWSAlgorithm.RS256,
                        JWKSet.parse(anonymous()
                                .get("/" + home.tenant() + "/discovery/v2.0/keys")
                                .asString()))
                .validate(JWTParser.parse(token));
        assertThat(claims.getSubject().getValue()).isEqualTo(mira.id().toString());
        assertThat(claims.getSessionID().getValue()).isEqualTo(sid);
        assertThat(JWTParser.parse(token).getHeader().getType()).hasToString("logout+jwt");
        assertThat(JWTParser.parse(token).getJWTClaimsSet().getClaim("nonce")).isNull();
        tell.tell();
        assertThat(application.told()).hasSize(1);
        assertThat(elsewhere.told()).isEmpty();
    }

    @Test
    void whatever_ends_all_sessions_is_told_for_each_of_them() {
        redeemed();
        redeemed();

        database.in(
                home.tenant(), handle -> sessions.endAll(handle, home.tenant(), mira.id(), "revoked", clock.instant()));

        eventually(() -> application.told().size() == 2);
    }

    @Test
    void one_that_does_not_listen_is_told_again_later_and_given_up_after_a_day() {
        application.answers(503);
        signOut(redeemed().jsonPath().getString("id_token"));
        eventually(() -> application.told().size() == 1);
        tell.tell();
        assertThat(application.told()).as("not at once").hasSize(1);

        application.answers(204);
        clock.pass(Duration.ofMinutes(2));
        eventually(() -> application.told().size() == 2);
        clock.pass(Duration.ofHours(2));
        tell.tell();
        assertThat(application.told()).as("it has been told").hasSize(2);

        application.answers(400);
        signOut(redeemed().jsonPath().getString("id_token"));
        eventually(() -> application.told().size() == 3);
        clock.pass(Duration.ofDays(2));
        eventually(() -> application.told().size() == 4);
        clock.pass(Duration.ofDays(2));
        eventually(() -> settled() == 2);
        tell.tell();
        assertThat(application.told()).as("given up").hasSize(4);
    }

    /** An administrator of one tenant names the address; it must not reach what is inside. */
    @Test
    void nobody_is_called_inside() {
        LogoutReceiver.Waiting inside = LogoutReceiver.INSTANCE.another();
        ApplicationId curious = telling(inside.url().replace("localhost", "127.0.0.1"));
        String idToken = redeemed(curious).jsonPath().getString("id_token");

        signOut(idToken);

        eventually(() -> tried(curious) > 0);
        assertThat(inside.told()).isEmpty();
    }

    private ApplicationId telling(String url) {
        var id = new ApplicationId(UUID.randomUUID());
        home.client(id, Set.of(), Map.of("redirectUris", List.of(Asking.REDIRECT), "logoutUrl", url));
        return id;
    }

    private int tried(ApplicationId application) {
        return database.in(home.tenant(), handle -> handle.createQuery("""
                        select coalesce(max(attempts), 0) from logout_notice where tenant_id = :tenant and client_id = :client
                        """)
                .bind("tenant", home.tenant().value())
                .bind("client", application.value())
                .mapTo(Integer.class)
                .one());
    }

    private int settled() {
        return database.in(home.tenant(), handle -> handle.createQuery("""
                        select count(*) from logout_notice
                        where tenant_id = :tenant and (told_at is not null or given_up_at is not null)
                        """)
                .bind("tenant", home.tenant().value())
                .mapTo(Integer.class)
                .one());
    }

    private Response redeemed() {
        return redeemed(client);
    }

    private Response redeemed(ApplicationId application) {
        var form = new HashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("client_id", application.toString());
        form.put("redirect_uri", Asking.REDIRECT);
        form.put("code", Asking.of(home, application).with("scope", "openid").code(mira));
        form.put("code_verifier", Asking.VERIFIER);
        Response tokens = anonymous()
                .contentType("application/x-www-form-urlencoded")
                .formParams(form)
                .post("/" + home.tenant() + "/oauth2/v2.0/token");
        assertThat(tokens.statusCode()).as(tokens.asString()).isEqualTo(200);
        return tokens;
    }

    private void signOut(String idToken) {
        try {
            var session =
                    SessionId.of(JWTParser.parse(idToken).getJWTClaimsSet().getStringClaim("sid"));
            String cookie = database.in(home.tenant(), handle -> browsers.mint(handle, home.tenant(), session));
            Response answer = given().config(RestAssuredConfig.config()
                            .redirect(RedirectConfig.redirectConfig().followRedirects(false)))
                    .auth()
                    .oauth2(Callers.token("remediation-service", Callers.anonymous()))
                    .cookie(BrowserSessions.COOKIE, cookie)
                    .get("/" + home.tenant() + "/oauth2/v2.0/logout?id_token_hint=" + idToken);
            assertThat(answer.statusCode()).isEqualTo(303);
        } catch (java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RequestSpecification anonymous() {
        return given().auth().oauth2(Callers.token("remediation-service", Callers.anonymous()));
    }
}
