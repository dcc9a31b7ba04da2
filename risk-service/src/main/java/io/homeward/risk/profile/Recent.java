package io.homeward.risk.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * What happened to a person lately beside accepted sign-ins. Bounded; the oldest go first.
 *
 * @param denials when second factors were denied or not answered, oldest first
 * @param hops when he was accepted from another network than just before, oldest first
 * @param vouched like which sign-ins others are not flagged; the ones that end soonest first
 */
public record Recent(List<Instant> denials, List<Hop> hops, List<Vouched> vouched) {
    public static final Recent NOTHING = new Recent(List.of(), List.of(), List.of());

    /** Each takes an administrator's word. */
    static final int MOST_VOUCHED = 16;

    /** More are as bad as so many. */
    static final int MOST_DENIALS = 32;

    /** Enough for somebody who switches a VPN on and off every day to be known by it. */
    static final int MOST_HOPS = 32;

    /** Habits of the last two months. */
    static final Duration HOPS_COUNT = Duration.ofDays(60);

    /** From one network, by its number, to another. */
    public record Hop(Instant at, long from, long to) {
        boolean between(long one, long other) {
            return (from == one && to == other) || (from == other && to == one);
        }
    }

    public Recent {
        denials = List.copyOf(denials);
        hops = List.copyOf(hops);
        vouched = vouched == null ? List.of() : List.copyOf(vouched);
    }

    Recent vouchedFor(Vouched like) {
        var all = new ArrayList<>(vouched);
        all.removeIf(each -> each.like(like));
        all.add(like);
        all.sort(Comparator.comparing(Vouched::until));
        return new Recent(denials, hops, last(all, MOST_VOUCHED));
    }

    Recent notVouchedFor(Predicate<Vouched> which) {
        return new Recent(denials, hops, vouched.stream().filter(which.negate()).toList());
    }

    /** The same try twice is one. */
    Recent denied(Instant at) {
        if (denials.contains(at)) {
            return this;
        }
        var all = new ArrayList<>(denials);
        all.add(at);
        all.sort(Comparator.naturalOrder());
        return new Recent(last(all, MOST_DENIALS), hops, vouched);
    }

    Recent hopped(Hop hop) {
        var all = new ArrayList<>(hops);
        all.add(hop);
        all.removeIf(each -> each.at.isBefore(hop.at.minus(HOPS_COUNT)));
        all.sort(Comparator.comparing(Hop::at));
        return new Recent(denials, last(all, MOST_HOPS), vouched);
    }

    private static <T> List<T> last(List<T> all, int most) {
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    /** How many after one time, up to and with another. */
    public int denials(Instant after, Instant to) {
        return (int) denials.stream()
                .filter(at -> at.isAfter(after) && !at.isAfter(to))
                .count();
    }

    /** The most there were in any stretch that long that this time is in: they may be told in any order. */
    public int mostDenials(Instant at, Duration stretch) {
        return denials.stream()
                .filter(each -> !each.isBefore(at) && each.isBefore(at.plus(stretch)))
                .mapToInt(each -> denials(each.minus(stretch), each))
                .max()
                .orElse(0);
    }

    /** How often he has changed between two networks in the 60 days before. */
    public int toggles(long one, long other, Instant before) {
        return (int) hops.stream()
                .filter(hop -> hop.between(one, other))
                .filter(hop -> hop.at.isBefore(before) && hop.at.isAfter(before.minus(HOPS_COUNT)))
                .count();
    }
}
