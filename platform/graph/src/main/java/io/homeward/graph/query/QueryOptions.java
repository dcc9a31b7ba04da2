package io.homeward.graph.query;

import io.homeward.graph.refusal.GraphRefusal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The system query options of a request. The {@code $} may be missing; options of no known name are ignored unless they begin with it, since
 * scripts send strange ones.
 */
public final class QueryOptions {
    private static final Set<String> KNOWN = Set.of(
            "$filter",
            "$select",
            "$top",
            "$skip",
            "$orderby",
            "$count",
            "$skiptoken",
            "$deltatoken",
            "$format",
            "$search",
            "$expand");

    /** Beyond this a caller should follow {@code @odata.nextLink}, which costs the same for every page. */
    private static final int SKIP = 100_000;

    private final Map<String, String> options;
    private final QueryHeaders headers;
    private final Places places;

    private QueryOptions(Map<String, String> options, QueryHeaders headers, Places places) {
        this.options = options;
        this.headers = headers;
        this.places = places;
    }

    /**
     * @param parameters the decoded query parameters of the request
     * @param places of this caller
     * @throws GraphRefusal (400) for an unknown or doubled system option
     */
    public static QueryOptions of(Map<String, List<String>> parameters, QueryHeaders headers, Places places) {
        var options = new TreeMap<String, String>();
        parameters.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            String option = lower.startsWith("$") ? lower : "$" + lower;
            if (KNOWN.contains(option)) {
                if (values.size() > 1 || options.containsKey(option)) {
                    throw GraphRefusal.badRequest("Query option '%s' was specified more than once.".formatted(option));
                }
                options.put(option, values.isEmpty() ? "" : values.getFirst());
            } else if (lower.startsWith("$")) {
                throw GraphRefusal.badRequest("The query option '%s' is not supported.".formatted(name));
            }
        });
        return new QueryOptions(options, headers, places);
    }

    /** @throws GraphRefusal (400) with the reason */
    public GraphQuery parse(GraphSet set) {
        none("$deltatoken");
        Optional<Filter> filter = condition(set);
        List<Order> order = order(set, filter);
        Places pages = pages(set, order);
        Optional<Position> behind = option("$skiptoken").map(token -> SkipToken.read(pages, order, token));
        boolean counts = flag("$count") && behind.isEmpty() && (headers.eventual() || !set.guarded());
        if (set.guarded() && behind.isEmpty()) {
            checkAdvanced(filter, counts);
        }
        return new GraphQuery(
                set,
                filter,
                select(set.type()),
                expand(set),
                order,
                top(set),
                behind.isPresent() ? 0 : skip(set),
                counts,
                behind,
                pages);
    }

    /**
     * {@code /$count}: how many items there are that match.
     *
     * @throws GraphRefusal (400) with the reason
     */
    public GraphQuery parseCount(GraphSet set) {
        if (set.guarded() && !headers.eventual()) {
            throw Advanced.counting();
        }
        List<Order> order = complete(set.type(), List.of());
        return new GraphQuery(
                set, condition(set), Set.of(), Map.of(), order, 0, 0, true, Optional.empty(), pages(set, order));
    }

    /** What {@code $expand} names, and the members it wants of each; none means all. */
    public Map<String, Set<String>> expand(GraphSet set) {
        return option("$expand").map(names -> Expansion.parse(set, names)).orElse(Map.of());
    }

    /** The filter alone, for what knows its own order and its own tokens. */
    public Optional<Filter> filter(GraphSet set) {
        return option("$filter").map(String::strip).map(source -> FilterParser.parse(set.type(), source));
    }

    public int top(GraphSet set) {
        int wanted = whole("$top", 1, Integer.MAX_VALUE)
                .orElseGet(() -> Math.min(headers.pageSize().orElse(set.page()), set.most()));
        return switch (set.above()) {
            case CLAMPED -> Math.min(wanted, set.most());
            case REFUSED -> {
                if (wanted > set.most()) {
                    throw GraphRefusal.badRequest(
                            "Invalid page size specified: '%d'. Must be between 1 and %d inclusive."
                                    .formatted(wanted, set.most()));
                }
                yield wanted;
            }
        };
    }

    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** @throws GraphRefusal (400) where one of these is given */
    public void none(String... names) {
        for (String name : names) {
            if (options.containsKey(name)) {
                throw GraphRefusal.badRequest("The query option '%s' is not supported.".formatted(name));
            }
        }
    }

    private Optional<Filter> condition(GraphSet set) {
        Optional<Filter> filter = filter(set);
        Optional<Filter> search = option("$search").map(String::strip).map(source -> search(set, source));
        return filter.isPresent() && search.isPresent()
                ? Optional.of(new Filter.All(List.of(filter.get(), search.get())))
                : filter.or(() -> search);
    }

    private Filter search(GraphSet set, String source) {
        if (set.type().properties().stream().noneMatch(Property::searched)) {
            throw GraphRefusal.badRequest("The query option '$search' is not supported.");
        }
        if (set.guarded() && !headers.eventual() && option("$skiptoken").isEmpty()) {
            throw Advanced.searching();
        }
        return SearchParser.parse(set.type(), source);
    }

    private void checkAdvanced(Optional<Filter> filter, boolean counts) {
        if (!counts) {
            filter.ifPresent(Advanced::check);
            if (options.containsKey("$filter") && options.containsKey("$orderby")) {
                throw Advanced.sorting();
            }
        }
    }

    private int skip(GraphSet set) {
        if (!set.skips() && option("$skip").isPresent()) {
            throw GraphRefusal.unsupportedQuery("'$skip' is not supported by the service.");
        }
        return whole("$skip", 0, SKIP).orElse(0);
    }

    /** Where in the changes of a collection he may be, asking about some of them. */
    public Places changes(GraphSet set, String asked) {
        return places.in("delta\n" + set.path() + "\n" + asked);
    }

    /** What a token of this query is bound to: not to our SQL, which may differ between two releases. */
    private Places pages(GraphSet set, List<Order> order) {
        var text = new StringBuilder("page\n")
                .append(set.path())
                .append('\n')
                .append(option("$filter").map(String::strip).orElse(""));
        option("$search").ifPresent(search -> text.append("\nsearch ").append(search.strip()));
        order.forEach(
                part -> text.append('\n').append(part.property().path()).append(part.descending() ? " desc" : ""));
        return places.in(text.toString());
    }

    /** The chosen top-level properties, in their own spelling; empty means all. */
    public Set<String> select(GraphType type) {
        var selected = new LinkedHashSet<String>();
        option("$select").ifPresent(names -> {
            for (String name : names.split(",", -1)) {
                String wanted = name.strip();
                String first = wanted.split("/", 2)[0];
                if (!wanted.equals("*")) {
                    selected.add(type.topLevel(first)
                            .orElseThrow(() -> GraphRefusal.badRequest(
                                    "Parsing OData Select and Expand failed: Could not find a property named '%s' on type '%s'."
                                            .formatted(wanted, type.qualifiedName()))));
                }
            }
        });
        return selected;
    }

    /**
     * What is asked for by its beginning comes in that order where nobody says another: then a page ends after as many rows as it shows, however
     * many more begin so.
     */
    private static Optional<Property> begun(Filter filter) {
        return switch (filter) {
            case Filter.Match match ->
                match.part() == Filter.Part.STARTSWITH
                                && match.property().lowered().isPresent()
                        ? Optional.of(match.property())
                        : Optional.empty();
            case Filter.All all ->
                all.of().stream()
                        .map(QueryOptions::begun)
                        .flatMap(Optional::stream)
                        .findFirst();
            case Filter.Any any -> Optional.empty();
            case Filter.Not not -> Optional.empty();
            case Filter.Compare compare -> Optional.empty();
            case Filter.In in -> Optional.empty();
            case Filter.Has has -> Optional.empty();
            case Filter.AnyItem any -> Optional.empty();
            case Filter.Words words -> Optional.empty();
        };
    }

    private static List<Order> complete(GraphType type, List<Order> order) {
        var complete = new ArrayList<Order>();
        for (Order part : order) {
            // A property sorted by twice adds nothing.
            if (complete.stream()
                    .noneMatch(earlier ->
                            earlier.property().path().equals(part.property().path()))) {
                complete.add(part);
            }
        }
        Property key = type.key();
        if (complete.stream().noneMatch(part -> part.property().path().equals(key.path()))) {
            boolean descending = !complete.isEmpty() && complete.getLast().descending();
            complete.add(new Order(key, descending));
        }
        return complete;
    }

    private List<Order> order(GraphSet set, Optional<Filter> filter) {
        Optional<String> wanted = option("$orderby");
        if (wanted.isEmpty()) {
            List<Order> begun = filter.flatMap(QueryOptions::begun).map(Order::ascending).stream()
                    .toList();
            return complete(set.type(), set.order().isEmpty() ? begun : set.order());
        }
        var order = new ArrayList<Order>();
        for (String part : wanted.get().split(",", -1)) {
            String[] words = part.strip().split("\\s+");
            String direction = words.length > 1 ? words[1].toLowerCase(Locale.ROOT) : "asc";
            if (words.length > 2 || words[0].isEmpty() || !Set.of("asc", "desc").contains(direction)) {
                throw GraphRefusal.badRequest("Invalid orderby clause: Syntax error in '%s'.".formatted(wanted.get()));
            }
            Property property = set.type()
                    .find(words[0])
                    .orElseThrow(() -> GraphRefusal.badRequest(
                            "Invalid orderby clause: Could not find a property named '%s' on type '%s'."
                                    .formatted(words[0], set.type().qualifiedName())));
            try {
                order.add(new Order(property, direction.equals("desc")));
            } catch (IllegalArgumentException e) {
                throw GraphRefusal.badRequest(
                        "Invalid orderby clause: The property '%s' cannot be sorted by.".formatted(property.path()));
            }
        }
        return complete(set.type(), order);
    }

    private Optional<Integer> whole(String option, int least, int most) {
        return option(option).map(text -> {
            try {
                int value = Integer.parseInt(text.strip());
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // refused below, like a number out of range
            }
            throw GraphRefusal.badRequest(
                    "Invalid value '%s' for the query option '%s': it must be a whole number from %d to %d."
                            .formatted(text, option, least, most));
        });
    }

    private boolean flag(String option) {
        return option(option)
                .map(text -> switch (text.strip().toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default ->
                        throw GraphRefusal.badRequest(
                                "Invalid value '%s' for the query option '%s': it must be true or false."
                                        .formatted(text, option));
                })
                .orElse(false);
    }
}
