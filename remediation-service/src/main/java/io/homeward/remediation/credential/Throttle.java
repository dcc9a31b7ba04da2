package io.homeward.remediation.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The consecutive failures of one authenticator of one account (NIST SP 800-63B-4 section 3.2.2); of a password, those from one source
 * ({@link Tries}).
 *
 * <p>The first {@link #FREE} cost nothing, since people mistype. Then the wait doubles from one second to {@link #LONGEST}. At
 * {@link #LIMIT} the authenticator answers no more (there, to a password) until it is replaced: that bounds what guessing can ever reach, and it
 * takes a persistent attacker rather than a clumsy owner. Tries during a wait are counted too.
 *
 * @param failures tries that were not proven right, including those under way
 * @param last when the last of them began
 */
public record Throttle(int failures, @Nullable Instant last) {
    static final int FREE = 5;
    static final int LIMIT = 100;
    static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int DOUBLINGS = 10; // 2^10 s is past LONGEST

    /** Whether it answers no more at all. */
    public boolean exhausted() {
        return failures >= LIMIT;
    }

    /** Until when a right answer is not good enough; empty where there is nothing to wait for. */
    public Optional<Instant> waitUntil(Instant now) {
        return waitUntil(now, FREE);
    }

    /** The same of all sources together from which nobody was ever let in: as many guesses as one of them has at most, then they wait. */
    Optional<Instant> waitOfStrangers(Instant now) {
        return waitUntil(now, LIMIT);
    }

    private Optional<Instant> waitUntil(Instant now, int free) {
        if (last == null || failures < free) {
            return Optional.empty();
        }
        Duration wait = Duration.ofSeconds(1L << Math.min(failures - free, DOUBLINGS));
        Instant until = last.plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
        return now.isBefore(until) ? Optional.of(until) : Optional.empty();
    }
}
