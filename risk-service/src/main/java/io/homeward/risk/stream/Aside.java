package io.homeward.risk.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The topic of messages that could not be taken in: as they were, and why, and where they stood. Of one thread. */
final class Aside implements AutoCloseable {
    static final String REASON = "homeward-reason";
    static final String FROM = "homeward-from";
    static final String CUT = "homeward-cut-from-bytes";

    /** With more than so many bytes of key and headers the value is kept without them: what is put aside must fit. */
    private static final int MOST_BESIDE_THE_VALUE = 1 << 16;

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final Supplier<Producer<byte[], byte[]>> opening;
    private final String topic;
    private @Nullable Producer<byte[], byte[]> producer;

    /** @param opening asked once, when there is something to put aside */
    Aside(Supplier<Producer<byte[], byte[]>> opening, String topic) {
        this.opening = opening;
        this.topic = topic;
    }

    /**
     * All of them are kept by the broker when this returns.
     *
     * @throws KafkaException where they are not; some may be
     */
    void put(List<Message.Poison> messages) {
        Producer<byte[], byte[]> open = producer == null ? opening.get() : producer;
        producer = open;
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        messages.forEach(message -> sent.add(open.send(record(message))));
        try {
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("Messages cannot be put aside", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted", e);
        }
    }

    private ProducerRecord<byte[], byte[]> record(Message.Poison message) {
        ConsumerRecord<byte[], byte[]> source = message.source();
        byte[] value = source.value();
        boolean cut = value != null && value.length > Message.LONGEST;
        boolean small = source.serializedKeySize() + size(source.headers()) <= MOST_BESIDE_THE_VALUE;
        var record = new ProducerRecord<byte[], byte[]>(
                topic,
                null,
                small ? source.key() : null,
                cut ? Arrays.copyOf(value, Message.LONGEST) : value,
                small ? source.headers() : null);
        Headers headers = record.headers();
        // One that was replayed and comes back says why it came back, not why it was here before.
        List.of(REASON, FROM, CUT).forEach(headers::remove);
        headers.add(REASON, message.reason().getBytes(StandardCharsets.UTF_8));
        headers.add(
                FROM,
                "%s-%d@%d"
                        .formatted(source.topic(), source.partition(), source.offset())
                        .getBytes(StandardCharsets.UTF_8));
        if (cut) {
            headers.add(CUT, Integer.toString(value.length).getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    private static int size(Headers headers) {
        int size = 0;
        for (Header header : headers) {
            size += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(CLOSE_WITHIN);
        }
    }
}
