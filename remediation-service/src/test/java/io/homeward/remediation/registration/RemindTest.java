package io.homeward.remediation.registration;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.accessrules.policy.RegistrationPolicy;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is written to while his grace runs, and when. */
@QuarkusTest
@WithTestResource(World.class)
class RemindTest {
    @Inject
    MovableClock clock;

    @Inject
    Remind remind;

    private final String address = UUID.randomUUID() + "@mail.example";
    private Home home;
    private Member mira;

    @BeforeEach
    void somebody_whose_clock_runs() {
        clock.reset();
        home = Home.called("Reminders").registrationDemanded();
        mira = home.person("mira").reads("en", address);
        home.tell(mira, true, false, Set.of());
        SignIns.firstOf(mira).skip().is("signed-in", "H2", 0);
    }

    /** After so long, counted from the beginning, with a moment for the test itself. */
    private void after(Duration time) {
        clock.reset();
        clock.pass(time);
        remind.of(home.tenant(), clock.instant());
    }

    private void written(int letters) {
        eventually(() -> World.lettersTo(address).size() == letters);
    }

    @Test
    void three_times_in_the_grace_and_once_when_it_is_over() {
        after(Duration.ofDays(6));
        after(Duration.ofDays(7));
        written(1);
        assertThat(World.lettersTo(address).getFirst()).contains("days left: 7");
        after(Duration.ofDays(11));
        written(2);
        after(Duration.ofDays(13));
        written(3);
        after(Duration.ofDays(14));
        written(4);
        after(Duration.ofDays(15));
        after(Duration.ofDays(30));

        assertThat(World.lettersTo(address)).hasSize(4);
        assertThat(World.lettersTo(address).getLast()).contains("next sign-in");
    }

    @Test
    void several_nodes_at_once_write_one_letter() throws Exception {
        clock.pass(Duration.ofDays(8));
        try (var nodes = Executors.newFixedThreadPool(6)) {
            List<Future<?>> all = java.util.stream.Stream.<Future<?>>generate(
                            () -> nodes.submit(() -> remind.of(home.tenant(), clock.instant())))
                    .limit(6)
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
        }

        written(1);
        after(Duration.ofDays(9));
        assertThat(World.lettersTo(address)).hasSize(1);
    }

    @Test
    void what_was_missed_is_made_up_for_by_one_letter() {
        after(Duration.ofDays(13).plusHours(2));

        written(1);
        assertThat(World.lettersTo(address).getFirst()).contains("days left: 1");
    }

    @Test
    void who_has_registered_is_left_alone() {
        SignIns.open(mira).password(Member.PASSWORD).register(mira, clock);
        after(Duration.ofDays(7));
        after(Duration.ofDays(14));

        assertThat(World.lettersTo(address)).noneMatch(letter -> letter.contains("days left"));
    }

    @Test
    void who_has_never_signed_in_or_is_out_of_scope_is_not_written_to() {
        String silent = UUID.randomUUID() + "@mail.example";
        Member omar = home.person("omar").reads("en", silent);
        home.tell(omar, true, false, Set.of());
        home.registration(RegistrationPolicy.NONE);
        eventually(
                () -> "outOfScope".equals(Reports.registration(omar).jsonPath().get("state")));
        after(Duration.ofDays(7));

        assertThat(World.lettersTo(silent)).isEmpty();
        assertThat(World.lettersTo(address)).isEmpty();
    }

    @Test
    void a_schedule_that_does_not_rise_within_the_grace_does_not_start() {
        assertThatThrownBy(() -> ReminderStep.of(settings(Duration.ofDays(3), Duration.ofDays(2))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ReminderStep.of(settings(Duration.ofDays(14))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ReminderStep.of(settings(Duration.ZERO))).isInstanceOf(IllegalArgumentException.class);
    }

    private static ReminderSettings settings(Duration... after) {
        return new ReminderSettings() {
            @Override
            public boolean enabled() {
                return true;
            }

            @Override
            public List<Duration> after() {
                return List.of(after);
            }

            @Override
            public boolean whenForced() {
                return true;
            }
        };
    }
}
