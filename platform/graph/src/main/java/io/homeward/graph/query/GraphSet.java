package io.homeward.graph.query;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A collection as the contract offers it.
 *
 * @param path below the version, as contexts show it: {@code identityProtection/riskyUsers}
 * @param page how many items a page has where {@code $top} does not say
 * @param most how many it may have
 * @param above what happens to a larger {@code $top}
 * @param order where {@code $orderby} does not say; {@code id} is always the last part
 * @param guarded whether the rules of directory objects hold, see {@link #advanced()}
 * @param skips whether {@code $skip} is understood
 * @param expands what {@code $expand} may name, and of which type it is where its members can be asked for
 */
public record GraphSet(
        String path,
        GraphType type,
        int page,
        int most,
        Above above,
        List<Order> order,
        boolean guarded,
        boolean skips,
        Map<String, Optional<GraphType>> expands) {

    /** The contract differs from collection to collection in what it does with a {@code $top} above the maximum. */
    public enum Above {
        CLAMPED,
        REFUSED
    }

    public GraphSet {
        order = List.copyOf(order);
        expands = Collections.unmodifiableMap(new LinkedHashMap<>(expands));
        if (page < 1 || most < page) {
            throw new IllegalArgumentException("%s: pages of %d, at most %d".formatted(path, page, most));
        }
    }

    /** A collection in the order of its ids whose {@code $top} is clamped. */
    public static GraphSet of(String path, GraphType type, int page, int most) {
        return new GraphSet(path, type, page, most, Above.CLAMPED, List.of(), false, true, Map.of());
    }

    /** The same items below another path, such as one user's history. */
    public GraphSet at(String path) {
        return new GraphSet(path, type, page, most, above, order, guarded, skips, expands);
    }

    public GraphSet refusingMore() {
        return new GraphSet(path, type, page, most, Above.REFUSED, order, guarded, skips, expands);
    }

    public GraphSet orderedBy(Order... order) {
        return new GraphSet(path, type, page, most, above, List.of(order), guarded, skips, expands);
    }

    /** Without {@code $skip}; pages follow each other by {@code @odata.nextLink} only. */
    public GraphSet withoutSkip() {
        return new GraphSet(path, type, page, most, above, order, guarded, false, expands);
    }

    /**
     * Directory objects: {@code ne}, {@code not}, {@code endswith}, {@code x/$count} in a filter, and {@code $filter} with {@code $orderby}
     * need the header {@code ConsistencyLevel: eventual} and {@code $count=true}; {@code $search} and {@code /$count} need the header;
     * {@code $count=true} without it is ignored; {@code $skip} and a {@code $top} above the maximum are refused.
     */
    public GraphSet advanced() {
        return new GraphSet(path, type, page, most, Above.REFUSED, order, true, false, expands);
    }

    /** With related objects that {@code $expand} may name; the items have them as members of these names where they are asked for. */
    public GraphSet expanding(String... names) {
        GraphSet more = this;
        for (String name : names) {
            more = more.and(name, Optional.empty());
        }
        return more;
    }

    /** With related objects of a known type: members it has not got are refused, and those of its default are shown where none are named. */
    public GraphSet expanding(String name, GraphType related) {
        return and(name, Optional.of(related));
    }

    private GraphSet and(String name, Optional<GraphType> related) {
        var more = new LinkedHashMap<>(expands);
        more.put(name, related);
        return new GraphSet(path, type, page, most, above, order, guarded, skips, more);
    }
}
