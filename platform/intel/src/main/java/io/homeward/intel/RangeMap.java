package io.homeward.intel;

import io.homeward.accessrules.place.IpAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for ranges of addresses, in sorted arrays: a look-up is a binary search and allocates nothing. Where ranges overlap, the one that
 * begins last speaks, so the narrowest of nested blocks.
 */
final class RangeMap {
    /** No range has the address. */
    static final int NONE = -1;

    static final RangeMap EMPTY = new Builder().build();

    /** Beginnings of stretches and what holds from there on, up to the next. IPv4 addresses are kept with their highest bit turned, so that they sort. */
    private final int[] v4;

    private final int[] v4Values;
    private final long[] v6High;
    private final long[] v6Low;
    private final int[] v6Values;

    private RangeMap(List<Stretch> stretches4, List<Stretch> stretches6) {
        this.v4 = stretches4.stream().mapToInt(each -> sortable(each.from)).toArray();
        this.v4Values = values(stretches4);
        this.v6High = stretches6.stream().mapToLong(each -> each.from.high()).toArray();
        this.v6Low = stretches6.stream().mapToLong(each -> each.from.low()).toArray();
        this.v6Values = values(stretches6);
    }

    /** The number of the range an address is in, or {@link #NONE}. */
    int get(IpAddress address) {
        if (address.v6()) {
            int at = lastAtMost(address.high(), address.low());
            return at < 0 ? NONE : v6Values[at];
        }
        int at = lastAtMost(sortable(address));
        return at < 0 ? NONE : v4Values[at];
    }

    private int lastAtMost(int sought) {
        int low = 0;
        int high = v4.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (v4[middle] <= sought) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    private int lastAtMost(long soughtHigh, long soughtLow) {
        int low = 0;
        int high = v6High.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compareUnsigned(v6High[middle], soughtHigh);
            if (order < 0 || (order == 0 && Long.compareUnsigned(v6Low[middle], soughtLow) <= 0)) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    private static int sortable(IpAddress v4) {
        return (int) v4.low() ^ Integer.MIN_VALUE;
    }

    private static int[] values(List<Stretch> stretches) {
        return stretches.stream().mapToInt(Stretch::value).toArray();
    }

    private record Stretch(IpAddress from, int value) {}

    private record Range(IpAddress first, IpAddress last, int value) {}

    /** Collects ranges in any order. */
    static final class Builder {
        private final List<Range> v4 = new ArrayList<>();
        private final List<Range> v6 = new ArrayList<>();

        /** @param value not negative */
        Builder add(IpAddress first, IpAddress last, int value) {
            (first.v6() ? v6 : v4).add(new Range(first, last, value));
            return this;
        }

        RangeMap build() {
            return new RangeMap(flat(v4), flat(v6));
        }

        /** Walks over the beginnings in their order; the ranges that are open at a point lie on a pile, the last to begin on top. */
        private static List<Stretch> flat(List<Range> ranges) {
            ranges.sort(Comparator.comparing(Range::first).thenComparing(Range::last, Comparator.reverseOrder()));
            var stretches = new ArrayList<Stretch>(ranges.size());
            Deque<Range> open = new ArrayDeque<>();
            for (Range range : ranges) {
                close(open, stretches, range);
                put(stretches, range.first, range.value);
                open.push(range);
            }
            close(open, stretches, null);
            return stretches;
        }

        /** Ends what ends before the next begins; what lies below on the pile holds on, if it has not ended too. */
        private static void close(Deque<Range> open, List<Stretch> stretches, @Nullable Range next) {
            while (!open.isEmpty() && (next == null || open.peek().last.compareTo(next.first) < 0)) {
                Range ended = open.pop();
                while (!open.isEmpty() && open.peek().last.compareTo(ended.last) <= 0) {
                    open.pop();
                }
                IpAddress after = after(ended.last);
                if (after != null) {
                    put(stretches, after, open.isEmpty() ? NONE : open.peek().value);
                }
            }
        }

        /** Of two that begin at one place the later speaks. */
        private static void put(List<Stretch> stretches, IpAddress from, int value) {
            if (!stretches.isEmpty() && stretches.getLast().from.equals(from)) {
                stretches.removeLast();
            }
            stretches.add(new Stretch(from, value));
        }

        private static @Nullable IpAddress after(IpAddress last) {
            if (!last.v6()) {
                return last.low() == 0xFFFF_FFFFL ? null : new IpAddress(false, 0, last.low() + 1);
            }
            if (last.low() != -1L) {
                return new IpAddress(true, last.high(), last.low() + 1);
            }
            return last.high() == -1L ? null : new IpAddress(true, last.high() + 1, 0);
        }
    }
}
