package io.homeward.remediation.flow;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.credential.PasswordHashes;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.RiskServiceStandIn;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.remediation.method.GivePassword;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Passwords that are among those that have leaked: told once each, and taken from nobody. */
@QuarkusTest
@WithTestResource(World.class)
class LeakWatchTest {
    private static final String SECOND = "another wide river 17";

    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;

    @Inject
    MovableClock clock;

    @Inject
    GivePassword givePassword;

    @Inject
    PasswordHashes hashes;

    @Inject
    TenantDatabase database;

    private Member mira;

    @BeforeEach
    void somebodyWhosePasswordLeaks() {
        clock.reset();
        mira = Home.called("Leak").person("mira");
        SignIns.firstOf(mira);
        assertThat(told()).isZero();
        World.leaks(Member.PASSWORD);
    }

    @AfterEach
    void nothingHasLeaked() {
        World.leaksNothing();
        riskService.away(false);
    }

    @Test
    void it_is_told_once_per_password_and_the_sign_in_goes_on() {
        signIn(Member.PASSWORD);
        assertThat(told()).isEqualTo(1);

        signIn(Member.PASSWORD);
        assertThat(told()).isEqualTo(1);

        givePassword.give(mira.home().tenant(), mira.id(), SECOND, false, "test");
        World.keeps(SECOND);
        signIn(SECOND);
        World.leaks(SECOND);
        signIn(SECOND);
        assertThat(told()).isEqualTo(1);
        clock.pass(Duration.ofMinutes(11));
        signIn(SECOND);
        assertThat(told()).isEqualTo(2);
    }

    @Test
    void what_risk_service_cannot_be_told_now_waits_for_it() {
        riskService.away(true);
        SignIns.open(mira).password(Member.PASSWORD);
        assertThat(told()).isZero();

        riskService.away(false);
        eventually(() -> told() == 1);
    }

    /** One that was set before it was on the list, say. */
    @Test
    void a_common_one_is_told_once_per_password_and_keeps_nobody_out() {
        signIn(Member.PASSWORD);
        assertThat(commonTold()).isZero();
        String common = hashes.hash("password12345678");
        database.in(mira.home().tenant(), handle -> handle.createUpdate("update password set hash = :hash")
                .bind("hash", common)
                .execute());
        SignIns.open(mira).password("password123456789");

        signIn("password12345678");
        signIn("password12345678");
        eventually(() -> commonTold() > 0 && nothingWaits());
        assertThat(commonTold()).isEqualTo(1);

        givePassword.give(mira.home().tenant(), mira.id(), SECOND, false, "test");
        signIn(SECOND);
        boolean still = database.in(mira.home().tenant(), handle -> handle.createQuery("select common from password")
                .mapTo(Boolean.class)
                .one());
        assertThat(still).isFalse();
        assertThat(commonTold()).isEqualTo(1);
    }

    @Test
    void nobody_is_told_of_a_wrong_password() {
        World.leaks("a wrong one that leaked");
        SignIns.open(mira).password("a wrong one that leaked");

        assertThat(told()).isZero();
    }

    @Test
    void a_leaked_password_is_not_taken() {
        World.leaks(SECOND);

        assertThatThrownBy(() -> givePassword.give(mira.home().tenant(), mira.id(), SECOND, true, "test"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.fault()).isEqualTo(Fault.PASSWORD_UNACCEPTABLE);
                    assertThat(refusal.detail()).contains("leaked");
                });
    }

    private void signIn(String password) {
        assertThat(SignIns.open(mira).password(password).state()).isEqualTo("signed-in");
    }

    private boolean nothingWaits() {
        return database.in(
                mira.home().tenant(), handle -> handle.createQuery("select not exists (select from sign_in_report)")
                        .mapTo(Boolean.class)
                        .one());
    }

    private long commonTold() {
        return riskService.outcomesOf(mira.id() + "/common-password").size();
    }

    private long told() {
        return riskService.outcomesOf(mira.id() + "/leaked-password").size();
    }
}
