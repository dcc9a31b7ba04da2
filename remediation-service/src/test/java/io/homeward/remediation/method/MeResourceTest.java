package io.homeward.remediation.method;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.tenancy.Caller;
import io.homeward.testsupport.Callers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody asks Graph about himself. */
@QuarkusTest
@WithTestResource(World.class)
class MeResourceTest {
    @Inject
    MovableClock clock;

    private Home home;
    private Member mira;

    @BeforeEach
    void somebody() {
        clock.reset();
        home = Home.called("Me").registrationDemanded();
        mira = home.person("mira");
        SignIns.firstOf(mira).register(mira, clock);
    }

    private static RequestSpecification as(Caller caller) {
        return given().auth().oauth2(Callers.token("remediation-service", caller));
    }

    @Test
    void his_methods_are_those_under_his_id() {
        var me = Callers.member(home.tenant(), mira.id());

        assertThat(as(me).get("/v1.0/me/authentication/methods").jsonPath().getList("value.'@odata.type'"))
                .isEqualTo(as(me).get("/v1.0/users/" + mira.id() + "/authentication/methods")
                        .jsonPath()
                        .getList("value.'@odata.type'"))
                .hasSize(2);
        assertThat(as(me).get("/beta/me/authentication/passwordMethods/28c10230-6103-485e-b985-444c60001490")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void he_ends_his_sessions() {
        var me = Callers.member(home.tenant(), mira.id());

        assertThat(as(me).post("/v1.0/me/revokeSignInSessions").jsonPath().getBoolean("value"))
                .isTrue();
    }

    @Test
    void somebody_from_elsewhere_has_nothing_here_and_an_application_is_nobody() {
        var technician = Callers.external(new TenantId(UUID.randomUUID()), mira.id(), home.tenant());

        assertThat(as(technician).get("/v1.0/me/authentication/methods").statusCode())
                .isEqualTo(404);
        assertThat(as(Callers.application(home.tenant(), "UserAuthenticationMethod.Read.All"))
                        .get("/v1.0/me/authentication/methods")
                        .statusCode())
                .isEqualTo(403);
    }
}
