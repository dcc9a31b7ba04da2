package io.homeward.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Buckets of permissions, one per client, refilled steadily. They count for this process alone; several gateways let through that much more.
 * Their number is bounded: those that have been quiet the longest start anew. Any thread may ask; nobody waits.
 */
final class Buckets<K> {
    private final Cache<K, Bucket> buckets;
    private final TimeMeter clock;

    /**
     * @param most more clients than this are not remembered
     * @param nanos a clock that never goes back
     */
    Buckets(int most, LongSupplier nanos) {
        this.buckets = Caffeine.newBuilder().maximumSize(most).build();
        this.clock = new Nanos(nanos);
    }

    /** A rate at which permissions come back, and how many can be saved up. */
    static Bandwidth rate(long burst, long permissions, Duration period) {
        return Bandwidth.builder()
                .capacity(burst)
                .refillGreedy(permissions, period)
                .build();
    }

    /** Takes one permission. The rate counts from a client's first call on. */
    Allowance take(K client, Bandwidth rate) {
        Bucket bucket = buckets.get(client, absent -> Bucket.builder()
                .addLimit(rate)
                .withCustomTimePrecision(clock)
                .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return new Allowance(
                probe.isConsumed(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                rate.getCapacity(),
                probe.getRemainingTokens());
    }

    private record Nanos(LongSupplier nanos) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanos.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
