package io.homeward.risk.stream;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Opens readers of real brokers. Not touched, and with it nothing of Kafka loaded, where no broker is configured. */
final class KafkaClients {
    private final StreamSettings settings;
    private final KafkaProperties properties;
    private final StreamMeters meters;

    /** Connects to nobody yet, but refuses properties that cannot be. */
    KafkaClients(StreamSettings settings, String servers, MeterRegistry registry) {
        this.settings = settings;
        this.properties = KafkaProperties.of(settings, servers);
        this.meters = new StreamMeters(registry);
    }

    SignInReader reader(TakeDelivery.Intake intake, InstantSource clock) {
        return new SignInReader(
                new KafkaConsumer<>(properties.reader()),
                new Aside(() -> new KafkaProducer<>(properties.writer()), settings.asideTopic()),
                settings.topic(),
                intake,
                meters,
                clock);
    }
}
