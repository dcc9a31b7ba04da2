package io.homeward.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A bucket of permissions per client address, so that guessing passwords has a ceiling here, whatever the throttle of a single account says.
 * It counts for this process alone; several gateways let through that much more.
 */
@Singleton
public class AnonymousLimit {
    private static final double NANOS = 1e9;

    /** More addresses at once than this, and those that have been quiet the longest start anew. */
    private static final int CLIENTS = 100_000;

    /** @param at when there were so many left */
    private record Bucket(double left, long at, boolean granted) {}

    private final int burst;
    private final int perSecond;
    private final LongSupplier nanos;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(CLIENTS).build();

    @Inject
    AnonymousLimit(LimitSettings settings) {
        this(settings.burst(), settings.perSecond(), System::nanoTime);
    }

    AnonymousLimit(int burst, int perSecond, LongSupplier nanos) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.nanos = nanos;
    }

    /** Takes one permission; where there is none left, says after how long there will be one. */
    public Optional<Duration> wait(String address) {
        long now = nanos.getAsLong();
        Bucket after = buckets.asMap().compute(network(address), (client, before) -> take(before, now));
        if (after == null || after.granted()) {
            return Optional.empty();
        }
        double missing = 1 - after.left();
        return Optional.of(Duration.ofMillis((long) Math.ceil(missing * 1000 / perSecond)));
    }

    private Bucket take(@org.jspecify.annotations.Nullable Bucket before, long now) {
        double left = before == null ? burst : Math.min(burst, before.left() + (now - before.at()) / NANOS * perSecond);
        return left >= 1 ? new Bucket(left - 1, now, true) : new Bucket(left, now, false);
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
