package io.homeward.risk.stream;

import io.homeward.accessrules.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What was read and is not done with: sign-ins still to be taken in, by tenant, in the order of their partitions; messages still to be put aside;
 * and how far each partition is read once both are empty. Of one thread.
 */
final class Delivery {
    private final Map<TenantId, List<Message.Understood>> waiting = new LinkedHashMap<>();
    private final List<Message.Poison> aside = new ArrayList<>();
    private final Map<TopicPartition, OffsetAndMetadata> read = new LinkedHashMap<>();

    void add(ConsumerRecord<byte[], byte[]> source, Instant now) {
        switch (Message.read(source, now)) {
            case Message.Understood understood ->
                waiting.computeIfAbsent(understood.tenant(), each -> new ArrayList<>())
                        .add(understood);
            case Message.Poison poison -> aside.add(poison);
        }
        read.put(
                new TopicPartition(source.topic(), source.partition()),
                new OffsetAndMetadata(source.offset() + 1, source.leaderEpoch(), ""));
    }

    /** One tenant's part that has not been taken in yet. */
    Optional<Map.Entry<TenantId, List<Message.Understood>>> next() {
        return waiting.entrySet().stream().findFirst();
    }

    void taken(TenantId tenant) {
        waiting.remove(tenant);
    }

    void putAside(Message.Poison poison) {
        aside.add(poison);
    }

    List<Message.Poison> aside() {
        return List.copyOf(aside);
    }

    void isAside() {
        aside.clear();
    }

    boolean done() {
        return waiting.isEmpty() && aside.isEmpty();
    }

    int size() {
        return aside.size() + waiting.values().stream().mapToInt(List::size).sum();
    }

    /** How far partitions may be committed; only once it is {@link #done}. */
    Map<TopicPartition, OffsetAndMetadata> read() {
        return Map.copyOf(read);
    }

    void committed() {
        read.clear();
    }

    /** These partitions have another reader now, who begins after what was committed. */
    void forget(Collection<TopicPartition> partitions) {
        waiting.values().forEach(part -> part.removeIf(message -> partitions.contains(message.partition())));
        waiting.values().removeIf(List::isEmpty);
        aside.removeIf(message -> partitions.contains(message.partition()));
        partitions.forEach(read::remove);
    }
}
