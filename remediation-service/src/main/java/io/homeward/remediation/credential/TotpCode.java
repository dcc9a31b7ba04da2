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
        OptionalLong found = OptionalLong.empty();
        long current = step(now);
        for (long step = current - DRIFT; step <= current + DRIFT; step++) {
            // All steps are compared, whichever fits, so that the time taken says nothing.
            if (same(of(seed, step, GENERATOR), code) && step > lastStep) {
                found = OptionalLong.of(step);
            }
        }
        return found;
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
