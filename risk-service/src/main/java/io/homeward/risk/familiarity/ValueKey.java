package io.homeward.risk.familiarity;

import java.nio.ByteBuffer;

/**
 * Turns values into numbers that mean nothing without this key, and that nobody without it can make collide (SipHash-2-4, cut to 47 bits: among the
 * 65,536 values of a large tenant's level two collide with a chance of 1 in 65,536). A value's number includes its parents': the same operator in two
 * countries is two values.
 */
public record ValueKey(long first, long second) {
    public static final int BYTES = 16;

    /** The lowest bit says that the value was beyond judging. */
    static final long BEYOND_JUDGING = 1;

    private static final long BITS = (1L << 48) - 1;

    public static ValueKey of(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new ValueKey(buffer.getLong(), buffer.getLong());
    }

    long value(Level level, long parent, Trait trait) {
        return switch (trait) {
            case Trait.Known known -> hash(level.place() + 1, parent, known.text()) & BITS & ~BEYOND_JUDGING;
            case Trait.Unknown unknown -> hash(level.place() + 1, parent, "") & BITS & ~BEYOND_JUDGING;
            case Trait.NotEvaluable not -> (hash(level.place() + 1, parent, "") & BITS) | BEYOND_JUDGING;
        };
    }

    /** SipHash-2-4 of the three, four characters a block; the last block carries the length. */
    private long hash(int level, long parent, String text) {
        var state = new Sip(first, second);
        state.block(level);
        state.block(parent);
        int length = text.length();
        long block = 0;
        for (int i = 0; i < length; i++) {
            block |= (long) text.charAt(i) << (16 * (i & 3));
            if ((i & 3) == 3) {
                state.block(block);
                block = 0;
            }
        }
        state.block(block);
        state.block(length);
        return state.end();
    }

    private static final class Sip {
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        Sip(long k0, long k1) {
            v0 = k0 ^ 0x736f6d6570736575L;
            v1 = k1 ^ 0x646f72616e646f6dL;
            v2 = k0 ^ 0x6c7967656e657261L;
            v3 = k1 ^ 0x7465646279746573L;
        }

        void block(long m) {
            v3 ^= m;
            round();
            round();
            v0 ^= m;
        }

        long end() {
            v2 ^= 0xff;
            round();
            round();
            round();
            round();
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
