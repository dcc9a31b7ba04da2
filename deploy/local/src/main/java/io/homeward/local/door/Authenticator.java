package io.homeward.local.door;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * A person's authenticator app (RFC 6238, six digits, 30 seconds). A code is accepted once, and the codes of the step before, the present
 * and the step after are accepted; so it starts with the step before and never goes back, which gives three proofs without waiting.
 */
public final class Authenticator {
    private static final Duration STEP = Duration.ofSeconds(30);

    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator(STEP);
    private final String seed;
    private final InstantSource clock;
    private long lastStep = Long.MIN_VALUE;

    /** @param seed in base 32 */
    public Authenticator(String seed, InstantSource clock) {
        this.seed = seed;
        this.clock = clock;
    }

    public String seed() {
        return seed;
    }

    /** How long until {@link #code} has a code that was not given out yet; zero where it has one. */
    public Duration untilNext() {
        long present = clock.millis() / STEP.toMillis();
        long next = Math.max(present - 1, lastStep + 1);
        return next <= present + 1 ? Duration.ZERO : Duration.ofMillis((next - 1) * STEP.toMillis() - clock.millis());
    }

    /** A code that was not given out yet. Waits where all three of the present moment were. */
    public String code() {
        Duration wait = untilNext();
        if (wait.isPositive()) {
            Eventually.pause(wait);
        }
        long present = clock.millis() / STEP.toMillis();
        lastStep = Math.max(present - 1, lastStep + 1);
        try {
            var key = new SecretKeySpec(Base32.decode(seed), generator.getAlgorithm());
            return generator.generateOneTimePasswordString(key, Instant.ofEpochMilli(lastStep * STEP.toMillis()));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("The seed is no key", e);
        }
    }
}
