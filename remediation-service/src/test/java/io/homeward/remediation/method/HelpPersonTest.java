package io.homeward.remediation.method;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.remediation.session.Accounts;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.testsupport.Callers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Administrators who help, and those who may not. */
@QuarkusTest
@WithTestResource(World.class)
class HelpPersonTest {
    private static final String PASSWORD = "28c10230-6103-485e-b985-444c60001490";
    private static final String GLOBAL = DirectoryRole.GLOBAL_ADMINISTRATOR.id().toString();

    @Inject
    MovableClock clock;

    @Inject
    TenantDatabase database;

    @Inject
    Accounts accounts;

    private Home home;
    private Member mira;
    private Member hana;

    @BeforeEach
    void someTenant() {
        clock.reset();
        home = Home.called("Help").registrationDemanded();
        mira = home.person("mira");
        hana = home.person("hana", DirectoryRole.GLOBAL_ADMINISTRATOR.id());
        SignIns.firstOf(mira).register(mira, clock);
    }

    @Test
    void a_home_administrator_resets_and_the_owner_takes_a_new_password_with_mfa() {
        long before = epoch();
        Response reset = reset(administrator(), mira.id().toString(), Map.of());

        assertThat(reset.statusCode()).isEqualTo(202);
        String made = reset.jsonPath().getString("newPassword");
        assertThat(made).hasSizeGreaterThanOrEqualTo(16);
        assertThat(epoch()).isEqualTo(before + 1);
        assertThat(remediations()).containsExactly("adminGeneratedTemporaryPassword");
        assertThat(pending()).isTrue();

        SignIns.open(mira).password(Member.PASSWORD).is("sign-in", "H14", 50126);
        SignIns signIn = SignIns.open(mira).password(made).is("verify-identity", "H13", 50055);
        signIn.totp(mira.code(clock)).is("change-password", "H13", 50055);
        assertThat(signIn.steps(signIn.continuation(), Map.of("type", "changePassword", "newPassword", made))
                        .statusCode())
                .isEqualTo(400);
        signIn.changePassword("my own wide river 4").is("signed-in", "H13", 0);
        assertThat(pending()).isFalse();
    }

    @Test
    void a_given_temporary_password_is_not_shown_again() {
        Response reset = reset(administrator(), mira.userPrincipalName(), Map.of("newPassword", "kelp-viola-4471"));

        assertThat(reset.statusCode()).isEqualTo(202);
        assertThat(reset.asString()).doesNotContain("kelp");
        assertThat(reset(administrator(), mira.id().toString(), Map.of("newPassword", "short"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void who_may_not_is_told_nothing_and_changes_nothing() {
        Home foreign = Home.called("Customer");
        TenantId other = foreign.tenant();
        String id = mira.id().toString();
        long before = epoch();

        var person = Callers.member(home.tenant(), hana.id(), GLOBAL);
        var stale = new Caller.Person(
                person.id(),
                person.home(),
                person.tenant(),
                person.roles(),
                person.scopes(),
                person.clientId(),
                person.sessionId(),
                person.authTime(),
                Optional.empty(),
                person.actor());
        List<Response> refused = List.of(
                reset(Callers.member(other, hana.id(), GLOBAL), id, Map.of()),
                reset(
                        Callers.member(other, hana.id(), GLOBAL),
                        UUID.randomUUID().toString(),
                        Map.of()),
                reset(Callers.member(home.tenant(), mira.id(), GLOBAL), id, Map.of()),
                reset(Callers.member(home.tenant(), hana.id()), id, Map.of()),
                reset(stale, id, Map.of()),
                reset(Callers.application(home.tenant(), "User.ReadWrite.All"), id, Map.of()),
                reset(Callers.application(other, HelpPerson.PERMISSION), id, Map.of()),
                reset(Callers.anonymous(), id, Map.of()),
                reset(Callers.service("gateway"), id, Map.of()));

        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(403);
            assertThat(answer.jsonPath().getString("error.code")).isEqualTo("Authorization_RequestDenied");
        });
        // Somebody of another tenant and nobody at all cannot be told apart (D10).
        assertThat(refused.get(0).jsonPath().getString("error.message"))
                .isEqualTo(refused.get(1).jsonPath().getString("error.message"));
        assertThat(refused.get(0).header("Homeward-Rule")).isEqualTo("D10");
        assertThat(refused.get(1).header("Homeward-Rule")).isEqualTo("D10");
        assertThat(epoch()).isEqualTo(before);
        assertThat(remediations()).isEmpty();
    }

    @Test
    void a_guest_has_nothing_of_his_own_here() {
        Member gus = home.person("gus");
        SignIns.open(gus).password(Member.PASSWORD);
        home.tellGuest(gus);

        eventually(() -> reset(administrator(), gus.id().toString(), Map.of()).statusCode() == 400);
        assertThat(reset(administrator(), gus.userPrincipalName(), Map.of())
                        .jsonPath()
                        .getString("error.message"))
                .isEqualTo("A guest signs in at home.");
        // The password he had is worth no more than that of nobody.
        SignIns.open(gus).password(Member.PASSWORD).is("sign-in", "H14", 50126);
    }

    @Test
    void an_application_helps_people_without_delegated_access_only() {
        var technicians = new GroupId(UUID.randomUUID());
        Member tom = home.person("tom", Set.of(technicians));
        home.serves(Home.called("Customer").tenant(), "active", technicians, Set.of(new RoleId(UUID.randomUUID())));
        Caller application = Callers.application(home.tenant(), HelpPerson.PERMISSION);

        eventually(() -> reset(application, tom.id().toString(), Map.of()).statusCode() == 403);
        assertThat(reset(application, mira.id().toString(), Map.of()).statusCode())
                .isEqualTo(202);
    }

    @Test
    void sessions_are_revoked_by_an_administrator_and_by_oneself() {
        long before = epoch();

        assertThat(revoke(administrator()).jsonPath().getBoolean("value")).isTrue();
        assertThat(revoke(Callers.member(home.tenant(), mira.id())).statusCode())
                .isEqualTo(200);
        assertThat(revoke(Callers.member(home.tenant(), hana.id())).statusCode())
                .isEqualTo(403);

        assertThat(epoch()).isEqualTo(before + 2);
    }

    @Test
    void methods_are_listed_without_their_secrets() {
        Response list =
                graph(administrator()).get("/v1.0/users/" + mira.userPrincipalName() + "/authentication/methods");
        Response password =
                graph(administrator()).get("/beta/users/" + mira.id() + "/authentication/passwordMethods/" + PASSWORD);

        assertThat(list.jsonPath().getList("value.'@odata.type'"))
                .containsExactly(
                        "#microsoft.graph.passwordAuthenticationMethod",
                        "#microsoft.graph.softwareOathAuthenticationMethod");
        assertThat(list.jsonPath().getString("value[1].secretKey")).isNull();
        assertThat(password.jsonPath().getString("id")).isEqualTo(PASSWORD);
        assertThat(graph(administrator())
                        .get("/v1.0/users/" + UUID.randomUUID() + "/authentication/methods")
                        .statusCode())
                .isEqualTo(404);
        assertThat(graph(Callers.member(Home.called("Customer").tenant(), hana.id(), GLOBAL))
                        .get("/v1.0/users/" + mira.id() + "/authentication/methods")
                        .statusCode())
                .isEqualTo(404);
        assertThat(graph(Callers.member(home.tenant(), hana.id()))
                        .get("/v1.0/users/" + mira.id() + "/authentication/methods")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_password_is_handed_over_by_tenant_service_only() {
        Map<String, Object> body = Map.of("password", "three wide rivers 10", "temporary", false);
        String path = "/internal/tenants/" + home.tenant() + "/people/" + mira.id() + "/password";

        for (Caller caller : List.of(Callers.service("gateway"), Callers.anonymous(), administrator())) {
            assertThat(as(caller)
                            .contentType("application/json")
                            .body(body)
                            .put(path)
                            .statusCode())
                    .isEqualTo(403);
        }
        Response weak = as(Callers.service("tenant-service"))
                .contentType("application/json")
                .body(Map.of("password", "password1", "temporary", true))
                .put(path);
        assertThat(weak.statusCode()).isEqualTo(400);
        assertThat(weak.jsonPath().getString("detail")).contains("tried first");
    }

    private Caller administrator() {
        return Callers.member(home.tenant(), hana.id(), GLOBAL);
    }

    private Response reset(Caller caller, String idOrName, Map<String, ?> body) {
        return graph(caller)
                .contentType("application/json")
                .body(body)
                .post("/v1.0/users/" + idOrName + "/authentication/methods/" + PASSWORD + "/resetPassword");
    }

    private Response revoke(Caller caller) {
        return graph(caller).post("/v1.0/users/" + mira.id() + "/revokeSignInSessions");
    }

    private static RequestSpecification graph(Caller caller) {
        return as(caller);
    }

    private static RequestSpecification as(Caller caller) {
        return given().auth().oauth2(Callers.token("remediation-service", caller));
    }

    private long epoch() {
        return database.in(home.tenant(), handle -> accounts.look(handle, home.tenant(), mira.id())
                .sessionEpoch());
    }

    private boolean pending() {
        return database.in(home.tenant(), handle -> accounts.look(handle, home.tenant(), mira.id())
                .temporaryPasswordPending());
    }

    private List<String> remediations() {
        return database.in(home.tenant(), handle -> handle.createQuery(
                        "select document ->> 'kind' from remediation where tenant_id = :tenant")
                .bind("tenant", home.tenant().value())
                .mapTo(String.class)
                .list());
    }
}
