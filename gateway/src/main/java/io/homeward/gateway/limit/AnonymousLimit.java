package io.homeward.gateway.limit;

import io.github.bucket4j.Bandwidth;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.LongSupplier;

/** An allowance per client address, so that guessing passwords has a ceiling here, whatever the throttle of a single account says. */
@Singleton
public class AnonymousLimit {

    /** More addresses at once than this, and those that have been quiet the longest start anew. */
    private static final int CLIENTS = 100_000;

    private final Bandwidth rate;
    private final Buckets<String> buckets;

    @Inject
    AnonymousLimit(LimitSettings settings) {
        this(settings.burst(), settings.perSecond(), System::nanoTime);
    }

    AnonymousLimit(int burst, int perSecond, LongSupplier nanos) {
        this.rate = Buckets.rate(burst, perSecond, Duration.ofSeconds(1));
        this.buckets = new Buckets<>(CLIENTS, nanos);
    }

    /** Takes one permission. */
    public Allowance take(String address) {
        return buckets.take(network(address), rate);
    }

    /** One customer of a provider has a whole /64 of IPv6 addresses to himself. */
    static String network(String address) {
        int zone = address.indexOf('%');
        String plain = zone < 0 ? address : address.substring(0, zone);
        if (plain.indexOf(':') < 0) {
            return plain;
        }
        String[] halves = plain.split("::", 2);
        String[] groups = halves[0].isEmpty() ? new String[0] : halves[0].split(":");
        var network = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            network.append(i < groups.length ? groups[i] : "0").append(':');
        }
        return network.append(":/64").toString();
    }
}
