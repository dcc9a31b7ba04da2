package io.homeward.auditcheck;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A checkpoint with the id of its key and its signature; one line of an export.
 *
 * @param signature in base 64
 */
public record SignedCheckpoint(Checkpoint checkpoint, String key, String signature) {
    private static final Pattern LINE = Pattern.compile(
            "\\{\"checkpoint\":\\{\"tenant\":\"([0-9a-f-]{36})\",\"number\":([0-9]{1,18}),"
                    + "\"hash\":\"([0-9a-f]{64})\",\"at\":\"([0-9TZ:.-]{10,40})\"},\"key\":\"([0-9a-f]{16})\",\"signature\":\"([A-Za-z0-9+/=]{1,200})\"}");

    /** What this key says of a checkpoint. */
    public static SignedCheckpoint by(SealKey key, Checkpoint checkpoint) {
        return of(checkpoint, key.id(), key.sign(checkpoint));
    }

    public static SignedCheckpoint of(Checkpoint checkpoint, String key, byte[] signature) {
        return new SignedCheckpoint(checkpoint, key, Base64.getEncoder().encodeToString(signature));
    }

    /** Whether this key, and no other, has signed it. */
    public boolean isBy(SealKey other) {
        return other.id().equals(key) && other.signed(checkpoint, bytes());
    }

    /** Empty where they cannot be read: such a signature is nobody's. */
    public byte[] bytes() {
        try {
            return Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    public String line() {
        return "{\"checkpoint\":{\"tenant\":\"%s\",\"number\":%d,\"hash\":\"%s\",\"at\":\"%s\"},\"key\":\"%s\",\"signature\":\"%s\"}"
                .formatted(
                        checkpoint.tenant(), checkpoint.number(), checkpoint.hash(), checkpoint.at(), key, signature);
    }

    /** Nothing where the line is none. */
    public static Optional<SignedCheckpoint> of(String line) {
        Matcher found = LINE.matcher(line);
        if (!found.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SignedCheckpoint(
                    new Checkpoint(
                            UUID.fromString(found.group(1)),
                            Long.parseLong(found.group(2)),
                            found.group(3),
                            Instant.parse(found.group(4))),
                    found.group(5),
                    found.group(6)));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
