package io.homeward.risk.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaPropertiesTest {
    private static final String SERVERS = "broker.example:9093";

    @TempDir
    Path folder;

    private record Settings(Optional<Path> propertiesFile) implements StreamSettings {
        @Override
        public Optional<String> bootstrapServers() {
            return Optional.of(SERVERS);
        }

        @Override
        public String topic() {
            return "signins";
        }

        @Override
        public String asideTopic() {
            return "signins-aside";
        }

        @Override
        public String group() {
            return "risk-service";
        }

        @Override
        public int readers() {
            return 1;
        }

        @Override
        public int batch() {
            return 500;
        }
    }

    @Test
    void what_the_operator_says_reaches_both_clients() throws IOException {
        KafkaProperties properties = with("""
                security.protocol=SASL_PLAINTEXT
                sasl.mechanism=PLAIN
                session.timeout.ms=30000
                compression.type=zstd
                """);

        assertThat(properties.reader())
                .containsEntry("security.protocol", "SASL_PLAINTEXT")
                .containsEntry("session.timeout.ms", "30000")
                .containsEntry("bootstrap.servers", SERVERS)
                .containsEntry("max.poll.records", "500")
                .containsEntry("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        assertThat(properties.writer())
                .containsEntry("sasl.mechanism", "PLAIN")
                .containsEntry("compression.type", "zstd")
                .doesNotContainKey("session.timeout.ms");
    }

    @Test
    void what_the_promises_rest_on_cannot_be_changed() throws IOException {
        KafkaProperties properties = with("""
                enable.auto.commit=true
                isolation.level=read_uncommitted
                group.id=mine
                bootstrap.servers=elsewhere:9092
                acks=0
                enable.idempotence=false
                """);

        assertThat(properties.reader())
                .containsEntry("enable.auto.commit", "false")
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("group.id", "risk-service")
                .containsEntry("bootstrap.servers", SERVERS);
        assertThat(properties.writer()).containsEntry("acks", "all").containsEntry("enable.idempotence", "true");
    }

    @Test
    void where_the_broker_assigns_no_assignor_is_named() throws IOException {
        assertThat(with("group.protocol=consumer\n").reader()).doesNotContainKey("partition.assignment.strategy");
    }

    @Test
    void a_property_that_cannot_be_and_a_file_that_is_not_there_stop_the_start() {
        assertThatThrownBy(() -> with("security.protocol=NONE_AT_ALL\n")).isInstanceOf(ConfigException.class);
        var missing = new Settings(Optional.of(folder.resolve("missing")));
        assertThatThrownBy(() -> KafkaProperties.of(missing, SERVERS)).isInstanceOf(UncheckedIOException.class);
    }

    private KafkaProperties with(String file) throws IOException {
        Path path = Files.writeString(folder.resolve("client.properties"), file);
        return KafkaProperties.of(new Settings(Optional.of(path)), SERVERS);
    }
}
