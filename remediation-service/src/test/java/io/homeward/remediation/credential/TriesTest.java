package io.homeward.remediation.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever guesses keeps himself out, and not the owner. */
@QuarkusTest
@WithTestResource(World.class)
class TriesTest {
    private static final String ATTACKER = "203.0.113.66";
    private static final String TRAVELLING = "198.51.100.20";

    @Inject
    MovableClock clock;

    @Inject
    TenantDatabase database;

    private Home home;
    private Member mira;

    @BeforeEach
    void somebody() {
        clock.reset();
        home = Home.called("Tries");
        mira = home.person("mira");
    }

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void a_guesser_waits_and_the_owner_does_not_at_home_nor_on_a_journey() {
        SignIns.firstOf(mira);
        for (int i = 0; i < 12; i++) {
            SignIns.open(mira).from(ATTACKER).password("guess number " + i).is("sign-in", "H14", 50126);
        }

        SignIns.open(mira).from("203.0.113.99").password(Member.PASSWORD).is("sign-in", "H15", 50053);
        SignIns.open(mira).password(Member.PASSWORD).is("signed-in", "H1", 0);
        SignIns.open(mira).from(TRAVELLING).password(Member.PASSWORD).is("signed-in", "H1", 0);
    }

    /** Nobody has been let in anywhere yet: there is no other place for him to come from. */
    @Test
    void a_first_password_is_not_taken_from_its_owner_by_guessing() {
        SignIns.firstOf(mira);
        home.give(mira, "a first password 1", true);
        sql("delete from proof_try");
        for (int i = 0; i < 6; i++) {
            SignIns.open(mira).from(ATTACKER).password("guess number " + i);
        }
        strangersHaveTried(130);

        SignIns owner = SignIns.open(mira).from(TRAVELLING).password("a first password 1");
        assertThat(owner.json().getInt("code")).isNotIn(50053, 50126);
    }

    /** Guessing from many places at once binds all of those from which nobody was ever let in, and no other. */
    @Test
    void many_places_together_are_bounded_and_the_owners_is_not_among_them() {
        SignIns.firstOf(mira);
        strangersHaveTried(105);

        SignIns.open(mira).from(TRAVELLING).password(Member.PASSWORD).is("sign-in", "H15", 50053);
        SignIns.open(mira).password(Member.PASSWORD).is("signed-in", "H1", 0);
        SignIns.open(mira).from(TRAVELLING).password(Member.PASSWORD).is("signed-in", "H1", 0);
    }

    @Test
    void a_place_that_failed_a_hundred_times_gets_no_answer_for_a_day() {
        SignIns.firstOf(mira);
        SignIns.open(mira).from(ATTACKER).password("guess");
        sql("update proof_try set failures = 100 where accepted_at is null");

        SignIns.open(mira).from(ATTACKER).password(Member.PASSWORD).is("sign-in", "H14", 50126);
        SignIns.open(mira).from(TRAVELLING).password(Member.PASSWORD).is("signed-in", "H1", 0);
        clock.pass(Duration.ofHours(25));
        SignIns.open(mira).from(ATTACKER).password(Member.PASSWORD).is("signed-in", "H1", 0);
    }

    @Test
    void what_is_kept_of_places_is_bounded() {
        SignIns.firstOf(mira);
        sql("""
                insert into proof_try (tenant_id, person_id, source, failures, last_failure)
                select tenant_id, person_id, '10.' || n || '.0.0/24', 1, last_failure + interval '0 s' from password,
                    generate_series(1, 200) n""");
        sql("update proof_try set last_failure = '%s' where accepted_at is null"
                .formatted(clock.instant().atOffset(ZoneOffset.UTC)));
        for (String ip : new String[] {"203.0.113.1", "198.51.100.1", "192.0.2.1"}) {
            SignIns.open(mira).from(ip).password("guess");
        }

        long rows = database.in(
                home.tenant(), handle -> handle.createQuery("select count(*) from proof_try where accepted_at is null")
                        .mapTo(Long.class)
                        .one());
        assertThat(rows).isEqualTo(201);
    }

    private void strangersHaveTried(int times) {
        sql("update password set failures = %d, last_failure = '%s'"
                .formatted(times, clock.instant().atOffset(ZoneOffset.UTC)));
    }

    private void sql(String statement) {
        database.in(home.tenant(), handle -> handle.createUpdate(statement).execute());
    }
}
