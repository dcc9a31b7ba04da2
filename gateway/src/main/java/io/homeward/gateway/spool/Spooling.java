package io.homeward.gateway.spool;

import io.homeward.tenancy.InternalTokens;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The spool and who empties it, as configured. Whoever writes to it closes it when he is done. */
@Singleton
public class Spooling {
    private final Optional<Spool> spool;
    private final Optional<Delivery> delivery;
    private final Duration every;

    /** @throws IllegalStateException where the settings cannot be, or another process uses the folder */
    Spooling(
            SpoolSettings settings,
            @ConfigProperty(name = "homeward.risk-service.url") URI riskService,
            InternalTokens tokens,
            MeterRegistry meters,
            InstantSource clock)
            throws IOException {
        if (settings.largest() < SpoolSettings.LEAST) {
            throw new IllegalStateException(
                    "homeward.decision-log.spool.largest is less than " + SpoolSettings.LEAST + " bytes");
        }
        this.every = settings.every();
        if (settings.folder().isEmpty()) {
            this.spool = Optional.empty();
            this.delivery = Optional.empty();
            return;
        }
        var waiting = new Spool(settings.folder().get(), settings.largest());
        this.spool = Optional.of(waiting);
        var sender = new Delivery(waiting, new RiskService(riskService, tokens), meters, clock);
        sender.start(meters);
        this.delivery = Optional.of(sender);
    }

    public Optional<Spool> spool() {
        return spool;
    }

    /** How long a decision waits for others to be sent with. */
    public Duration every() {
        return every;
    }

    public void close() throws InterruptedException, IOException {
        if (delivery.isPresent()) {
            delivery.get().stop();
        }
        if (spool.isPresent()) {
            spool.get().close();
        }
    }
}
