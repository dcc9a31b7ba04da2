package io.homeward.risk.familiarity;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lessons as bytes, so that what was learned can be unlearned years later. The first byte is the version of the layout. */
public final class LessonCodec {
    private static final byte VERSION = 1;

    /** Reasons are stored by their place in this list, which is only ever added to; 0 is none. */
    private static final Trait.Why[] REASONS = {
        Trait.Why.NO_ADDRESS,
        Trait.Why.PRIVATE_ADDRESS,
        Trait.Why.NO_PLACE_DATA,
        Trait.Why.NO_NETWORK_DATA,
        Trait.Why.NOT_TOLD_BY_SOURCE
    };

    private LessonCodec() {}

    public static byte[] write(Lesson lesson) {
        var out = ByteBuffer.allocate(128);
        Features features = lesson.features();
        out.put(VERSION).putLong(features.millis()).put((byte) (features.registered() ? 1 : 0));
        for (Level level : Level.values()) {
            out.putLong(features.value(level)).put((byte) features.beyondJudging(level)
                    .map(why -> Arrays.asList(REASONS).indexOf(why) + 1)
                    .orElse(0)
                    .intValue());
        }
        out.putDouble(lesson.weight()).put((byte) lesson.gap()).put((byte) lesson.history());
        out.putShort(mask(lesson.occasions())).putShort(mask(lesson.fresh()));
        return Arrays.copyOf(out.array(), out.position());
    }

    private static short mask(Set<Level> levels) {
        int mask = 0;
        for (Level level : levels) {
            mask |= 1 << level.place();
        }
        return (short) mask;
    }

    /** @throws IllegalArgumentException where the bytes are no lesson of a version known here */
    public static Lesson read(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        try {
            byte version = in.get();
            if (version != VERSION) {
                throw new IllegalArgumentException("A lesson of version " + version);
            }
            long millis = in.getLong();
            boolean registered = in.get() != 0;
            long[] values = new long[Level.COUNT];
            Trait.@Nullable Why[] beyond = new Trait.@Nullable Why[Level.COUNT];
            for (int i = 0; i < Level.COUNT; i++) {
                values[i] = in.getLong();
                int why = in.get();
                beyond[i] = why == 0 ? null : REASONS[why - 1];
            }
            return new Lesson(
                    new Features(millis, registered, values, beyond),
                    in.getDouble(),
                    in.get(),
                    in.get(),
                    levels(in.getShort()),
                    levels(in.getShort()));
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("No lesson", e);
        }
    }

    private static Set<Level> levels(short mask) {
        var levels = EnumSet.noneOf(Level.class);
        for (Level level : Level.values()) {
            if ((mask & 1 << level.place()) != 0) {
                levels.add(level);
            }
        }
        return levels;
    }
}
