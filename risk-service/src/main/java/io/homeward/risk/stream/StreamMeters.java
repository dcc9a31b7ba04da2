package io.homeward.risk.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is counted, once Kafka is in use: {@code homeward.stream.signins} by {@code result}; {@code homeward.stream.waiting}, messages that were read
 * and wait for the database or the broker; {@code homeward.stream.behind}, messages of this process's partitions that were not read yet.
 */
final class StreamMeters {
    private final Counter added;
    private final Counter known;
    private final Counter aside;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong behind = new AtomicLong();

    /** Of one reader. */
    record Backlog(long waiting, long behind) {
        static final Backlog NONE = new Backlog(0, 0);
    }

    StreamMeters(MeterRegistry registry) {
        added = registry.counter("homeward.stream.signins", "result", "added");
        known = registry.counter("homeward.stream.signins", "result", "known");
        aside = registry.counter("homeward.stream.signins", "result", "aside");
        Gauge.builder("homeward.stream.waiting", waiting, AtomicLong::get).register(registry);
        Gauge.builder("homeward.stream.behind", behind, AtomicLong::get).register(registry);
    }

    void taken(int fresh, int old) {
        added.increment(fresh);
        known.increment(old);
    }

    void aside(int messages) {
        aside.increment(messages);
    }

    /** A reader's backlog has changed. */
    void backlog(Backlog before, Backlog now) {
        waiting.addAndGet(now.waiting() - before.waiting());
        behind.addAndGet(now.behind() - before.behind());
    }
}
