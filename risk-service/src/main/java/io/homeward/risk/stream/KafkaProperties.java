package io.homeward.risk.stream;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the clients of Kafka are told: the operator's file, over it what correctness rests on. */
record KafkaProperties(Properties reader, Properties writer) {

    /** A poll is bounded in bytes too: by so many, and by as many of one partition. */
    private static final int MOST_BYTES = 16 << 20;

    private static final int MOST_BYTES_OF_A_PARTITION = 1 << 20;

    /** The reader must not be away from its group for long while the topic of what is put aside cannot be reached. */
    private static final int LONGEST_BLOCK_MILLIS = 10_000;

    /**
     * @throws org.apache.kafka.common.config.ConfigException where a property cannot be
     * @throws UncheckedIOException where the file cannot be read
     */
    static KafkaProperties of(StreamSettings settings, String servers) {
        Properties common = new Properties();
        settings.propertiesFile().ifPresent(file -> load(file, common));
        common.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        var properties = new KafkaProperties(reader(common, settings), writer(common));
        new ConsumerConfig(properties.reader);
        new ProducerConfig(properties.writer);
        return properties;
    }

    private static void load(Path file, Properties into) {
        try (Reader text = Files.newBufferedReader(file)) {
            into.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException("homeward.stream.properties-file cannot be read", e);
        }
    }

    private static Properties reader(Properties common, StreamSettings settings) {
        var reader = new Properties();
        reader.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        reader.setProperty(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(MOST_BYTES));
        reader.setProperty(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(MOST_BYTES_OF_A_PARTITION));
        reader.putAll(common);
        boolean assignedByBroker =
                GroupProtocol.CONSUMER.name.equalsIgnoreCase(common.getProperty(ConsumerConfig.GROUP_PROTOCOL_CONFIG));
        if (!assignedByBroker) {
            // Who keeps his partitions works on while others are handed over.
            reader.putIfAbsent(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        }
        reader.setProperty(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        reader.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        reader.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        reader.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(settings.batch()));
        reader.setProperty(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        reader.setProperty(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        return reader;
    }

    private static Properties writer(Properties common) {
        var writer = new Properties();
        writer.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.toString(LONGEST_BLOCK_MILLIS));
        common.stringPropertyNames().stream()
                .filter(name -> !ConsumerConfig.configNames().contains(name)
                        || ProducerConfig.configNames().contains(name))
                .forEach(name -> writer.setProperty(name, common.getProperty(name)));
        writer.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        writer.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        writer.setProperty(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        writer.setProperty(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        return writer;
    }
}
