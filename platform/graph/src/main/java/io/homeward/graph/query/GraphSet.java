package io.homeward.graph.query;

import java.util.List;

/**
 * A collection as the contract offers it.
 *
 * @param path below the version, as contexts show it: {@code identityProtection/riskyUsers}
 * @param page how many items a page has where {@code $top} does not say
 * @param most how many it may have
 * @param above what happens to a larger {@code $top}
 * @param order where {@code $orderby} does not say; {@code id} is always the last part
 */
public record GraphSet(String path, GraphType type, int page, int most, Above above, List<Order> order) {

    /** The contract differs from collection to collection in what it does with a {@code $top} above the maximum. */
    public enum Above {
        CLAMPED,
        REFUSED
    }

    public GraphSet {
        order = List.copyOf(order);
        if (page < 1 || most < page) {
            throw new IllegalArgumentException("%s: pages of %d, at most %d".formatted(path, page, most));
        }
    }

    /** A collection in the order of its ids whose {@code $top} is clamped. */
    public static GraphSet of(String path, GraphType type, int page, int most) {
        return new GraphSet(path, type, page, most, Above.CLAMPED, List.of());
    }

    /** The same items below another path, such as one user's history. */
    public GraphSet at(String path) {
        return new GraphSet(path, type, page, most, above, order);
    }

    public GraphSet refusingMore() {
        return new GraphSet(path, type, page, most, Above.REFUSED, order);
    }

    public GraphSet orderedBy(Order... order) {
        return new GraphSet(path, type, page, most, above, List.of(order));
    }
}
