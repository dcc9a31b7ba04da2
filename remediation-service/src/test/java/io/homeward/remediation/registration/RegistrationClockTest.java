package io.homeward.remediation.registration;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.RegistrationPolicy;
import io.homeward.accessrules.policy.Selection;
import io.homeward.remediation.credential.Credentials;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fourteen days of one person, as everybody is told of them. */
@QuarkusTest
@WithTestResource(World.class)
class RegistrationClockTest {
    private static final RegistrationPolicy EVERYBODY = new RegistrationPolicy(true, People.EVERYONE);

    @Inject
    MovableClock clock;

    @Inject
    TenantDatabase database;

    @Inject
    Credentials credentials;

    private Home home;
    private Member mira;

    @BeforeEach
    void some_tenant() {
        clock.reset();
        home = Home.called("Clock").registration(EVERYBODY);
        mira = home.person("mira");
        becomes("pending");
    }

    /** Waits until what the directory said has been heard. */
    private void becomes(String state) {
        eventually(() -> state.equals(Reports.registration(mira).jsonPath().get("state")));
        assertThat(listed(state)).containsExactly(mira.id().toString());
    }

    private List<String> listed(String state) {
        return Reports.people(home, state).jsonPath().getList("value.id");
    }

    private static void daysLeft(Member member, int days) {
        JsonPath shown = Reports.registration(member).jsonPath();
        assertThat(shown.getString("state")).isEqualTo("inGrace");
        assertThat(shown.getInt("daysLeft")).isEqualTo(days);
    }

    @Test
    void the_page_the_person_and_the_campaign_count_the_same_days() {
        SignIns.firstOf(mira).is("more-information-required", "H2", 50079);
        daysLeft(mira, 14);
        clock.pass(Duration.ofDays(3).plusHours(1));

        SignIns again = SignIns.open(mira).password(Member.PASSWORD);

        assertThat(again.json().getInt("details.daysLeft")).isEqualTo(11);
        daysLeft(mira, 11);
        JsonPath campaign = Reports.campaign(home).jsonPath();
        assertThat(campaign.getInt("inGrace")).isEqualTo(1);
        assertThat(campaign.getList("inGraceByDay.daysLeft")).containsExactly(11);
        assertThat(campaign.getList("inGraceByDay.people")).containsExactly(1);
        assertThat(Reports.people(home, "inGrace").jsonPath().getList("value.registration.daysLeft"))
                .containsExactly(11);
        assertThat(Reports.people(home, "inGrace").jsonPath().getList("value.registration.deadline"))
                .containsExactly(Reports.registration(mira).jsonPath().getString("deadline"));
    }

    @Test
    void after_fourteen_days_he_is_forced_and_then_registered() {
        SignIns.firstOf(mira).skip().is("signed-in", "H2", 0);
        String deadline = Reports.registration(mira).jsonPath().getString("deadline");
        clock.pass(Duration.between(clock.instant(), Instant.parse(deadline)).minusSeconds(5));
        daysLeft(mira, 1);
        clock.pass(Duration.ofSeconds(5));

        assertThat(Reports.registration(mira).jsonPath().getString("deadline")).isEqualTo(deadline);
        becomes("forced");
        assertThat(listed("inGrace")).isEmpty();
        SignIns.open(mira)
                .password(Member.PASSWORD)
                .is("more-information-required", "H3", 50079)
                .register(mira, clock);

        becomes("registered");
        assertThat(listed("forced")).isEmpty();
    }

    @Test
    void leaving_the_scope_and_coming_back_gives_no_new_days() {
        SignIns.firstOf(mira).skip();
        home.registration(new RegistrationPolicy(true, People.EVERYONE.except(Selection.ofUsers(mira.id()))));
        becomes("outOfScope");
        clock.pass(Duration.ofDays(4));
        home.registration(EVERYBODY);

        becomes("inGrace");
        daysLeft(mira, 10);
    }

    @Test
    void switching_the_policy_off_and_on_gives_none_either() {
        SignIns.firstOf(mira).skip();
        home.registration(RegistrationPolicy.NONE);
        becomes("outOfScope");
        assertThat(Reports.campaign(home).jsonPath().getBoolean("policyEnabled"))
                .isFalse();
        clock.pass(Duration.ofDays(20));
        home.registration(EVERYBODY);

        becomes("forced");
    }

    @Test
    void a_group_that_comes_into_scope_is_pending_until_its_people_sign_in() {
        var group = new GroupId(UUID.randomUUID());
        home.registration(new RegistrationPolicy(true, People.only(Selection.ofGroups(group))));
        becomes("outOfScope");
        SignIns.firstOf(mira).is("signed-in", "H1", 0);
        becomes("outOfScope");
        home.tell(mira, true, false, Set.of(group));

        becomes("pending");
        SignIns.open(mira).password(Member.PASSWORD).is("more-information-required", "H2", 50079);
        daysLeft(mira, 14);
    }

    @Test
    void who_loses_his_only_method_is_where_his_clock_is() {
        SignIns.firstOf(mira).register(mira, clock);
        becomes("registered");
        clock.pass(Duration.ofDays(2));
        loses();
        becomes("inGrace");
        daysLeft(mira, 12);
        clock.pass(Duration.ofDays(13));

        becomes("forced");
    }

    private void loses() {
        database.in(home.tenant(), handle -> {
            credentials.beginAnew(handle, home.tenant(), mira.id(), clock.instant());
            return 0;
        });
    }

    @Test
    void who_is_disabled_is_in_no_state_of_the_campaign_and_comes_back_where_he_was() {
        SignIns.firstOf(mira).skip();
        home.tell(mira, false, false, Set.of());

        eventually(() -> Reports.campaign(home).jsonPath().getInt("people") == 0);
        home.tell(mira, true, false, Set.of());
        becomes("inGrace");
    }

    @Test
    void a_guest_registers_at_home() {
        home.tellGuest(mira);

        eventually(() -> Reports.registration(mira).statusCode() == 404);
        assertThat(Reports.campaign(home).jsonPath().getInt("people")).isZero();
    }

    @Test
    void a_technicians_grace_is_for_home_only() {
        var group = new GroupId(UUID.randomUUID());
        home.serves(new TenantId(UUID.randomUUID()), "active", group, Set.of());
        home.tell(mira, true, false, Set.of(group));
        eventually(() -> Reports.registration(mira).jsonPath().getBoolean("delegatedAccess.assigned"));
        SignIns.firstOf(mira).is("more-information-required", "H2", 50079);

        JsonPath shown = Reports.registration(mira).jsonPath();
        assertThat(shown.getString("state")).isEqualTo("inGrace");
        assertThat(shown.getBoolean("delegatedAccess.possible")).isFalse();
        assertThat(shown.getString("delegatedAccess.rule")).isEqualTo("D18");

        SignIns.open(mira).password(Member.PASSWORD).register(mira, clock);
        assertThat(Reports.registration(mira).jsonPath().getBoolean("delegatedAccess.possible"))
                .isTrue();
    }

    @Test
    void each_reads_his_own_and_only_administrators_that_of_others() {
        var herself = io.homeward.testsupport.Callers.member(home.tenant(), mira.id());
        var other = io.homeward.testsupport.Callers.member(
                home.tenant(), home.person("omar").id());
        String path = "/v1/people/" + mira.id() + "/registration";

        assertThat(Reports.get(herself, path).statusCode()).isEqualTo(200);
        assertThat(Reports.get(other, path).statusCode()).isEqualTo(403);
        assertThat(Reports.get(other, "/v1/registrationCampaign").statusCode()).isEqualTo(403);
        assertThat(Reports.get(Home.called("Other"), path).statusCode()).isEqualTo(404);
        assertThat(Reports.get(home, "/v1/people/nobody/registration").statusCode())
                .isEqualTo(404);
    }
}
