package io.homeward.graph.delta;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a delta query; exactly one of the tokens is there.
 *
 * @param next of the next page
 * @param later of the next round, on the last page of this one
 */
public record DeltaPage<T>(List<DeltaItem<T>> items, Optional<String> next, Optional<String> later) {
    public DeltaPage {
        items = List.copyOf(items);
    }

    public <U> DeltaPage<U> map(Function<T, U> to) {
        return new DeltaPage<>(items.stream().map(item -> item.<U>map(to)).toList(), next, later);
    }
}
