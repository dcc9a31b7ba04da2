package io.homeward.risk.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatchesTest {
    private static final String ANYBODY = "key";

    /** Doubles numbers; batches it was given are remembered; it waits at the gate, where one is set. */
    private static final class Doubling implements Batches.Work<Integer, Integer> {
        private final List<List<Integer>> batches = new ArrayList<>();
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch gate;
        private boolean down;

        Doubling(CountDownLatch gate) {
            this.gate = gate;
        }

        @Override
        public synchronized List<Integer> together(List<Integer> all) {
            begun.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            batches.add(all);
            if (down || all.contains(13)) {
                throw new IllegalArgumentException(down ? "down" : "unlucky");
            }
            return all.stream().map(each -> 2 * each).toList();
        }

        @Override
        public boolean meetsAll(RuntimeException thrown) {
            return down;
        }
    }

    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void nobody_waits_any_more() throws InterruptedException {
        senders.shutdown();
        assertThat(senders.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void what_comes_while_a_batch_is_under_way_is_the_next_one() throws Exception {
        var gate = new CountDownLatch(1);
        var work = new Doubling(gate);
        try (var batches = new Batches<Integer, Integer>("test", 1, 100, 100, work)) {
            List<Future<Integer>> answers = sent(batches, work, 1, IntStream.rangeClosed(2, 5));
            gate.countDown();

            assertThat(answers).extracting(Future::get).containsExactly(2, 4, 6, 8, 10);
            assertThat(work.batches).hasSize(2);
            assertThat(work.batches.getFirst()).containsExactly(1);
            assertThat(work.batches.getLast()).containsExactlyInAnyOrder(2, 3, 4, 5);
        }
    }

    @Test
    void one_that_cannot_be_done_does_not_keep_its_neighbours_from_being_done() throws Exception {
        var gate = new CountDownLatch(1);
        var work = new Doubling(gate);
        try (var batches = new Batches<Integer, Integer>("test", 1, 100, 100, work)) {
            List<Future<Integer>> answers = sent(batches, work, 1, IntStream.rangeClosed(12, 14));
            gate.countDown();

            assertThat(answers.get(1).get()).isEqualTo(24);
            assertThat(answers.get(3).get()).isEqualTo(28);
            assertThatThrownBy(() -> answers.get(2).get()).hasRootCauseMessage("unlucky");
        }
    }

    @Test
    void what_meets_everybody_is_not_tried_for_each_alone() throws Exception {
        var gate = new CountDownLatch(1);
        var work = new Doubling(gate);
        work.down = true;
        try (var batches = new Batches<Integer, Integer>("test", 1, 100, 100, work)) {
            List<Future<Integer>> answers = sent(batches, work, 1, IntStream.rangeClosed(2, 9));
            gate.countDown();

            for (Future<Integer> answer : answers) {
                assertThatThrownBy(answer::get).hasRootCauseMessage("down");
            }
            assertThat(work.batches).hasSize(2);
        }
    }

    @Test
    void more_than_may_wait_are_sent_away_and_those_who_wait_are_served() throws Exception {
        var gate = new CountDownLatch(1);
        var work = new Doubling(gate);
        try (var batches = new Batches<Integer, Integer>("test", 1, 2, 3, work)) {
            List<Future<Integer>> answers = sent(batches, work, 1, IntStream.rangeClosed(2, 4));

            assertThatThrownBy(() -> batches.submit(5, ANYBODY))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.fault())
                            .isEqualTo(Fault.TOO_BUSY));
            gate.countDown();
            assertThat(answers).extracting(Future::get).containsExactly(2, 4, 6, 8);
        }
    }

    @Test
    void closing_serves_who_has_come_and_nobody_after() throws Exception {
        var gate = new CountDownLatch(1);
        var work = new Doubling(gate);
        var batches = new Batches<Integer, Integer>("test", 1, 100, 100, work);
        List<Future<Integer>> answers = sent(batches, work, 1, IntStream.rangeClosed(2, 3));
        gate.countDown();
        CompletableFuture.runAsync(batches::close, senders).get(10, TimeUnit.SECONDS);

        assertThat(answers).extracting(Future::get).containsExactly(2, 4, 6);
        assertThatThrownBy(() -> batches.submit(4, ANYBODY)).isInstanceOf(Refusal.class);
    }

    /** The first is under way and the others wait, in this order, when this returns. */
    private List<Future<Integer>> sent(Batches<Integer, Integer> batches, Doubling work, int first, IntStream others)
            throws InterruptedException {
        var answers = new ArrayList<Future<Integer>>();
        answers.add(senders.submit(() -> batches.submit(first, ANYBODY)));
        assertThat(work.begun.await(10, TimeUnit.SECONDS)).isTrue();
        int waiting = 0;
        for (int each : others.toArray()) {
            answers.add(senders.submit(() -> batches.submit(each, ANYBODY)));
            waiting++;
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (batches.waiting() < waiting && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
        return answers;
    }
}
