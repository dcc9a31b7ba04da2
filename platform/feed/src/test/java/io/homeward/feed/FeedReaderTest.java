package io.homeward.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.homeward.accessrules.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the reader makes of each answer, and what it calls fresh. Time is a counter here. */
class FeedReaderTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LEASE = Duration.ofSeconds(2);

    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final MemoryReplica<Integer> replica = MemoryReplica.of(Integer.class);
    private final ScriptedSource source = new ScriptedSource();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(3));
    private final FeedReader reader =
            new FeedReader(new FeedName("numbers"), source, replica, nanos::get, FeedReader.WAIT);

    @AfterEach
    void stop() {
        reader.close();
    }

    @Test
    void before_anything_was_read_nothing_is_fresh_or_complete() {
        assertThat(reader.freshness()).isEqualTo(Freshness.NEVER);
        assertThat(reader.freshness().isStale(Duration.ofDays(1000))).isTrue();
        assertThat(reader.position()).isEmpty();
    }

    @Test
    void a_snapshot_counts_once_the_tail_up_to_its_end_is_applied() throws Exception {
        source.snapshot("e", 5, 7, change(5, "a", 10, 1));
        reader.start();

        assertThat(source.nextAsked()).isEqualTo(at("e", 5));
        assertThat(replica.size()).isZero();
        source.tail("e", 7, false, change(6, "b", 11, 2));
        assertThat(source.nextAsked()).isEqualTo(at("e", 6));
        assertThat(replica.size()).isZero();
        source.tail("e", 7, false, change(7, "a", 12, 3));
        assertThat(source.nextAsked()).isEqualTo(at("e", 7));

        assertThat(replica.get(tenant, "a")).contains(3);
        assertThat(replica.get(tenant, "b")).contains(2);
        assertThat(reader.freshness().everComplete()).isTrue();
        assertThat(reader.freshness().isStale(LEASE))
                .as("complete, but nobody has certified anything")
                .isTrue();
    }

    @Test
    void freshness_counts_from_the_sending_of_the_request_not_from_its_answer() throws Exception {
        source.snapshot("e", 0, 0);
        reader.start();
        source.nextAsked();

        advance(Duration.ofMillis(1500));
        source.tail("e", 0, true);
        source.nextAsked();

        assertThat(reader.freshness().age()).isEqualTo(Duration.ofMillis(1500));
        assertThat(reader.freshness().isStale(LEASE)).isFalse();
        advance(Duration.ofMillis(500));
        assertThat(reader.freshness().isStale(LEASE))
                .as("at the very end of the lease")
                .isFalse();
        advance(Duration.ofNanos(1));
        assertThat(reader.freshness().isStale(LEASE)).isTrue();
        assertThat(reader.freshness().everComplete()).isTrue();
        // The clock has passed the largest number meanwhile.
        assertThat(nanos.get()).isPositive();
        advance(Duration.ofSeconds(10));
        assertThat(nanos.get()).isNegative();
        assertThat(reader.freshness().age()).isEqualTo(Duration.ofMillis(12_000).plusNanos(1));
    }

    @Test
    void an_answer_that_is_not_certified_is_applied_and_makes_nothing_fresh() throws Exception {
        fresh();
        advance(Duration.ofSeconds(3));

        source.tail("e", 1, false, change(1, "a", 1, 1));
        source.nextAsked();

        assertThat(replica.get(tenant, "a")).contains(1);
        assertThat(reader.freshness().isStale(LEASE)).isTrue();
    }

    @Test
    void a_certified_answer_counts_when_everything_up_to_its_head_is_applied() throws Exception {
        fresh();
        advance(Duration.ofSeconds(1));
        source.tail("e", 2, false);
        source.nextAsked();
        // Sent now.
        source.tail("e", 3, true, change(1, "a", 1, 1));
        source.nextAsked();
        assertThat(reader.freshness().age()).isEqualTo(Duration.ofSeconds(1));

        advance(Duration.ofSeconds(1));
        source.tail("e", 3, false, change(2, "a", 2, 2), change(3, "a", 3, 3));
        source.nextAsked();

        assertThat(reader.freshness().age())
                .as("since the certified answer was asked for")
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_reader_that_is_always_a_little_behind_is_as_fresh_as_that_and_not_staler() throws Exception {
        fresh();
        for (int i = 1; i <= 20; i++) {
            advance(Duration.ofMillis(100));
            source.tail("e", i + 1, true, change(i, "a", i, i));
            source.nextAsked();
        }

        assertThat(reader.freshness().age()).isLessThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void positions_it_has_are_dropped() throws Exception {
        fresh();
        source.tail("e", 2, true, change(1, "a", 1, 1), change(2, "a", 2, 2));
        source.nextAsked();

        source.tail("e", 3, true, change(1, "a", 1, 1), change(2, "a", 2, 2), change(3, "b", 3, 3));

        assertThat(source.nextAsked()).isEqualTo(at("e", 3));
        assertThat(replica.size()).isEqualTo(2);
    }

    @Test
    void a_gap_another_epoch_an_earlier_head_and_an_expired_position_each_mean_a_new_snapshot() throws Exception {
        fresh();
        source.tail("e", 1, true, change(1, "a", 1, 1));
        source.nextAsked();

        source.tail("e", 3, true, change(3, "a", 3, 3));
        rebuiltAs("e2", 100);
        source.tail("e3", 100, true);
        rebuiltAs("e3", 50);
        source.tail("e3", 49, true);
        rebuiltAs("e3", 60);
        source.tail(() -> {
            throw new FeedExpired("410");
        });
        rebuiltAs("e4", 1);
        assertThat(replica.cursor()).contains(at("e4", 1));
    }

    @Test
    void a_head_behind_that_nobody_certifies_is_only_an_uninformed_server() throws Exception {
        fresh();
        source.tail("e", 1, true, change(1, "a", 1, 1));
        source.nextAsked();

        source.tail("e", 0, false);

        assertThat(source.nextAsked()).isEqualTo(at("e", 1));
        assertThat(replica.get(tenant, "a")).contains(1);
    }

    @Test
    void while_a_new_snapshot_is_read_the_former_content_stands_and_grows_stale() throws Exception {
        fresh();
        source.tail("e", 1, true, change(1, "old", 9, 9));
        source.nextAsked();
        advance(Duration.ofSeconds(1));
        source.tail("other", 5, true);
        source.brokenSnapshot("other", 5, change(5, "new", 1, 1));
        source.snapshot("other", 5, 6, change(5, "new", 1, 1));

        assertThat(source.nextAsked()).isEqualTo(at("other", 5));
        assertThat(replica.get(tenant, "old")).contains(9);
        assertThat(replica.get(tenant, "new")).isEmpty();
        assertThat(reader.freshness().age()).isEqualTo(Duration.ofSeconds(1));

        source.tail("other", 6, true, change(6, "new", 2, 2));
        source.nextAsked();
        assertThat(replica.get(tenant, "old")).isEmpty();
        assertThat(replica.get(tenant, "new")).contains(2);
        assertThat(reader.freshness().age()).isZero();
    }

    @Test
    void whatever_goes_wrong_it_asks_again_from_where_it_was() throws Exception {
        fresh();
        source.tail(() -> {
            throw new IOException("line cut");
        });
        source.tail(() -> {
            throw new IllegalStateException("a bug");
        });
        source.tail(() -> {
            throw new StackOverflowError("deep");
        });
        source.tail("e", 1, true, change(1, "a", 1, 1));
        for (int i = 0; i < 3; i++) {
            assertThat(source.nextAsked()).isEqualTo(at("e", 0));
        }

        assertThat(source.nextAsked()).isEqualTo(at("e", 1));
        assertThat(replica.get(tenant, "a")).contains(1);
    }

    @Test
    void what_cannot_be_read_stops_the_feed_and_is_never_skipped() throws Exception {
        fresh();
        var unreadable = new Change(1, tenant, "a", 1, new TextNode("no number"));
        source.tail("e", 2, true, unreadable, change(2, "b", 2, 2));
        assertThat(source.nextAsked()).isEqualTo(at("e", 0));
        advance(Duration.ofSeconds(3));

        assertThat(replica.size()).isZero();
        assertThat(reader.freshness().isStale(LEASE)).isTrue();
        assertThat(reader.freshness().everComplete()).isTrue();

        source.tail("e", 2, true, change(1, "a", 1, 1), change(2, "b", 2, 2));
        assertThat(source.nextAsked()).isEqualTo(at("e", 2));
    }

    @Test
    void who_waits_for_freshness_is_not_held_up_by_the_poll_that_is_out() throws Exception {
        source.snapshot("e", 0, 0);
        reader.start();
        assertThat(source.nextRequest().heldBack()).isEqualTo(FeedReader.WAIT);

        CompletableFuture<Boolean> waiting = waitForFreshness();
        assertThat(source.nextRequest().heldBack()).as("not held back").isZero();
        assertThat(waiting).isNotDone();
        source.tail("e", 0, true);

        assertThat(waiting.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(source.nextRequest().heldBack()).isEqualTo(FeedReader.WAIT);
    }

    @Test
    void waiting_for_freshness_needs_a_certified_answer_to_a_request_sent_after_the_wait_began() throws Exception {
        source.snapshot("e", 0, 0);
        reader.start();
        source.nextRequest();
        CompletableFuture<Boolean> first = waitForFreshness();
        source.nextRequest();

        // The request that is out was sent before this one began to wait; it is let finish, since it is short.
        assertThat(reader.awaitFresh(Duration.ofMillis(1))).isFalse();
        CompletableFuture<Boolean> second = waitForFreshness();
        source.tail("e", 0, true);
        assertThat(first.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(source.nextRequest().heldBack()).isZero();
        source.tail("e", 0, false);
        assertThat(source.nextRequest().heldBack()).isZero();
        assertThat(second).isNotDone();

        source.tail("e", 0, true);
        assertThat(second.get(5, TimeUnit.SECONDS)).isTrue();
    }

    /** Returns when the wait has begun. */
    private CompletableFuture<Boolean> waitForFreshness() {
        var result = new CompletableFuture<Boolean>();
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                result.complete(reader.awaitFresh(SOON));
            } catch (InterruptedException e) {
                result.completeExceptionally(e);
            }
        });
        while (waiting.getState() != Thread.State.TIMED_WAITING && !result.isDone()) {
            Thread.onSpinWait();
        }
        return result;
    }

    @Test
    void the_freshness_of_several_is_that_of_the_worst() {
        var young = new Freshness(true, Duration.ofMillis(10));
        var old = new Freshness(true, Duration.ofSeconds(5));

        assertThat(young.and(old)).isEqualTo(old);
        assertThat(old.and(young)).isEqualTo(old);
        assertThat(young.and(Freshness.NEVER).isStale(Duration.ofDays(1))).isTrue();
        assertThat(new Freshness(false, Duration.ZERO).isStale(LEASE)).isTrue();
    }

    /** Completes the replica at position 0, certified now; the next request is out. */
    private void fresh() throws InterruptedException {
        source.snapshot("e", 0, 0);
        source.tail("e", 0, true);
        reader.start();
        source.nextAsked();
        source.nextAsked();
        assertThat(reader.freshness().age()).isZero();
    }

    private void rebuiltAs(String epoch, long position) throws InterruptedException {
        source.snapshot(epoch, position, position);
        assertThat(source.nextAsked()).isEqualTo(at(epoch, position));
    }

    private void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static FeedCursor at(String epoch, long position) {
        return new FeedCursor(epoch, position);
    }

    private Change change(long position, String key, long version, int value) {
        return new Change(position, tenant, key, version, new IntNode(value));
    }
}
