package io.homeward.gateway.limit;

import io.github.bucket4j.Bandwidth;
import io.homeward.accessrules.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/** An allowance per tenant, client and kind of traffic, so that one client's script does not take a tenant's other clients their turn. */
@Singleton
public class ClientLimit {
    private static final Duration PERIOD = Duration.ofSeconds(10);

    /** About 40 MB at most. */
    private static final int CLIENTS = 100_000;

    /** @param who the application, or the person */
    private record Client(TenantId tenant, UUID who, Traffic traffic) {}

    private final Map<Traffic, Bandwidth> rates = new EnumMap<>(Traffic.class);
    private final Buckets<Client> buckets;

    @Inject
    ClientLimit(ClientLimitSettings settings) {
        this(settings, System::nanoTime);
    }

    ClientLimit(ClientLimitSettings settings, LongSupplier nanos) {
        for (Traffic traffic : Traffic.values()) {
            int calls =
                    switch (traffic) {
                        case IDENTITY_PROTECTION -> settings.identityProtection();
                        case DIRECTORY -> settings.directory();
                        case REPORTS -> settings.reports();
                        case RELATIONSHIPS -> settings.relationships();
                        case OTHER -> settings.other();
                    };
            rates.put(traffic, Buckets.rate(calls, calls, PERIOD));
        }
        buckets = new Buckets<>(CLIENTS, nanos);
    }

    /**
     * Takes one permission.
     *
     * @param tenant the one entered
     * @param who the application, or the person, whatever he calls with
     */
    public Allowance take(TenantId tenant, UUID who, Traffic traffic) {
        Bandwidth rate = rates.get(traffic);
        if (rate == null) {
            throw new IllegalStateException(traffic + " has no rate");
        }
        return buckets.take(new Client(tenant, who, traffic), rate);
    }
}
