package io.homeward.risk.familiarity;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;

/** Profiles as bytes: at most {@link #LONGEST}, and exactly what was in memory. The first byte is the version of the layout. */
public final class ProfileCodec {
    public static final int LONGEST = 4096;

    private static final byte VERSION = 2;

    /** Also kept how much somebody moves about, which turned out to tell nobody apart. It is passed over. */
    private static final byte WITH_ROAMING = 1;

    private static final int WORD = 6;

    private ProfileCodec() {}

    public static byte[] write(Profile profile) {
        var out = ByteBuffer.allocate(LONGEST);
        out.put(VERSION).putDouble(profile.weight()).putInt(profile.signIns());
        word(out, profile.first().map(java.time.Instant::toEpochMilli).orElse(0L));
        word(out, profile.last().map(java.time.Instant::toEpochMilli).orElse(0L));
        for (Level level : Level.values()) {
            slots(out, level, profile);
        }
        out.put((byte) profile.ring().size());
        for (Profile.Past past : profile.ring()) {
            word(out, past.millis());
            word(out, past.ip());
            word(out, past.device());
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void slots(ByteBuffer out, Level level, Profile profile) {
        Slots slots = profile.slots(level);
        out.put((byte) slots.size()).putFloat(slots.other);
        day(out, slots.otherDay);
        for (int i = 0; i < slots.size(); i++) {
            word(out, slots.values[i]);
            out.putFloat(slots.weights[i]);
            day(out, slots.days[i]);
            if (level.parent().isPresent()) {
                // Whatever is kept stands under something that is kept.
                out.put((byte) profile.slots(level.parent().get()).find(slots.parents[i]));
            }
        }
    }

    /** @throws IllegalArgumentException where the bytes are no profile of a version known here */
    public static Profile read(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        try {
            byte version = in.get();
            if (version != VERSION && version != WITH_ROAMING) {
                throw new IllegalArgumentException("A profile of version " + version);
            }
            double sum = in.getDouble();
            int count = in.getInt();
            long first = signed(word(in));
            long last = signed(word(in));
            if (version == WITH_ROAMING) {
                in.position(in.position() + Short.BYTES + Level.COUNT * 2 * Float.BYTES);
            }
            var levels = new ArrayList<Slots>(Level.COUNT);
            for (Level level : Level.values()) {
                levels.add(slots(in, level, level.head() ? Slots.EMPTY : levels.getLast()));
            }
            var ring = new ArrayList<Profile.Past>();
            for (int left = in.get(); left > 0; left--) {
                ring.add(new Profile.Past(signed(word(in)), word(in), word(in)));
            }
            if (in.hasRemaining()) {
                throw new IllegalArgumentException("More than a profile");
            }
            return count == 0 ? Profile.EMPTY : new Profile(sum, count, first, last, levels, ring);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("Less than a profile", e);
        }
    }

    private static Slots slots(ByteBuffer in, Level level, Slots above) {
        int size = Byte.toUnsignedInt(in.get());
        float other = in.getFloat();
        int otherDay = day(in);
        var slots = new Slots(new long[size], new long[size], new float[size], new int[size], other, otherDay);
        for (int i = 0; i < size; i++) {
            slots.values[i] = word(in);
            slots.weights[i] = in.getFloat();
            slots.days[i] = day(in);
            slots.parents[i] = level.head() ? 0 : above.values[Byte.toUnsignedInt(in.get())];
        }
        return slots;
    }

    /** 48 bits. */
    private static void word(ByteBuffer out, long value) {
        out.putShort((short) (value >>> 32)).putInt((int) value);
    }

    private static long word(ByteBuffer in) {
        return Short.toUnsignedLong(in.getShort()) << 32 | Integer.toUnsignedLong(in.getInt());
    }

    private static long signed(long word) {
        return word << (64 - 8 * WORD) >> (64 - 8 * WORD);
    }

    /** Days since 1970, up to the year 2149. */
    private static void day(ByteBuffer out, int day) {
        out.putShort((short) Math.clamp(day, 0, 0xFFFF));
    }

    private static int day(ByteBuffer in) {
        return Short.toUnsignedInt(in.getShort());
    }
}
