package io.homeward.remediation.credential;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time codes (RFC 6238): steps of 30 seconds from the epoch, six digits, HMAC-SHA-1, which is what
 * authenticator apps assume.
 */
public final class TotpCode {
    static final int STEP_SECONDS = 30;
    static final int DIGITS = 6;

    /** RFC 6238 section 5.2: one step back for the network and the fingers; one ahead for a fast clock. */
    private static final int DRIFT = 1;

    /** Two minutes either way. */
    private static final int FOLLOWED = 4;

    private static final HmacOneTimePasswordGenerator GENERATOR = new HmacOneTimePasswordGenerator(DIGITS);

    private TotpCode() {}

    public static String at(byte[] seed, Instant time) {
        return of(seed, step(time), GENERATOR);
    }

    /**
     * The step the code belongs to, where it is one of the seed's about now and none at or before {@code lastStep} was used.
     *
     * @param lastStep the step of the code accepted last; a code is accepted once, and none older than it afterwards
     */
    static OptionalLong match(byte[] seed, String code, Instant now, long lastStep) {
        return match(seed, code, now, lastStep, 0);
    }

    /**
     * The same for a phone whose clock is known to be off (RFC 6238 section 6): besides those about now, the steps about what it shows now.
     *
     * @param drift by how many steps it was off last
     */
    static OptionalLong match(byte[] seed, String code, Instant now, long lastStep, int drift) {
        OptionalLong found = OptionalLong.empty();
        long current = step(now);
        for (int off = Math.min(drift, 0) - DRIFT; off <= Math.max(drift, 0) + DRIFT; off++) {
            boolean about = Math.abs(off) <= DRIFT || Math.abs(off - drift) <= DRIFT;
            // All steps are compared, whichever fits, so that the time taken says nothing.
            if (about && same(of(seed, current + off, GENERATOR), code) && current + off > lastStep) {
                found = OptionalLong.of(current + off);
            }
        }
        return found;
    }

    /** By how many steps the clock that made this one is off, as far as is followed: a clock that is off by minutes is to be set. */
    static int drift(long step, Instant now) {
        return Math.clamp(step - step(now), -FOLLOWED, FOLLOWED);
    }

    static String of(byte[] seed, long step, HmacOneTimePasswordGenerator generator) {
        try {
            return generator.generateOneTimePasswordString(new SecretKeySpec(seed, "RAW"), step);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("Any bytes are a key for an HMAC", e);
        }
    }

    static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
