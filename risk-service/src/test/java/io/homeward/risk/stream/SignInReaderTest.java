package io.homeward.risk.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.SignInText;
import io.homeward.risk.intake.Raced;
import io.homeward.risk.signin.SignIn;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order in which things are done, on Kafka's own stand-ins for its clients. */
class SignInReaderTest {
    private static final TopicPartition ONE = new TopicPartition(Records.TOPIC, 0);
    private static final TopicPartition OTHER = new TopicPartition(Records.TOPIC, 1);
    private static final TenantId ACME = new TenantId(UUID.randomUUID());
    private static final TenantId BOLT = new TenantId(UUID.randomUUID());

    private final Member consumer = new Member();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final House house = new House();
    private SignInReader reader;

    /** A member of the group whose commits can be refused. */
    private static final class Member extends MockConsumer<byte[], byte[]> {
        private boolean refused;

        Member() {
            super("earliest");
        }

        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            if (refused) {
                throw new KafkaException("The group is being rebalanced");
            }
            super.commitSync(offsets);
        }
    }

    /** A database of sign-in ids. */
    private final class House implements TakeDelivery.Intake {
        private final Set<String> kept = new HashSet<>();
        private final List<List<String>> transactions = new ArrayList<>();
        private final List<Map<TopicPartition, OffsetAndMetadata>> committedBefore = new ArrayList<>();
        private TakeDelivery.Known knows = TakeDelivery.Known.YES;
        private boolean raced;
        private Predicate<TenantId> away = tenant -> false;

        @Override
        public TakeDelivery.Known knows(TenantId tenant) {
            return knows;
        }

        @Override
        public int take(TenantId tenant, List<SignIn> signIns) {
            if (away.test(tenant)) {
                throw new IllegalStateException(new SQLException("Connection refused", "08001"));
            }
            if (raced) {
                throw new Raced();
            }
            if (signIns.stream().anyMatch(signIn -> signIn.id().startsWith("broken"))) {
                throw new IllegalStateException(new SQLException("value too long", "22001"));
            }
            committedBefore.add(consumer.committed(Set.of(ONE, OTHER)));
            List<String> ids = signIns.stream().map(SignIn::id).toList();
            transactions.add(ids);
            int before = kept.size();
            kept.addAll(ids);
            return kept.size() - before;
        }
    }

    @BeforeEach
    void a_reader() {
        consumer.updateBeginningOffsets(Map.of(ONE, 0L, OTHER, 0L));
        reader = new SignInReader(
                consumer,
                new Aside(() -> producer, "aside"),
                Records.TOPIC,
                house,
                new StreamMeters(registry),
                Clock.systemUTC());
        reader.subscribe();
        consumer.rebalance(List.of(ONE, OTHER));
    }

    @AfterEach
    void closed() {
        reader.close();
    }

    @Test
    void positions_are_committed_after_the_transactions_and_not_before() {
        send(ACME, 0, 0, "a");
        send(BOLT, 0, 1, "b");
        send(ACME, 1, 0, "c");

        reader.turn();

        assertThat(house.transactions)
                .as("one a tenant")
                .extracting(Set::copyOf)
                .containsExactlyInAnyOrder(Set.of("a", "c"), Set.of("b"));
        assertThat(house.committedBefore).allMatch(Map::isEmpty);
        assertThat(committed(ONE)).isEqualTo(2);
        assertThat(committed(OTHER)).isEqualTo(1);
    }

    @Test
    void while_the_database_is_away_nothing_is_skipped_committed_or_put_aside() {
        house.away = BOLT::equals;
        send(ACME, 0, 0, "a");
        send(BOLT, 0, 1, "b");
        reader.turn();
        send(BOLT, 0, 2, "c");
        reader.turn();

        assertThat(house.transactions).containsExactly(List.of("a"));
        assertThat(consumer.committed(Set.of(ONE))).isEmpty();
        assertThat(producer.history()).isEmpty();
        assertThat(consumer.paused()).containsExactlyInAnyOrder(ONE, OTHER);
        assertThat(registry.get("homeward.stream.waiting").gauge().value()).isEqualTo(1);

        house.away = tenant -> false;
        reader.turn();
        assertThat(consumer.paused()).isEmpty();
        assertThat(committed(ONE)).isEqualTo(2);
        reader.turn();

        assertThat(house.transactions)
                .as("each once, in order")
                .containsExactly(List.of("a"), List.of("b"), List.of("c"));
        assertThat(committed(ONE)).isEqualTo(3);
        assertThat(registry.get("homeward.stream.waiting").gauge().value()).isZero();
    }

    @Test
    void poison_goes_aside_with_its_reason_and_holds_up_nobody() {
        send(ACME, 0, 0, "a");
        consumer.addRecord(Records.of(ACME, 0, 1, "no JSON"));
        send(ACME, 0, 2, "broken");
        send(ACME, 0, 3, "d");

        reader.turn();

        assertThat(house.kept).containsExactlyInAnyOrder("a", "d");
        assertThat(committed(ONE)).isEqualTo(4);
        assertThat(producer.history())
                .extracting(ProducerRecord::topic, each -> header(each, Aside.FROM))
                .containsExactly(tuple("aside", "signins-0@1"), tuple("aside", "signins-0@2"));
        assertThat(header(producer.history().getFirst(), Aside.REASON)).startsWith("Not JSON");
        assertThat(header(producer.history().getLast(), Aside.REASON))
                .isEqualTo("It cannot be taken in: SQL state 22001");
        assertThat(header(producer.history().getFirst(), Message.TENANT)).isEqualTo(ACME.toString());
        assertThat(producer.history().getFirst().key()).isEqualTo(Records.bytes("key"));
        assertThat(registry.get("homeward.stream.signins")
                        .tag("result", "aside")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void a_transaction_that_loses_against_others_is_no_poison() {
        house.raced = true;
        send(ACME, 0, 0, "a");
        reader.turn();

        house.raced = false;
        reader.turn();

        assertThat(house.kept).containsExactly("a");
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void what_is_too_large_is_put_aside_cut() {
        consumer.addRecord(Records.of(ACME.toString(), 0, 0, new byte[Message.LONGEST * 3]));

        reader.turn();

        ProducerRecord<byte[], byte[]> aside = producer.history().getFirst();
        assertThat(aside.value()).hasSize(Message.LONGEST);
        assertThat(header(aside, Aside.CUT)).isEqualTo(Integer.toString(Message.LONGEST * 3));
    }

    @Test
    void what_cannot_be_put_aside_is_not_passed_over() {
        producer.sendException = new KafkaException("Topic authorization failed");
        consumer.addRecord(Records.of(ACME, 0, 0, "no JSON"));
        reader.turn();
        assertThat(consumer.committed(Set.of(ONE))).isEmpty();

        producer.sendException = null;
        reader.turn();

        assertThat(producer.history()).hasSize(1);
        assertThat(committed(ONE)).isEqualTo(1);
    }

    @Test
    void an_unknown_tenant_is_poison_only_once_the_tenants_are_known() {
        house.knows = TakeDelivery.Known.UNKNOWN;
        send(ACME, 0, 0, "a");
        reader.turn();
        assertThat(producer.history()).isEmpty();
        assertThat(consumer.committed(Set.of(ONE))).isEmpty();

        house.knows = TakeDelivery.Known.NO;
        reader.turn();

        assertThat(header(producer.history().getFirst(), Aside.REASON)).isEqualTo("There is no such tenant");
        assertThat(house.kept).isEmpty();
        assertThat(committed(ONE)).isEqualTo(1);
    }

    @Test
    void what_waits_of_a_partition_that_another_has_now_is_left_to_him() {
        house.away = tenant -> true;
        send(ACME, 0, 0, "mine");
        send(ACME, 1, 0, "his");
        reader.turn();

        reader.onPartitionsRevoked(List.of(OTHER));
        consumer.rebalance(List.of(ONE));
        house.away = tenant -> false;
        reader.turn();

        assertThat(house.kept).containsExactly("mine");
        assertThat(committed(ONE)).isEqualTo(1);
    }

    @Test
    void partitions_that_come_while_something_waits_wait_too() {
        consumer.rebalance(List.of(ONE));
        house.away = tenant -> true;
        send(ACME, 0, 0, "a");
        reader.turn();

        consumer.rebalance(List.of(ONE, OTHER));
        reader.onPartitionsAssigned(List.of(OTHER));

        assertThat(consumer.paused()).contains(OTHER);
    }

    @Test
    void a_commit_that_fails_is_made_up_for_at_the_next_turn() {
        send(ACME, 0, 0, "a");
        consumer.refused = true;
        reader.turn();
        assertThat(consumer.committed(Set.of(ONE))).isEmpty();

        consumer.refused = false;
        reader.turn();

        assertThat(committed(ONE)).isEqualTo(1);
        assertThat(house.transactions).hasSize(1);
    }

    private void send(TenantId tenant, int partition, long offset, String id) {
        ConsumerRecord<byte[], byte[]> record = Records.of(
                tenant, partition, offset, SignInText.of("ada@x.example").id(id).json());
        consumer.addRecord(record);
    }

    private long committed(TopicPartition partition) {
        Collection<OffsetAndMetadata> committed =
                consumer.committed(Set.of(partition)).values();
        return committed.iterator().next().offset();
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
