package io.homeward.risk.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.feed.FeedJson;
import io.homeward.risk.detection.FanOutLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found, and what looks like it and is somebody's ordinary work. */
class FanOutTest {
    private static final FanOutLimits LIMITS = FanOutLimits.SHIPPED;
    private static final FanOut RULE = new FanOut(LIMITS);
    private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void ten_first_time_customers_for_each_usual_one_are_high() {
        var technician = new Technician(1);
        technician.works(30);

        Optional<FanOut.Found> found = technician.enters(new Technician(2).portfolio(40));

        assertThat(found.orElseThrow().level()).isEqualTo(RiskLevel.HIGH);
        assertThat(found.get().evidence())
                .containsEntry("firstTimeCustomers", 40)
                .containsKeys("usualCustomersADay", "rateSurprise", "firstTimeSurprise");
        assertThat(found.get().reason()).contains("40 customers").contains("usually");
        assertThat(found.get().evidence().toString())
                .doesNotContain(technician.lastEntered().toString());
    }

    @Test
    void his_own_customers_all_at_once_are_medium_and_some_strangers_on_a_busy_day_too() {
        var all = new Technician(3, 200, 5);
        all.works(30);
        assertThat(all.enters(all.portfolio(60)).orElseThrow().level()).isEqualTo(RiskLevel.MEDIUM);

        var some = new Technician(4);
        some.works(120);
        List<TenantId> mixed = Stream.concat(some.portfolio(10).stream(), new Technician(5).portfolio(12).stream())
                .toList();
        assertThat(some.enters(mixed).orElseThrow().level()).isEqualTo(RiskLevel.MEDIUM);
    }

    @Test
    void a_number_alone_is_nothing_for_who_enters_as_many_every_day() {
        var busy = new Technician(6, 120, 40);
        busy.works(30);

        assertThat(busy.enters(busy.portfolio(45))).isEmpty();
    }

    /**
     * None of these seeds was looked at when the numbers were chosen. A thousand such years, two hundred from each of these seeds on, gave 77: one in
     * thirteen years of a technician.
     */
    @ParameterizedTest
    @ValueSource(ints = {31_000, 47_000, 59_000, 72_000, 88_000})
    void ordinary_work_is_found_once_in_thirteen_years_of_a_technician(int from) {
        int found = 0;
        for (int seed = from; seed < from + 40; seed++) {
            found += new Technician(seed).works(250);
        }

        assertThat(found)
                .as("3 are expected, 10 are rarer than one in a thousand")
                .isLessThan(10);
    }

    @Test
    void a_newcomer_who_goes_through_his_colleagues_customers_is_not_found() {
        Team team = new Team(6, 1);
        List<TenantId> customers = new Technician(7).portfolio(40);
        Rounds rounds = Rounds.NONE;
        for (int day = 0; day < 15; day++) {
            Instant at = BEGIN.plus(DAY.multipliedBy(day));
            for (int i = 0; i < 6 + day % 5; i++) {
                rounds = rounds.entered(customers.get((day * 4 + i) % 40), at.plusSeconds(i));
                assertThat(RULE.judge(rounds, team, Set.of(), at.plusSeconds(i)))
                        .isEmpty();
            }
        }
    }

    @Test
    void an_onboarding_of_many_customers_in_one_day_is_not_found_and_is_told_apart() {
        var technician = new Technician(8);
        technician.works(30);
        List<TenantId> wave = new Technician(9).portfolio(60);

        assertThat(technician.enters(wave, Set.copyOf(wave), Team.of(List.of(), BEGIN, LIMITS)))
                .isEmpty();
        assertThat(new Technician(8).works(30)).isZero();
    }

    @Test
    void maintenance_by_the_whole_team_is_not_found_and_the_same_by_one_alone_is() {
        List<Technician> team =
                IntStream.range(20, 25).mapToObj(Technician::new).toList();
        team.forEach(each -> each.works(30));
        Instant at = team.getFirst().now;
        int found = 0;
        for (int i = 0; i < 30; i++) {
            for (Technician each : team) {
                Instant when = at.plusSeconds(60L * i);
                each.rounds = each.rounds.entered(each.portfolio(30).get(i), when);
                List<Team.Colleague> others = team.stream()
                        .filter(other -> other != each)
                        .map(other -> other.asColleague(when))
                        .toList();
                found += RULE.judge(each.rounds, Team.of(others, when, LIMITS), Set.of(), when)
                                .isPresent()
                        ? 1
                        : 0;
            }
        }
        assertThat(found).isZero();

        var alone = new Technician(20);
        alone.works(30);
        assertThat(alone.enters(alone.portfolio(30))).isPresent();
    }

    @Test
    void taking_over_a_colleagues_customers_for_his_holiday_is_not_found() {
        var technician = new Technician(10);
        technician.works(30);
        List<TenantId> taken = new Technician(11).portfolio(6);

        assertThat(technician.enters(Stream.concat(taken.stream(), technician.portfolio(3).stream())
                        .toList()))
                .isEmpty();
    }

    @Test
    void an_unusual_day_teaches_slowly() {
        var technician = new Technician(12);
        technician.works(30);
        List<TenantId> strangers = new Technician(13).portfolio(80);
        technician.enters(strangers);
        Team team = Team.of(List.of(), technician.now, LIMITS);
        int before = technician.rounds.habit(technician.now, LIMITS.window()).entries();

        Rounds capped =
                technician.rounds.unusual(technician.now, RULE.mostToLearn(technician.rounds, team, technician.now));

        Instant later = technician.now.plus(DAY.multipliedBy(3));
        assertThat(technician.rounds.habit(later, LIMITS.window()).entries()).isGreaterThan(before + 70);
        assertThat(capped.habit(later, LIMITS.window()).entries()).isBetween(before, before + 14);
    }

    @Test
    void entries_may_come_twice_and_in_any_order() {
        List<TenantId> customers = new Technician(14).portfolio(20);
        Rounds ordered = Rounds.NONE;
        for (TenantId each : customers) {
            ordered = ordered.entered(each, BEGIN);
            ordered = ordered.entered(each, BEGIN.plusSeconds(60));
        }
        var shuffled = new ArrayList<>(customers);
        Collections.shuffle(shuffled, new Random(1));
        Rounds other = Rounds.NONE;
        for (TenantId each : shuffled) {
            other = other.entered(each, BEGIN.plusSeconds(60)).entered(each, BEGIN);
            other = other.entered(each, BEGIN);
        }

        assertThat(other).isEqualTo(ordered);
        assertThat(other.habit(BEGIN.plus(DAY.multipliedBy(3)), LIMITS.window()))
                .isEqualTo(new Habit(1, 20, 0, 20, 20));
    }

    @Test
    void what_is_kept_is_bounded_and_read_again() throws JsonProcessingException {
        Rounds rounds = Rounds.NONE;
        for (int i = 0; i < Rounds.MOST_CUSTOMERS + 50; i++) {
            rounds = rounds.entered(new TenantId(new UUID(7, i)), BEGIN.plus(Duration.ofHours(3L * i)));
        }

        assertThat(rounds.customers()).hasSize(Rounds.MOST_CUSTOMERS).doesNotContainKey(new TenantId(new UUID(7, 0)));
        assertThat(rounds.days()).hasSize(Rounds.MOST_DAYS);
        String json = FeedJson.mapper().writeValueAsString(rounds);
        assertThat(FeedJson.mapper().readValue(json, Rounds.class)).isEqualTo(rounds);
        assertThat(json.length()).isLessThan(200_000);
    }

    @Test
    void the_surprise_is_that_of_a_negative_binomial() {
        // Size 1 is geometric: P(X >= x) = (mean / (1 + mean))^x.
        assertThat(FanOut.surprise(10, 3, 1)).isCloseTo(-10 * Math.log10(0.75), within(1e-9));
        assertThat(FanOut.surprise(0, 3, 1)).isZero();
        assertThat(FanOut.surprise(3, 3, 20)).isBetween(0.1, 0.5);
        assertThat(FanOut.surprise(400, 3, 3)).isFinite().isGreaterThan(50);
    }

    /** Somebody with customers of his own, of whom he enters some every working day, and now and then a new one. */
    private static final class Technician {
        private final List<TenantId> portfolio = new ArrayList<>();
        private final Random random;
        private final int seed;
        private final double mean;
        private Rounds rounds = Rounds.NONE;
        private Instant now = BEGIN;

        Technician(int seed) {
            this(seed, 60, 5);
        }

        Technician(int seed, int customers, double mean) {
            this.seed = seed;
            this.random = new Random(seed);
            this.mean = mean;
            for (int i = 0; i < customers; i++) {
                portfolio.add(new TenantId(new UUID(seed, i)));
            }
        }

        List<TenantId> portfolio(int many) {
            while (portfolio.size() < many) {
                portfolio.add(new TenantId(new UUID(seed, portfolio.size())));
            }
            return portfolio.subList(0, many);
        }

        TenantId lastEntered() {
            return portfolio.getFirst();
        }

        /** How often he was found. Days differ: their mean is drawn from a gamma distribution of shape 4. */
        int works(int days) {
            int found = 0;
            for (int day = 0; day < days; day++) {
                int many = Math.min(poisson(mean * gamma4() / 4), portfolio.size());
                Collections.shuffle(portfolio, random);
                Team team = Team.of(List.of(), now, LIMITS);
                boolean today = false;
                for (int i = 0; i < many; i++) {
                    rounds = rounds.entered(portfolio.get(i), now.plusSeconds(600L * i));
                    today |= RULE.judge(rounds, team, Set.of(), now.plusSeconds(600L * i))
                            .isPresent();
                }
                found += today ? 1 : 0;
                now = now.plus(DAY.multipliedBy(day % 5 == 4 ? 3 : 1));
            }
            return found;
        }

        Optional<FanOut.Found> enters(List<TenantId> customers) {
            return enters(customers, Set.of(), Team.of(List.of(), now, LIMITS));
        }

        Optional<FanOut.Found> enters(List<TenantId> customers, Set<TenantId> onboarded, Team team) {
            for (TenantId each : customers) {
                now = now.plusSeconds(30);
                rounds = rounds.entered(each, now);
            }
            return RULE.judge(rounds, team, onboarded, now);
        }

        Team.Colleague asColleague(Instant when) {
            Habit habit = rounds.habit(when, LIMITS.window());
            return new Team.Colleague(
                    habit.days(), habit.usual(), rounds.recent(when, LIMITS.window(), Set.of()), when);
        }

        private double gamma4() {
            double sum = 0;
            for (int i = 0; i < 4; i++) {
                sum -= Math.log(1 - random.nextDouble());
            }
            return sum;
        }

        private int poisson(double lambda) {
            double limit = Math.exp(-lambda);
            int k = 0;
            for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) {
                k++;
            }
            return k;
        }
    }
}
