package io.homeward.remediation.notice;

import static io.homeward.remediation.fixture.SignIns.anonymous;
import static io.homeward.remediation.fixture.SignIns.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.risk.RiskLevel;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person is told of his account, as it arrives in his mail boxes. */
@QuarkusTest
@WithTestResource(World.class)
class PersonNoticesTest {
    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;
    private final String work = "mira-" + UUID.randomUUID() + "@fjord.example";
    private final String private_ = "mira-" + UUID.randomUUID() + "@elsewhere.example";

    @Inject
    MovableClock clock;

    @Inject
    TenantDatabase database;

    @Inject
    PersonNotices notices;

    @BeforeEach
    void today() {
        clock.reset();
    }

    @Test
    void a_new_password_is_told_at_every_address_and_the_link_raises_the_risk() {
        Member mira = somebody(Home.called("Fjord & Sons"), "en");
        mira.home().give(mira, "kelp-viola-4471", true);

        eventually(() ->
                World.lettersTo(work).size() == 1 && World.lettersTo(private_).size() == 1);
        String letter = World.lettersTo(private_).getFirst();
        assertThat(letter)
                .contains("Subject: An administrator has given you a temporary password")
                .contains("An administrator of Fjord & Sons")
                .contains("An administrator of Fjord &amp; Sons")
                .contains("Auto-Submitted: auto-generated")
                .doesNotContain("kelp-viola-4471")
                .doesNotContain("<img");
        String token = token(letter);
        assertThat(token(World.lettersTo(work).getFirst())).isNotEqualTo(token);

        anonymous()
                .body(Map.of("token", token, "answer", "notMe"))
                .post("/" + mira.home().tenant() + "/notice")
                .then()
                .statusCode(200);
        eventually(() -> riskService.postedWith(mira.id() + "/own-report").size() == 1);
    }

    @Test
    void he_is_told_in_his_language_where_and_with_what() {
        Member mira = somebody(Home.called("Fjord").whenSignInRisky(Control.MFA), "de-AT");
        SignIns.open(mira).password(Member.PASSWORD);
        riskService.signInsAre(mira.id(), RiskLevel.LOW);

        SignIns.open(mira)
                .from("198.51.100.7")
                .in("NO")
                .with("Mozilla/5.0 (Windows NT 10.0; Win64; x64)")
                .password(Member.PASSWORD)
                .is("signed-in", "H1", 0);

        eventually(() -> !World.lettersTo(work).isEmpty());
        assertThat(World.lettersTo(work).getFirst())
                .contains("<title>Eine Anmeldung von einem neuen Ort oder Gerät</title>")
                .contains("Wo: Norwegen (198.51.100.7)")
                .contains("Womit: Windows");
    }

    @Test
    void an_ordinary_sign_in_is_not_worth_a_letter() {
        Member mira = somebody(Home.called("Quiet"), "en");

        SignIns.open(mira).password(Member.PASSWORD).is("signed-in", "H1", 0);

        assertThat(written(mira)).isZero();
    }

    @Test
    void nobody_is_flooded_and_many_of_one_kind_hide_none_of_another() {
        Member mira = somebody(Home.called("Flood"), "en");
        var ended = Notice.of(Notice.Kind.SESSIONS_ENDED, Surroundings.UNKNOWN);

        for (int i = 0; i < 20; i++) {
            database.in(mira.home().tenant(), handle -> {
                notices.tell(handle, mira.home().tenant(), mira.id(), ended, clock.instant());
                return 0;
            });
        }
        mira.home().give(mira, "kelp-viola-4471", true);

        assertThat(written(mira)).isEqualTo((10 + 1) * 2);
    }

    @Test
    void who_has_no_address_is_not_told_and_nothing_fails() {
        Home home = Home.called("Nowhere");
        Member mira = home.person("mira");
        SignIns.firstOf(mira);

        home.give(mira, "kelp-viola-4471", true);

        assertThat(written(mira)).isZero();
    }

    @Test
    void what_did_not_come_true_is_not_told() {
        Member mira = somebody(Home.called("Undone"), "en");
        var ended = Notice.of(Notice.Kind.SESSIONS_ENDED, Surroundings.UNKNOWN);

        assertThat(catchThrowable(() -> database.in(mira.home().tenant(), handle -> {
                    notices.tell(handle, mira.home().tenant(), mira.id(), ended, clock.instant());
                    throw new IllegalStateException("crash");
                })))
                .hasMessage("crash");

        assertThat(written(mira)).isZero();
    }

    private Member somebody(Home home, String language) {
        Member mira = home.person("mira");
        mira.reads(language, work, private_, work.toUpperCase(Locale.ROOT));
        home.tell(mira, true, false, Set.of());
        SignIns.firstOf(mira);
        eventually(() -> database.in(home.tenant(), handle -> handle.createQuery(
                                "select document ->> 'mail' from person where person_id = :person")
                        .bind("person", mira.id().value())
                        .mapTo(String.class)
                        .list())
                .equals(List.of(work)));
        return mira;
    }

    private int written(Member mira) {
        return database.in(mira.home().tenant(), handle -> handle.createQuery(
                        "select count(*) from letter where person_id = :person")
                .bind("person", mira.id().value())
                .mapTo(Integer.class)
                .one());
    }

    private static String token(String letter) {
        int from = letter.indexOf("#token=") + "#token=".length();
        return letter.substring(from, letter.indexOf("\r\n", from)).strip();
    }
}
