package io.homeward.risk.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.util.Optional;

/** Where sign-ins are read from, if from anywhere. */
@ConfigMapping(prefix = "homeward.stream")
public interface StreamSettings {

    /** {@code host:port} of brokers, with commas. Without it no topic is read. */
    Optional<String> bootstrapServers();

    /** A file in Kafka's own format (as for {@code --command-config}) with whatever the brokers ask for: TLS, SASL, time limits. */
    Optional<Path> propertiesFile();

    @WithDefault("signins")
    @NotBlank
    String topic();

    /** Where messages go that cannot be taken in. */
    @WithDefault("signins-aside")
    @NotBlank
    String asideTopic();

    /** Readers of one group share the partitions. */
    @WithDefault("risk-service")
    @NotBlank
    String group();

    /** Readers in this process; more than one where one core is not enough for the topic. */
    @WithDefault("1")
    @Min(1)
    @Max(16)
    int readers();

    /** At most so many messages at a time; those of one tenant among them are one transaction. */
    @WithDefault("500")
    @Min(1)
    @Max(10_000)
    int batch();
}
