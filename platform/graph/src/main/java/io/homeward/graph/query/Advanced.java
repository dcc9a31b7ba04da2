package io.homeward.graph.query;

import io.homeward.graph.query.Filter.Comparison;
import io.homeward.graph.query.Filter.Part;
import io.homeward.graph.refusal.GraphRefusal;
import java.util.Collection;
import java.util.Optional;

/** What a query of directory objects may ask only with {@code ConsistencyLevel: eventual} and {@code $count=true}. */
final class Advanced {
    private Advanced() {}

    /** @throws GraphRefusal (400, {@code Request_UnsupportedQuery}) where the filter needs what was not given */
    static void check(Filter filter) {
        operator(filter).ifPresent(operator -> {
            throw GraphRefusal.unsupportedQuery(
                    "Operator '%s' is not supported because the required parameters might be missing. %s"
                            .formatted(
                                    operator,
                                    "Try adding $count=true query parameter and ConsistencyLevel:eventual header."));
        });
    }

    static GraphRefusal sorting() {
        return GraphRefusal.unsupportedQuery("Sorting not supported for current query. With $filter, $orderby needs the"
                + " $count=true query parameter and the ConsistencyLevel:eventual header.");
    }

    static GraphRefusal searching() {
        return GraphRefusal.unsupportedQuery("Request with $search query parameter only works with a special"
                + " request header: 'ConsistencyLevel: eventual'");
    }

    static GraphRefusal counting() {
        return GraphRefusal.unsupportedQuery(
                "$count is not currently supported without the request header 'ConsistencyLevel: eventual'.");
    }

    private static Optional<String> operator(Filter filter) {
        return switch (filter) {
            case Filter.All all -> first(all.of());
            case Filter.Any any -> first(any.of());
            case Filter.Not not -> Optional.of("Not");
            case Filter.Compare compare ->
                compare.comparison() == Comparison.NE ? Optional.of("NotEquals") : counts(compare.property());
            case Filter.In in -> counts(in.property());
            case Filter.Match match -> match.part() == Part.ENDSWITH ? Optional.of("EndsWith") : Optional.empty();
            case Filter.AnyItem any -> any.condition().flatMap(Advanced::operator);
            case Filter.Has has -> Optional.empty();
            case Filter.Words words -> Optional.empty();
        };
    }

    private static Optional<String> counts(Property property) {
        return property.path().endsWith("/$count") ? Optional.of("$count") : Optional.empty();
    }

    private static Optional<String> first(Collection<Filter> filters) {
        return filters.stream()
                .map(Advanced::operator)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
