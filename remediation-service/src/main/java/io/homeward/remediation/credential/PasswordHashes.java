package io.homeward.remediation.credential;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Argon2id with the costs that OWASP names for it (19 MiB, two passes, one lane), as PHC text. Passwords are brought to Unicode NFC
 * first, so that the same characters typed on two keyboards are the same password.
 */
@Singleton
public class PasswordHashes {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    /** Each takes its memory and a whole core: more at once would only make all of them late. */
    private static final int AT_ONCE = 4;

    /** Longer than this in the queue and the caller has gone away. */
    private static final int PATIENCE_SECONDS = 5;

    private final Argon2Function function =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
    private final Semaphore room = new Semaphore(AT_ONCE, true);
    private final SecureRandom random = new SecureRandom();

    /** The hash of nobody's password: verified against where there is none, so that both take the same time. */
    private final String nobodys;

    PasswordHashes() {
        byte[] noPassword = new byte[SALT_BYTES];
        random.nextBytes(noPassword);
        nobodys = function.hash(noPassword, salt()).getResult();
    }

    /** The PHC text to keep. */
    public String hash(String password) {
        return takingARoom(() -> function.hash(bytes(password), salt()).getResult());
    }

    public boolean matches(String password, String hash) {
        return takingARoom(() -> Argon2Function.getInstanceFromHash(hash).check(bytes(password), utf8(hash)));
    }

    /** Takes as long as {@link #matches}. */
    public void takeAsLong(String password) {
        if (matches(password, nobodys)) {
            throw new IllegalStateException("Nobody knows 128 random bits");
        }
    }

    private <T> T takingARoom(Supplier<T> work) {
        try {
            if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Refusal(Fault.BUSY, "Too many sign-ins at once. Try again shortly.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Fault.BUSY, "The service is stopping.");
        }
        try {
            return work.get();
        } finally {
            room.release();
        }
    }

    private byte[] salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    private static byte[] bytes(String password) {
        return utf8(Normalizer.normalize(password, Normalizer.Form.NFC));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
