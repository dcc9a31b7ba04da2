package io.homeward.remediation.openid;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.tenancy.Caller;
import io.homeward.testsupport.Callers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the keys of an issuer follow each other, and what is done where one leaked. */
@QuarkusTest
@WithTestResource(World.class)
class SigningKeysTest {
    private static final Duration SETTLED = Duration.ofHours(24);

    @Inject
    MovableClock clock;

    private Home home;

    @BeforeEach
    void a_tenant() {
        clock.reset();
        home = Home.called("Keys");
        home.client(Set.of(Home.SECRET), Asking.REDIRECT);
        eventually(() -> signed() != null);
    }

    @Test
    void
            the_next_key_is_published_ahead_signs_when_that_has_settled_and_the_one_before_goes_when_its_tokens_have_ended()
                    throws Exception {
        String first = published().getFirst();

        assertThat(states(rotate())).containsExactly("next", "signing");
        assertThat(states(rotate())).as("asked twice").hasSize(2);
        assertThat(published()).hasSize(2).first().isEqualTo(first);
        String second = published().getLast();
        assertThat(kid()).isEqualTo(first);

        clock.pass(SETTLED.minusMinutes(2));
        assertThat(kid()).isEqualTo(first);
        clock.pass(Duration.ofMinutes(2));
        assertThat(kid()).isEqualTo(second);
        assertThat(published()).containsExactly(second, first);

        clock.pass(KeyRing.OVERLAP);
        assertThat(published()).containsExactly(second);
        assertThat(states(look())).containsExactly("signing", "retired");
    }

    @Test
    void a_key_that_has_signed_for_ninety_days_is_followed_by_the_next_by_itself() throws Exception {
        String first = kid();
        clock.pass(Duration.ofDays(90).minusMinutes(2));
        kid();
        assertThat(published()).hasSize(1);

        clock.pass(Duration.ofMinutes(2));
        assertThat(kid()).isEqualTo(first);
        assertThat(published()).hasSize(2);
        clock.pass(SETTLED);
        assertThat(kid()).isNotEqualTo(first);
    }

    @Test
    void a_key_that_leaked_goes_at_once_with_all_it_signed_and_another_signs() throws Exception {
        Member mira = home.person("mira");
        SignIns.firstOf(mira);
        ApplicationId client = home.client(Set.of(), Asking.REDIRECT);
        String code = Asking.of(home, client).code(mira);
        String leaked = published().getFirst();
        String token = redeemed(client, code).jsonPath().getString("access_token");
        assertThat(userinfo(token)).isEqualTo(200);

        clock.pass(Duration.ofMinutes(2));
        Response answer = withdraw(leaked);

        assertThat(states(answer)).containsExactly("signing", "withdrawn");
        assertThat(published()).hasSize(1).doesNotContain(leaked);
        assertThat(userinfo(token)).isEqualTo(401);
        assertThat(kid()).isNotEqualTo(leaked);
        assertThat(states(withdraw(leaked))).as("asked twice").containsExactly("signing", "withdrawn");
        assertThat(withdraw("nonsense").statusCode()).isEqualTo(404);
    }

    @Test
    void where_the_next_waits_already_it_takes_the_place_of_the_one_that_leaked() throws Exception {
        assertThat(states(rotate())).hasSize(2);
        String first = kid();
        String next = published().getLast();

        withdraw(first);

        assertThat(kid()).isEqualTo(next);
        assertThat(published()).containsExactly(next);
    }

    @Test
    void an_id_token_of_a_key_that_was_retired_still_hints_and_one_of_a_key_that_leaked_does_not() throws Exception {
        Member mira = home.person("mira");
        SignIns.firstOf(mira);
        ApplicationId client = home.client(Set.of(), Asking.REDIRECT);
        String first = published().getFirst();
        String hint =
                redeemed(client, Asking.of(home, client).code(mira)).jsonPath().getString("id_token");
        rotate();
        clock.pass(SETTLED.plus(KeyRing.OVERLAP));

        assertThat(Asking.query(URI.create(Asking.of(home, client)
                        .with("id_token_hint", hint)
                        .with("prompt", "none")
                        .get()
                        .header("Location"))))
                .containsEntry("error", "login_required");
        withdraw(first);
        assertThat(Asking.query(URI.create(Asking.of(home, client)
                        .with("id_token_hint", hint)
                        .with("prompt", "none")
                        .get()
                        .header("Location"))))
                .containsEntry("error", "invalid_request");
    }

    @Test
    void nobody_but_the_tenants_own_administrators_touches_its_keys() {
        Home other = Home.called("Other");
        Set<String> administrator =
                Set.of(DirectoryRole.GLOBAL_ADMINISTRATOR.id().value().toString());
        for (Caller each : List.of(
                Callers.anonymous(),
                person(home, home, Set.of(), Duration.ZERO),
                person(home, home, administrator, Duration.ofHours(2)),
                person(other, home, administrator, Duration.ZERO),
                new Caller.Application(new ApplicationId(UUID.randomUUID()), home.tenant(), Set.of("User.Read.All")))) {
            for (String path : List.of("rotate", published().getFirst() + "/withdraw")) {
                assertThat(given().auth()
                                .oauth2(Callers.token("remediation-service", each))
                                .post("/v1/signingKeys/" + path)
                                .statusCode())
                        .as(each + path)
                        .isEqualTo(403);
            }
        }
        assertThat(published()).hasSize(1);
        assertThat(as(person(home, home, administrator, Duration.ZERO), "rotate")
                        .statusCode())
                .isEqualTo(200);
        assertThat(published()).hasSize(2);
    }

    private Caller person(Home his, Home entered, Set<String> roles, Duration mfaAgo) {
        return new Caller.Person(
                new PersonId(UUID.randomUUID()),
                his.tenant(),
                entered.tenant(),
                roles,
                Set.of(),
                new ApplicationId(UUID.randomUUID()),
                UUID.randomUUID(),
                clock.instant().minus(mfaAgo),
                Optional.of(clock.instant().minus(mfaAgo)),
                Optional.empty());
    }

    private Response rotate() {
        return as(application(), "rotate");
    }

    private Response withdraw(String key) {
        return as(application(), key + "/withdraw");
    }

    private Response look() {
        return given().auth()
                .oauth2(Callers.token("remediation-service", application()))
                .get("/v1/signingKeys");
    }

    private static Response as(Caller caller, String path) {
        return given().auth()
                .oauth2(Callers.token("remediation-service", caller))
                .post("/v1/signingKeys/" + path);
    }

    private Caller application() {
        return new Caller.Application(
                new ApplicationId(UUID.randomUUID()), home.tenant(), Set.of("Organization.ReadWrite.All"));
    }

    private static List<String> states(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath().getList("value.state");
    }

    private List<String> published() {
        return anonymous()
                .get("/" + home.tenant() + "/discovery/v2.0/keys")
                .jsonPath()
                .getList("keys.kid");
    }

    private int userinfo(String token) {
        return anonymous()
                .header("Homeward-Client-Authorization", "Bearer " + token)
                .get("/" + home.tenant() + "/openid/userinfo")
                .statusCode();
    }

    private Response redeemed(ApplicationId client, String code) {
        return anonymous()
                .contentType("application/x-www-form-urlencoded; charset=utf-8")
                .formParams(Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        client.toString(),
                        "redirect_uri",
                        Asking.REDIRECT,
                        "code",
                        code,
                        "code_verifier",
                        Asking.VERIFIER))
                .post("/" + home.tenant() + "/oauth2/v2.0/token");
    }

    /** The id of the key that signs a token now. */
    private String kid() throws Exception {
        return SignedJWT.parse(signed()).getHeader().getKeyID();
    }

    private @Nullable String signed() {
        return anonymous()
                .contentType("application/x-www-form-urlencoded; charset=utf-8")
                .formParams(Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        home.application().toString(),
                        "client_secret",
                        Home.SECRET))
                .post("/" + home.tenant() + "/oauth2/v2.0/token")
                .jsonPath()
                .getString("access_token");
    }

    private static RequestSpecification anonymous() {
        return given().auth().oauth2(Callers.token("remediation-service", Callers.anonymous()));
    }
}
