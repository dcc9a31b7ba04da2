package io.homeward.streamtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker with the two topics, and what an operator can see of it. */
final class Broker implements AutoCloseable {
    static final String SIGN_INS = "signins";
    static final String ASIDE = "signins-aside";
    static final String GROUP = "risk-service";
    private static final int PARTITIONS = 6;
    private static final Duration START_WITHIN = Duration.ofSeconds(60);

    private final String servers;
    private final Admin admin;

    private Broker(String servers, Admin admin) {
        this.servers = servers;
        this.admin = admin;
    }

    /** Does not wait until it is up: {@link #createTopics} does. */
    static Broker start(Processes processes) throws IOException {
        int port = Processes.freePort();
        processes.java(
                "broker",
                Map.of(),
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerMain.class.getName(),
                        processes.folder().resolve("kafka").toString(),
                        Integer.toString(port),
                        Integer.toString(Processes.freePort())));
        String servers = "127.0.0.1:" + port;
        return new Broker(
                servers, Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, (Object) servers)));
    }

    String servers() {
        return servers;
    }

    void createTopics() throws InterruptedException, ExecutionException {
        short once = 1;
        var topics = List.of(
                new NewTopic(SIGN_INS, PARTITIONS, once).configs(Map.of("max.message.bytes", "2000000")),
                new NewTopic(ASIDE, 1, once));
        long deadline = System.nanoTime() + START_WITHIN.toNanos();
        while (true) {
            try {
                admin.createTopics(topics).all().get();
                return;
            } catch (ExecutionException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }

    void send(List<ProducerRecord<byte[], byte[]>> records) {
        Map<String, Object> properties = Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                2_000_000);
        try (var producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            var sent = records.stream().map(producer::send).toList();
            for (var each : sent) {
                each.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many partitions each member of the group has. */
    List<Integer> shares() throws InterruptedException {
        try {
            return admin.describeConsumerGroups(List.of(GROUP)).all().get().get(GROUP).members().stream()
                    .map(MemberDescription::assignment)
                    .map(assignment -> assignment.topicPartitions().size())
                    .toList();
        } catch (ExecutionException e) {
            return List.of();
        }
    }

    /** Messages of the topic after those the group has committed. */
    long behind() throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends(SIGN_INS, PARTITIONS).entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata at = committed.get(end.getKey());
                    return end.getValue() - (at == null ? 0 : at.offset());
                })
                .sum();
    }

    private Map<TopicPartition, Long> ends(String topic, int partitions)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> latest = java.util.stream.IntStream.range(0, partitions)
                .mapToObj(number -> new TopicPartition(topic, number))
                .collect(Collectors.toMap(Function.identity(), each -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** What has been put aside, by where it came from. */
    Map<String, String> reasons() throws InterruptedException, ExecutionException {
        var partition = new TopicPartition(ASIDE, 0);
        long end = ends(ASIDE, 1).get(partition);
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        Map<String, Object> properties = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(Set.of(partition));
            consumer.seekToBeginning(Set.of(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        assertThat(found).allMatch(each -> header(each, "homeward-from").startsWith(SIGN_INS));
        return found.stream()
                .collect(Collectors.toMap(
                        each -> new String(each.key(), StandardCharsets.UTF_8),
                        each -> header(each, "homeward-reason"),
                        (one, again) -> one));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    static Path properties(Path folder) throws IOException {
        // A reader that was killed is missed sooner than in production.
        return java.nio.file.Files.writeString(
                folder.resolve("client.properties"), "session.timeout.ms=3000\nheartbeat.interval.ms=500\n");
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
