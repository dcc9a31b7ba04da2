package io.homeward.remediation.risk;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.RiskServiceStandIn;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What risk-service could not take: told later, told to nobody else's cost, or set aside. */
@QuarkusTest
@WithTestResource(World.class)
class SendReportsTest {
    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;

    @Inject
    MovableClock clock;

    @Inject
    TenantDatabase database;

    private Home home;
    private Member mira;
    private Member nils;

    @BeforeEach
    void two_people() {
        clock.reset();
        home = Home.called("Reports");
        mira = home.person("mira");
        nils = home.person("nils");
        SignIns.firstOf(mira);
        SignIns.firstOf(nils);
    }

    @AfterEach
    void everything_is_well() {
        riskService.takes(mira.userPrincipalName());
        riskService.takes(mira.id().toString());
        clock.reset();
    }

    @Test
    void what_fails_waits_for_itself_alone_and_is_told_in_its_order() {
        riskService.failsAt(mira.userPrincipalName(), 500);
        assertThat(SignIns.open(mira).password(Member.PASSWORD).state()).isEqualTo("signed-in");
        eventually(() -> rows("attempts > 0 and kind = 'sign-in'") == 1);
        SignIns.open(nils).password("not his");

        eventually(() -> wrongOnesOf(nils) == 1);
        assertThat(rows("set_aside_at is not null")).isZero();
        assertThat(rows("kind = 'outcome' and attempts = 0")).isEqualTo(1);

        riskService.takes(mira.userPrincipalName());
        clock.pass(Duration.ofMinutes(11));
        eventually(() -> rows("true") == 0);
        String signIn = riskService
                .signInsOf(mira.userPrincipalName())
                .getLast()
                .path("id")
                .asText();
        assertThat(riskService.postedWith(signIn))
                .extracting(posted -> posted.path().endsWith("/outcome"))
                .containsExactly(false, true);
    }

    @Test
    void what_is_refused_is_set_aside_with_the_reason() {
        riskService.failsAt(mira.userPrincipalName(), 400);
        SignIns.open(mira).password("not hers");

        eventually(() -> rows("set_aside_because like '400%'") == 1);
        SignIns.open(nils).password("not his");
        eventually(() -> wrongOnesOf(nils) == 1);
        assertThat(rows("set_aside_because like '400%'")).isEqualTo(1);
    }

    @Test
    void a_leak_of_somebody_not_known_there_yet_is_told_when_he_is() {
        riskService.failsAt(mira.id() + "/leaked-password", 404);
        World.leaks(Member.PASSWORD);
        try {
            clock.pass(Duration.ofMinutes(11));
            SignIns.open(mira).password(Member.PASSWORD);
        } finally {
            World.leaksNothing();
        }
        eventually(() -> rows("kind = 'leak' and attempts > 0") == 1);

        riskService.takes(mira.id() + "/leaked-password");
        clock.pass(Duration.ofMinutes(11));
        eventually(() -> rows("kind = 'leak'") == 0);
        assertThat(riskService.outcomesOf(mira.id() + "/leaked-password")).hasSize(1);
    }

    @Test
    void after_a_week_it_is_given_up() {
        riskService.failsAt(mira.userPrincipalName(), 503);
        SignIns.open(mira).password("not hers");
        eventually(() -> rows("attempts > 0") == 1);

        clock.pass(Duration.ofDays(7));
        eventually(() -> rows("set_aside_because like '503%'") == 1);
    }

    private long wrongOnesOf(Member member) {
        return riskService.signInsOf(member.userPrincipalName()).stream()
                .filter(signIn -> signIn.at("/status/errorCode").asInt() == 50126)
                .filter(signIn -> List.of(member.id().toString())
                        .contains(signIn.path("userId").asText()))
                .count();
    }

    private long rows(String where) {
        return database.in(
                home.tenant(), handle -> handle.createQuery("select count(*) from sign_in_report where " + where)
                        .mapTo(Long.class)
                        .one());
    }
}
