package io.homeward.remediation.openid;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.ApplicationId;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.remediation.session.BrowserSessions;
import io.homeward.remediation.session.SessionId;
import io.homeward.remediation.session.Sessions;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From an application's request to the answer that the browser takes back to it. */
@QuarkusTest
@WithTestResource(World.class)
class AuthorizeTest {
    private static final String EDGE = "http://localhost:8080";

    @Inject
    MovableClock clock;

    @Inject
    TenantDatabase database;

    @Inject
    Sessions sessions;

    @Inject
    BrowserSessions browsers;

    @BeforeEach
    void today() {
        clock.reset();
    }

    @Test
    void a_request_is_kept_and_the_browser_goes_to_the_sign_in_page() {
        Home home = Home.called("Reading");
        ApplicationId client = home.client(Set.of(), Asking.REDIRECT);

        for (Response answer : java.util.List.of(
                Asking.of(home, client).get(), Asking.of(home, client).post())) {
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.header("Location")).startsWith(EDGE + "/" + home.tenant() + "/sign-in?request=");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void a_browser_that_takes_nothing_but_pages_is_answered() {
        Home home = Home.called("Pages");
        ApplicationId client = home.client(Set.of(), Asking.REDIRECT);
        Asking.of(home, client);

        assertThat(Asking.anew(home, client).accepting("text/html").get().statusCode())
                .isEqualTo(303);
    }

    @Test
    void an_essential_acr_is_reached_or_refused_and_an_unknown_one_is_never_reached() {
        Home home = Home.called("Essential");
        Member mira = home.person("mira");
        SignIns.firstOf(mira);
        ApplicationId client = home.client(Set.of(), Asking.REDIRECT);

        for (String acr : java.util.List.of("mfa", "urn:nobody:knows")) {
            String asked = "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"" + acr + "\"]}}}";
            assertThat(Asking.query(
                            Asking.of(home, client).with("claims", asked).signIn(mira)))
                    .as(acr)
                    .containsEntry("error", "unmet_authentication_requirements");
        }
        String either = "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"phr\",\"1\"]}}}";
        assertThat(Asking.query(Asking.of(home, client).with("claims", either).signIn(mira)))
                .containsKey("code");
        String wish = "{\"id_token\":{\"acr\":{\"values\":[\"phr\"]}}}";
        assertThat(Asking.query(Asking.of(home, client).with("claims", wish).signIn(mira)))
                .containsKey("code");
    }

    @Test
    void whoever_signs_in_for_it_goes_back_with_a_code() {
        Home home = Home.called("Code");
        Member mira = home.person("mira");
        SignIns.firstOf(mira);
        ApplicationId client = home.client(Set.of(), Asking.REDIRECT);

        URI back = Asking.of(home, client).signIn(mira);

        assertThat(back.toString()).startsWith(Asking.REDIRECT + "?");
        Map<String, String> answer = Asking.query(back);
        assertThat(answer)
                .containsEntry("state", "a state & more")
                .containsEntry("iss", EDGE + "/" + home.tenant() + "/v2.0");
        assertThat(answer.get("code")).hasSizeGreaterThan(40);
    }

    @Test
    void an_answer_is_posted_or_put_in_the_fragment_where_that_is_asked() {
        Home home = Home.called("Modes");
        Member mira = home.person("mira");
        SignIns.firstOf(mira);
        ApplicationId client = home.client(Set.of(), Asking.REDIRECT);

        URI fragment = Asking.of(home, client).with("response_mode", "fragment").signIn(mira);
        assertThat(fragment.getRawQuery()).isNull();
        assertThat(Asking.parameters(fragment.getRawFragment())).containsKeys("code", "state", "iss");

        String request =
                Asking.of(home, client).with("response_mode", "form_post").request();
        SignIns posted = SignIns.answering(mira, client, request).password(Member.PASSWORD);
        assertThat(posted.json().getString("answer.post.to")).isEqualTo(Asking.REDIRECT);
        assertThat(posted.json().getMap("answer.post.parameters")).containsKeys("code", "state", "iss");
    }

    @Test
    void whoever_cancels_is_taken_back_with_access_denied() {
        Home home = Home.called("Cancelled");
        Member mira = home.person("mira");
        ApplicationId client = home.client(Set.of(), Asking.REDIRECT);
        String request = Asking.of(home, client).request();

        SignIns cancelled = SignIns.answering(mira, client, request).step(Map.of("type", "cancel"));

        assertThat(Asking.query(URI.create(cancelled.json().getString("answer.redirect"))))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "a state & more");
    }

    @Test
    void a_request_ends_after_an_hour() {
        Home home = Home.called("Late");
        Member mira = home.person("mira");
        SignIns.firstOf(mira);
        ApplicationId client = home.client(Set.of(), Asking.REDIRECT);
        String request = Asking.of(home, client).request();
        clock.pass(Duration.ofMinutes(61));

        var start = Map.of(
                "tenant", home.tenant().toString(),
                "clientId", client.toString(),
                "userPrincipalName", mira.userPrincipalName(),
                "request", request);
        Response answer = SignIns.anonymous().body(start).post("/v1/flows");

        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:homeward:problem:request-over");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://reading.example/callback/",
                "https://reading.example/Callback",
                "https://reading.example/callback?a=b",
                "https://reading.example/callback#x",
                "https://reading.example.evil.example/callback",
                "https://reading.example@evil.example/callback",
                "http://reading.example/callback",
                "https://reading.example:444/callback",
                "//reading.example/callback",
                "javascript:alert(1)",
                "https://reading.example/callback/../other",
                "https://reading.example/callback%0d%0aSet-Cookie:x",
                "nonsense"
            })
    void nobody_is_sent_to_an_address_that_is_not_registered(String address) {
        Home home = Home.called("Open");
        ApplicationId client = home.client(Set.of(), Asking.REDIRECT);
        Asking asking = Asking.of(home, client);

        Response answer = asking.with("redirect_uri", address).get();

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.header("Location")).isNull();
        assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:homeward:problem:redirect-unknown");
    }

    @Test
    void nobody_is_sent_anywhere_for_an_application_that_is_not_known() {
        Home home = Home.called("Unknown");
        ApplicationId client = home.client(Set.of(), Asking.REDIRECT);
        Asking asking = Asking.of(home, client);

        for (String id : java.util.List.of(UUID.randomUUID().toString(), "nonsense")) {
            Response answer = asking.with("client_id", id).get();
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.header("Location")).isNull();
            assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:homeward:problem:application-unknown");
        }
        Home nowhere = Home.called("Elsewhere");
        assertThat(Asking.anew(nowhere, client).get().statusCode()).isIn(400, 404);
    }

    @Test
    void a_program_on_the_persons_machine_takes_the_port_it_gets() {
        Home home = Home.called("Loopback");
        ApplicationId client = home.client(Set.of(), "http://127.0.0.1/back", Asking.REDIRECT);
        Asking asking = Asking.of(home, client);

        assertThat(asking.with("redirect_uri", "http://127.0.0.1:49152/back")
                        .get()
                        .statusCode())
                .isEqualTo(303);
        for (String other : java.util.List.of(
                "http://127.0.0.1:49152/other",
                "http://localhost:49152/back",
                "http://127.0.0.2:49152/back",
                "https://127.0.0.1:49152/back",
                "http://127.0.0.1:49152/back?x=y",
                "http://x@127.0.0.1:1/back")) {
            assertThat(asking.with("redirect_uri", other).get().statusCode())
                    .as(other)
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            response_type         | token              | unsupported_response_type
            response_type         | code id_token      | unsupported_response_type
            response_type         | -                  | invalid_request
            response_mode         | web_message        | invalid_request
            scope                 | openid https://graph.microsoft.com/.default | invalid_scope
            request               | eyJhbGciOiJub25lIn0.e30. | request_not_supported
            request_uri           | https://evil.example/x | request_uri_not_supported
            registration          | {}                 | registration_not_supported
            code_challenge        | -                  | invalid_request
            code_challenge        | short              | invalid_request
            code_challenge_method | plain              | invalid_request
            code_challenge_method | -                  | invalid_request
            prompt                | none login         | invalid_request
            prompt                | dance              | invalid_request
            prompt                | none               | login_required
            max_age               | soon               | invalid_request
            claims                | nonsense           | invalid_request
            claims                | {"access_token":{"nbf":{"value":"soon"}}} | invalid_request
            id_token_hint         | eyJhbGciOiJub25lIn0.e30. | invalid_request
            """)
    void what_is_wrong_is_told_to_the_application(String name, String value, String error) {
        Home home = Home.called("Wrong");
        ApplicationId client = home.client(Set.of(), Asking.REDIRECT);
        Asking asking = Asking.of(home, client);

        Response answer = (value == null ? asking.without(name) : asking.with(name, value)).get();

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(303);
        URI back = URI.create(answer.header("Location"));
        assertThat(back.toString()).startsWith(Asking.REDIRECT + "?");
        assertThat(Asking.query(back)).containsEntry("error", error).containsEntry("state", "a state & more");
    }

    @Test
    void an_error_is_posted_where_that_is_asked_and_nothing_in_it_is_markup() {
        Home home = Home.called("Posted");
        ApplicationId client = home.client(Set.of(), Asking.REDIRECT);

        Response answer = Asking.of(home, client)
                .with("response_mode", "form_post")
                .with("state", "\"><script>alert(1)</script>")
                .with("prompt", "none")
                .get();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("text/html");
        assertThat(answer.asString())
                .contains("action=\"" + Asking.REDIRECT + "\"", "value=\"login_required\"")
                .doesNotContain("<script>alert");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
    }

    @Test
    void a_code_is_given_anew_until_it_is_redeemed_and_to_nobody_else() {
        Home home = Home.called("Again");
        Member mira = home.person("mira");
        Member noor = home.person("noor");
        SignIns.firstOf(mira);
        SignIns.firstOf(noor);
        ApplicationId client = home.client(Set.of(), Asking.REDIRECT);
        String request = Asking.of(home, client).request();
        SignIns.answering(mira, client, request).password(Member.PASSWORD);

        SignIns second = SignIns.answering(noor, client, request).password(Member.PASSWORD);

        assertThat(second.last().statusCode()).isEqualTo(410);
    }

    @Test
    void a_browser_proves_its_session_with_what_only_it_has() {
        Home home = Home.called("Browser");
        Member mira = home.person("mira");
        SignIns.firstOf(mira);
        var session = new SessionId(sessionOf(home, mira));

        String cookie = database.in(home.tenant(), handle -> browsers.mint(handle, home.tenant(), session));

        assertThat(browsers.verify(cookie, clock.instant()))
                .hasValueSatisfying(known -> assertThat(known.session().id()).isEqualTo(session));
        String other = database.in(home.tenant(), handle -> browsers.mint(handle, home.tenant(), session));
        assertThat(browsers.verify(cookie, clock.instant())).isEmpty();
        for (String wrong : java.util.List.of(
                "",
                ".",
                "..",
                "a.b.c",
                other + "x",
                other.replace(home.tenant().toString(), UUID.randomUUID().toString()),
                home.tenant() + "." + session + ".",
                "x".repeat(10_000))) {
            assertThat(browsers.verify(wrong, clock.instant())).as(wrong).isEmpty();
        }
        clock.pass(Duration.ofHours(12));
        assertThat(browsers.verify(other, clock.instant())).isEmpty();
    }

    private UUID sessionOf(Home home, Member member) {
        return database.in(home.tenant(), handle -> handle.createQuery(
                        "select session_id from session where tenant_id = :tenant and person_id = :person")
                .bind("tenant", home.tenant().value())
                .bind("person", member.id().value())
                .mapTo(UUID.class)
                .one());
    }
}
