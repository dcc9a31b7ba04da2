package io.homeward.feed;

import java.time.Duration;

/**
 * How old a replica may be, at the moment this was asked for. Ask anew at every decision.
 *
 * @param everComplete whether there has been a complete state at all
 * @param age since the reader sent the request whose certified answer it has fully applied; as long as can be where there is none yet
 */
public record Freshness(boolean everComplete, Duration age) {

    /** Nothing has been read yet. */
    public static final Freshness NEVER = new Freshness(false, Duration.ofNanos(Long.MAX_VALUE));

    /** Whether the replica may lack something that was committed longer ago than the lease: then nothing may be allowed by it. */
    public boolean isStale(Duration lease) {
        return !everComplete || age.compareTo(lease) > 0;
    }

    /** The freshness of a state composed of two replicas: that of the worse one. */
    public Freshness and(Freshness other) {
        return new Freshness(everComplete && other.everComplete, age.compareTo(other.age) >= 0 ? age : other.age);
    }
}
