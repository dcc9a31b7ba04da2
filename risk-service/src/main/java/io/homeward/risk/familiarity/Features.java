package io.homeward.risk.familiarity;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of one sign-in as numbers, in the order of {@link Level}. Immutable. */
public final class Features {
    static final long MILLIS_OF_A_DAY = 86_400_000;

    private final long millis;
    private final boolean registered;
    private final long[] values;
    private final Trait.@Nullable Why[] beyond;

    Features(long millis, boolean registered, long[] values, Trait.@Nullable Why[] beyond) {
        this.millis = millis;
        this.registered = registered;
        this.values = values;
        this.beyond = beyond;
    }

    /** @throws IllegalArgumentException where the sign-in was before 1970 or after 2149: decay counts days in 16 bits */
    public static Features of(Enriched signIn, ValueKey key) {
        if (Math.floorDiv(signIn.at().getEpochSecond(), 86_400L) >>> 16 != 0) {
            throw new IllegalArgumentException("No time to learn from: " + signIn.at());
        }
        long[] values = new long[Level.COUNT];
        Trait.@Nullable Why[] beyond = new Trait.@Nullable Why[Level.COUNT];
        for (Level level : Level.values()) {
            int i = level.place();
            Trait trait = signIn.trait(level);
            values[i] = key.value(level, level.head() ? 0 : values[i - 1], trait);
            if (trait instanceof Trait.NotEvaluable not) {
                beyond[i] = not.why();
            }
        }
        return new Features(signIn.at().toEpochMilli(), signIn.machine().registered(), values, beyond);
    }

    public Instant at() {
        return Instant.ofEpochMilli(millis);
    }

    long millis() {
        return millis;
    }

    /** Days since 1970, UTC: what decay counts in. */
    public int day() {
        return (int) Math.floorDiv(millis, MILLIS_OF_A_DAY);
    }

    boolean registered() {
        return registered;
    }

    /** Includes the values above it in its chain. */
    public long value(Level level) {
        return values[level.place()];
    }

    /** The value above; 0 at the head of a chain. */
    public long parent(Level level) {
        return level.head() ? 0 : values[level.place() - 1];
    }

    /** Why a level cannot be judged. */
    public Optional<Trait.Why> beyondJudging(Level level) {
        return Optional.ofNullable(beyond[level.place()]);
    }

    boolean evaluable(Level level) {
        return beyond[level.place()] == null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Features that
                && millis == that.millis
                && registered == that.registered
                && Arrays.equals(values, that.values)
                && Arrays.equals(beyond, that.beyond);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(millis) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return at() + " " + Arrays.toString(values);
    }
}
