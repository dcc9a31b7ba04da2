package io.homeward.accessrules.entry;

import java.util.List;

/**
 * One way from a tenant to somebody's home, beginning at the tenant entered: its relationship with its partner, then that
 * partner's with its own, and so on. A technician of a direct partner has a chain of one.
 */
public record Chain(List<Hop> hops) {
    /** distributor, reseller, customer and one between: no more (D20). */
    public static final int LONGEST = 3;

    public Chain {
        hops = List.copyOf(hops);
        if (hops.isEmpty()) {
            throw new IllegalArgumentException("a chain has at least one hop");
        }
    }

    public static Chain of(Hop... hops) {
        return new Chain(List.of(hops));
    }
}
