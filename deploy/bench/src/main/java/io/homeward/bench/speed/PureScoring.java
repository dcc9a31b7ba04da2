package io.homeward.bench.speed;

import io.homeward.intel.Intelligence;
import io.homeward.risk.blocklist.BlockList;
import io.homeward.risk.detection.Facts;
import io.homeward.risk.familiarity.InMemoryPopulation;
import io.homeward.risk.familiarity.Lesson;
import io.homeward.risk.familiarity.Model;
import io.homeward.risk.familiarity.Tuning;
import io.homeward.risk.familiarity.ValueKey;
import io.homeward.risk.familiarity.budget.Budgets;
import io.homeward.risk.habit.TenantHabits;
import io.homeward.risk.intel.UserAgents;
import io.homeward.risk.profile.History;
import io.homeward.risk.profile.SourceActivity;
import io.homeward.risk.score.Detectors;
import io.homeward.risk.score.Score;
import io.homeward.risk.signin.Enricher;
import io.homeward.risk.signin.GraphSignIns;
import io.homeward.risk.signin.Reading;
import io.homeward.risk.signin.SignIn;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/** What one sign-in costs without network and database, on one processor: to read it, to enrich it, to score it, and to learn from it. */
final class PureScoring {
    /** Time of this thread on a processor: others on the machine do not count. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final int PEOPLE = 1_000;
    private static final int ROUNDS = 9;
    private static final int EACH_ROUND = 20_000;

    private final Crowd crowd = new Crowd(PEOPLE, 1);
    private final TenantHabits habits =
            new TenantHabits(Crowd.tenant(0), new ValueKey(1, 2), new Model(Tuning.SHIPPED), Budgets.SHIPPED);
    private final Enricher enricher =
            new Enricher(Intelligence.NONE, BlockList.EMPTY, origin -> false, new UserAgents());
    private final History[] histories = new History[PEOPLE];
    private final byte[][] texts = new byte[EACH_ROUND][];
    private final List<SignIn> signIns = new ArrayList<>();

    /** @return lines to print */
    List<String> measure() {
        prepare();
        return List.of(
                line("read from JSON", i -> read(texts[i]).userName().length()),
                line("enriched, the user agent being known", i -> enricher.enrich(signIns.get(i))
                        .attempts()),
                line("scored: features, observation, detectors, score", this::score),
                line("learned from: lesson and new profile", this::learn));
    }

    private void prepare() {
        Arrays.fill(histories, History.NONE);
        var rows = new ArrayList<InMemoryPopulation.Row>();
        Instant first = Instant.now().minus(Duration.ofDays(30));
        for (int day = 0; day < 25; day++) {
            for (int person = 0; person < PEOPLE; person++) {
                SignIn signIn = enricher.enrich(read(crowd.usual(person, first.plus(Duration.ofDays(day)))));
                History history = histories[person];
                Lesson lesson = habits.lesson(habits.features(signIn), history);
                histories[person] = history.with(signIn, history.habits().with(lesson, habits.model()));
                rows.addAll(InMemoryPopulation.rows(lesson, 1));
            }
        }
        habits.refresh(rows, List.of(), 1, Instant.MAX);
        var random = new SplittableRandom(1);
        for (int i = 0; i < EACH_ROUND; i++) {
            texts[i] = crowd.signIn(i % PEOPLE, Instant.now(), random);
            signIns.add(enricher.enrich(read(texts[i])));
        }
    }

    private static SignIn read(byte[] text) {
        if (GraphSignIns.one(text) instanceof Reading.Good good) {
            return good.signIn();
        }
        throw new IllegalStateException("No sign-in");
    }

    private int score(int i) {
        SignIn signIn = signIns.get(i);
        History history = histories[i % PEOPLE];
        return Score.of(
                        new Facts(signIn, history, SourceActivity.QUIET, Intelligence.NONE),
                        Optional.of(habits.statistics(signIn, history)),
                        Detectors.SHIPPED)
                .findings()
                .size();
    }

    private int learn(int i) {
        SignIn signIn = signIns.get(i);
        History history = histories[i % PEOPLE];
        return history.with(
                        signIn, history.habits().with(habits.lesson(habits.features(signIn), history), habits.model()))
                .accepted();
    }

    /** The median of rounds, after others that only warm up. */
    private static String line(String what, IntUnaryOperator work) {
        double[] micros = new double[ROUNDS];
        long sum = 0;
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            long begun = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < EACH_ROUND; i++) {
                sum += work.applyAsInt(i);
            }
            if (round >= 0) {
                micros[round] = (THREADS.getCurrentThreadCpuTime() - begun) / 1e3 / EACH_ROUND;
            }
        }
        Arrays.sort(micros);
        return "%-60s%8.1f".formatted(what, micros[ROUNDS / 2]) + (sum == 42 ? " " : "");
    }
}
