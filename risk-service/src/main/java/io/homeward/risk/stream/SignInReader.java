package io.homeward.risk.stream;

import io.homeward.risk.stream.StreamMeters.Backlog;
import io.quarkus.logging.Log;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * One member of the group: reads, has it taken in, commits how far it got, in this order. Partitions come and go only while it polls, so never
 * during a transaction. While something waits nothing more is read, but polling goes on: a member that does not poll is thrown out of the group.
 */
final class SignInReader implements ConsumerRebalanceListener, AutoCloseable {
    /** How long a stop may have to wait for an idle reader. */
    private static final Duration POLL = Duration.ofMillis(250);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final Aside aside;
    private final String topic;
    private final TakeDelivery takeDelivery;
    private final StreamMeters meters;
    private final InstantSource clock;

    private final Delivery delivery = new Delivery();
    private Duration pause = Duration.ZERO;
    private Backlog backlog = Backlog.NONE;

    /** @param aside closed with this reader, as the consumer is */
    SignInReader(
            Consumer<byte[], byte[]> consumer,
            Aside aside,
            String topic,
            TakeDelivery.Intake intake,
            StreamMeters meters,
            InstantSource clock) {
        this.consumer = consumer;
        this.aside = aside;
        this.topic = topic;
        this.takeDelivery = new TakeDelivery(intake, aside, meters);
        this.meters = meters;
        this.clock = clock;
    }

    void subscribe() {
        consumer.subscribe(List.of(topic), this);
    }

    /** One turn; for ever again is reading. */
    void turn() {
        boolean held = !pause.isZero();
        consumer.poll(held ? pause : POLL).forEach(each -> delivery.add(each, clock.instant()));
        if (takeDelivery.take(delivery)) {
            if (held) {
                pause = Duration.ZERO;
                consumer.resume(consumer.assignment());
            }
            commit();
        } else {
            pause = longer(pause);
            consumer.pause(consumer.assignment());
        }
        tell(new Backlog(delivery.size(), behind()));
    }

    /** What waits is not lost: the next reader begins after what was committed. */
    @Override
    public void close() {
        tell(Backlog.NONE);
        try {
            consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
        } finally {
            aside.close();
        }
    }

    private long behind() {
        return consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    private void tell(Backlog now) {
        meters.backlog(backlog, now);
        backlog = now;
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    /** Where it does not succeed it is tried again at the next turn; until then messages may come twice. */
    private void commit() {
        Map<TopicPartition, OffsetAndMetadata> read = delivery.read();
        if (read.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(read);
            delivery.committed();
        } catch (KafkaException e) {
            Log.infof("How far sign-ins are read is not committed yet: %s", e);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        if (delivery.done()) {
            commit();
        }
        delivery.forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        delivery.forget(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (!pause.isZero()) {
            consumer.pause(partitions);
        }
    }
}
