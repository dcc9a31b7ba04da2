package io.homeward.graph.query;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * One page of a collection.
 *
 * @param next the token of the next page, where there is one
 * @param count how many items match in all, where that was asked for
 */
public record GraphPage<T>(List<T> items, Optional<String> next, OptionalLong count) {
    public GraphPage {
        items = List.copyOf(items);
    }

    /** Of a collection in which nothing can be. */
    public static <T> GraphPage<T> empty(GraphQuery query) {
        return new GraphPage<>(List.of(), Optional.empty(), query.counts() ? OptionalLong.of(0) : OptionalLong.empty());
    }

    public <U> GraphPage<U> map(Function<T, U> to) {
        return new GraphPage<>(items.stream().map(to).toList(), next, count);
    }
}
