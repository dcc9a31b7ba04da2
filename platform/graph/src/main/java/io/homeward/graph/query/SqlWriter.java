package io.homeward.graph.query;

import io.homeward.graph.query.Filter.Comparison;
import io.homeward.graph.query.Filter.Literal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes filters, orders and positions as SQL. Every value becomes a parameter; only declared expressions become text. */
final class SqlWriter {
    private static final String ORDERED = "graph_order";

    private final Map<String, Object> bindings = new LinkedHashMap<>();

    Map<String, Object> bindings() {
        return bindings;
    }

    String condition(Filter filter) {
        return switch (filter) {
            case Filter.All all ->
                all.of().stream().map(this::condition).collect(Collectors.joining(" and ", "(", ")"));
            case Filter.Any any ->
                someWords(any)
                        .orElseGet(() ->
                                any.of().stream().map(this::condition).collect(Collectors.joining(" or ", "(", ")")));
            // On the wire a comparison with an absent value is false, not unknown, so its negation is true.
            case Filter.Not not -> "((" + condition(not.of()) + ") is not true)";
            case Filter.Compare compare -> compare(compare);
            case Filter.In in -> in(in);
            case Filter.Match match -> match(match);
            case Filter.Has has ->
                has.members().stream()
                        .map(member -> bind(member) + " = any(string_to_array("
                                + has.property().sql() + ", ','))")
                        .collect(Collectors.joining(" and ", "(", ")"));
            case Filter.AnyItem any -> anyItem(any);
            case Filter.Words words -> words(words);
        };
    }

    private String compare(Filter.Compare compare) {
        String left = comparable(compare.property());
        boolean equal = compare.comparison() == Comparison.EQ;
        return switch (compare.literal()) {
            case Literal.Absent absent -> absent(compare.property(), equal);
            case Literal.Nothing none -> equal ? "false" : "true";
            case Literal.Text text -> compare(compare, left, text);
            case Literal.Flag flag -> compare(compare, left, flag);
            case Literal.Whole whole -> compare(compare, left, whole);
            case Literal.Guid guid -> compare(compare, left, guid);
            case Literal.Moment moment -> compare(compare, left, moment);
            case Literal.Address address -> compare(compare, left, address);
        };
    }

    private String compare(Filter.Compare compare, String left, Literal literal) {
        Property property = compare.property();
        String right = parameter(property, value(literal).orElseThrow());
        String compared = compare(property, left, compare.comparison(), right);
        if (!property.absentIsEmpty()) {
            return compared;
        }
        return compare.comparison() == Comparison.NE
                ? "(%s or %s = '')".formatted(compared, left)
                : present(property, compared);
    }

    private static String absent(Property property, boolean equal) {
        if (property.absentIsEmpty()) {
            return comparable(property) + (equal ? " = ''" : " <> ''");
        }
        return comparable(property) + (equal ? " is null" : " is not null");
    }

    /** A condition that must not hold of what is absent. */
    private static String present(Property property, String condition) {
        return property.absentIsEmpty() ? "(%s and %s <> '')".formatted(condition, comparable(property)) : condition;
    }

    /** As the database takes it; empty where there is nothing to compare with. */
    private static Optional<Object> value(Literal literal) {
        return switch (literal) {
            case Literal.Text text -> Optional.of(text.value());
            case Literal.Flag flag -> Optional.of(flag.value());
            case Literal.Whole whole -> Optional.of(whole.value());
            case Literal.Guid guid -> Optional.of(guid.value());
            case Literal.Moment moment -> Optional.of(moment.value().atOffset(ZoneOffset.UTC));
            case Literal.Address address -> Optional.of(address.value().toString());
            case Literal.Absent absent -> Optional.empty();
            case Literal.Nothing none -> Optional.empty();
        };
    }

    private static String compare(Property property, String left, Comparison comparison, String right) {
        return switch (comparison) {
            case EQ -> left + " = " + right;
            case NE ->
                left + (property.nullable() && !property.absentIsEmpty() ? " is distinct from " : " <> ") + right;
            case GT -> left + " > " + right;
            case GE -> left + " >= " + right;
            case LT -> left + " < " + right;
            case LE -> left + " <= " + right;
        };
    }

    /** One list, which an index answers, and absence beside it. */
    private String in(Filter.In in) {
        String left = comparable(in.property());
        var alternatives = new ArrayList<String>();
        String listed = in.literals().stream()
                .flatMap(literal -> value(literal).stream())
                .map(value -> parameter(in.property(), value))
                .collect(Collectors.joining(", "));
        if (!listed.isEmpty()) {
            alternatives.add(present(in.property(), left + " in (" + listed + ")"));
        }
        if (in.literals().stream().anyMatch(Literal.Absent.class::isInstance)) {
            alternatives.add(absent(in.property(), true));
        }
        return alternatives.isEmpty() ? "false" : "(" + String.join(" or ", alternatives) + ")";
    }

    private String match(Filter.Match match) {
        String left = text(match.property());
        String right = match.property().kind() == Property.Kind.ADDRESS
                ? bind(match.text())
                : parameter(match.property(), match.text());
        String matched =
                switch (match.part()) {
                    // With a column of its own as a range, which an index answers below row-level security too.
                    case STARTSWITH ->
                        match.property().lowered().isPresent()
                                ? "(%s collate \"C\" >= %s and %s collate \"C\" < %s || chr(1114111))"
                                        .formatted(left, right, left, right)
                                : "starts_with(" + left + ", " + right + ")";
                    case ENDSWITH -> "right(" + left + ", length(" + right + ")) = " + right;
                    case CONTAINS -> "position(" + right + " in " + left + ") > 0";
                };
        return present(match.property(), matched);
    }

    private String anyItem(Filter.AnyItem any) {
        Items items = any.collection().items().orElseThrow();
        Optional<String> contained = any.condition().flatMap(condition -> contained(items, condition));
        if (contained.isPresent()) {
            return contained.get();
        }
        return "exists (select from " + items.from() + " where (" + items.where() + ")"
                + any.condition()
                        .map(condition -> " and " + condition(condition))
                        .orElse("") + ")";
    }

    /** Whether an array holds one value, in the words an inverted index understands. */
    private Optional<String> contained(Items items, Filter condition) {
        if (items.array().isPresent()
                && condition instanceof Filter.Compare compare
                && compare.comparison() == Comparison.EQ
                && items.element().filter(compare.property()::equals).isPresent()) {
            return switch (compare.property().kind()) {
                case TEXT, ENUMERATION ->
                    compare.literal() instanceof Literal.Text text
                            ? Optional.of(items.array().get() + " @> array[cast(" + bind(text.value()) + " as text)]")
                            : Optional.empty();
                case GUID ->
                    compare.literal() instanceof Literal.Guid guid
                            ? Optional.of(items.array().get() + " @> array[cast(" + bind(guid.value()) + " as uuid)]")
                            : Optional.empty();
                case CASELESS_TEXT, BOOLEAN, INTEGER, INSTANT, FLAGS, ADDRESS, COLLECTION, SHOWN -> Optional.empty();
            };
        }
        return Optional.empty();
    }

    private String words(Filter.Words words) {
        return words.words().stream()
                .map(word -> word(words.property(), word))
                .collect(Collectors.joining(" and ", "(", ")"));
    }

    /** A word has letters and digits only, so it means itself in a pattern too. */
    private String word(Property property, String word) {
        if (property.words().isEmpty()) {
            return property.sql() + " ~* " + bind("(^|[^[:alnum:]])" + word);
        }
        WordTable table = property.words().get();
        return table.key() + " in (" + holders(table, word) + ")";
    }

    /** The keys of the items in which some word begins so. */
    private String holders(WordTable table, String word) {
        return "%1$s and %2$s >= lower(%3$s) and %2$s < lower(%3$s) || chr(1114111)"
                .formatted(table.rows(), table.word(), bind(word));
    }

    /** One list of those in which this or that was found: with an {@code or} between two lists every item would be held against both. */
    private Optional<String> someWords(Filter.Any any) {
        var lists = new ArrayList<String>();
        var keys = new LinkedHashSet<String>();
        for (Filter each : any.of()) {
            if (!(each instanceof Filter.Words words)
                    || words.property().words().isEmpty()) {
                return Optional.empty();
            }
            WordTable table = words.property().words().get();
            keys.add(table.key());
            lists.add(words.words().stream()
                    .map(word -> holders(table, word))
                    .collect(Collectors.joining(" intersect ", "(", ")")));
        }
        return keys.size() == 1
                ? Optional.of(keys.getFirst() + " in (" + String.join(" union all ", lists) + ")")
                : Optional.empty();
    }

    String orderBy(List<Order> order) {
        return order.stream()
                .map(part -> sortable(part.property()) + direction(part))
                .collect(Collectors.joining(", "));
    }

    /** The same by columns that {@link #ordered} has named. */
    static String orderByNames(List<Order> order) {
        return IntStream.range(0, order.size())
                .mapToObj(i -> ORDERED + i + direction(order.get(i)))
                .collect(Collectors.joining(", "));
    }

    /** What the rows are sorted by, as columns. */
    static String ordered(List<Order> order) {
        return IntStream.range(0, order.size())
                .mapToObj(i -> sortable(order.get(i).property()) + " as " + ORDERED + i)
                .collect(Collectors.joining(", "));
    }

    private static String direction(Order part) {
        return (part.descending() ? " desc" : " asc")
                + (!part.property().sortsNulls() ? "" : part.descending() ? " nulls last" : " nulls first");
    }

    /** The row's position as a JSON array of what it is sorted by. */
    String cursor(List<Order> order) {
        return order.stream()
                .map(part -> sortable(part.property()))
                .collect(Collectors.joining(", ", "jsonb_build_array(", ")::text"));
    }

    /** The rows behind a position: behind in the first part, or equal there and behind in the second, and so on. */
    String behind(List<Order> order, Position position) {
        if (comparesAsOne(order, position)) {
            return rowBehind(order, position);
        }
        var alternatives = new ArrayList<String>();
        var equal = new StringBuilder();
        for (int i = 0; i < order.size(); i++) {
            Property property = order.get(i).property();
            String left = sortable(property);
            if (position.absent(i)) {
                if (!order.get(i).descending()) {
                    alternatives.add(equal + left + " is not null");
                }
                equal.append(left).append(" is null and ");
            } else {
                String right = "cast(" + bind(position.text(i)) + " as " + sqlType(property) + ")";
                String further = left + (order.get(i).descending() ? " < " : " > ") + right;
                boolean absentOnesFollow = order.get(i).descending() && property.sortsNulls();
                alternatives.add(equal + (absentOnesFollow ? "(" + further + " or " + left + " is null)" : further));
                equal.append(left).append(" = ").append(right).append(" and ");
            }
        }
        return alternatives.stream().collect(Collectors.joining(") or (", "((", "))"));
    }

    /** Whether all parts run one way and none can be absent: then one comparison of rows says it, and an index begins at the position. */
    private static boolean comparesAsOne(List<Order> order, Position position) {
        boolean descending = order.getFirst().descending();
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i).descending() != descending
                    || order.get(i).property().sortsNulls()
                    || position.absent(i)) {
                return false;
            }
        }
        return true;
    }

    private String rowBehind(List<Order> order, Position position) {
        var left = new ArrayList<String>();
        var right = new ArrayList<String>();
        for (int i = 0; i < order.size(); i++) {
            Property property = order.get(i).property();
            left.add(sortable(property));
            right.add("cast(" + bind(position.text(i)) + " as " + sqlType(property) + ")");
        }
        return "(" + String.join(", ", left) + ") " + (order.getFirst().descending() ? "<" : ">") + " ("
                + String.join(", ", right) + ")";
    }

    /** As the wire spells it. */
    private static String text(Property property) {
        return property.kind() == Property.Kind.ADDRESS ? "host(" + property.sql() + ")" : comparable(property);
    }

    private static String comparable(Property property) {
        return property.kind() == Property.Kind.CASELESS_TEXT
                ? property.lowered().orElseGet(() -> "lower(" + property.sql() + ")")
                : property.sql();
    }

    /** An enumeration is sorted by severity where it has one. The members' names are ours, so they may be text. */
    private static String sortable(Property property) {
        return property.members()
                .map(members -> members.sorted().stream()
                        .map(member -> "'" + member.replace("'", "''") + "'")
                        .collect(Collectors.joining(
                                ", ", "array_position(array[", "]::text[], (" + property.sql() + ")::text)")))
                .orElseGet(() -> text(property));
    }

    private String parameter(Property property, Object value) {
        String name = bind(value);
        return switch (property.kind()) {
            case CASELESS_TEXT -> "lower(" + name + ")";
            case ADDRESS -> "cast(" + name + " as inet)";
            case TEXT, BOOLEAN, INTEGER, INSTANT, ENUMERATION, FLAGS, GUID, COLLECTION, SHOWN -> name;
        };
    }

    private String bind(Object value) {
        String name = "graph" + (bindings.size() + 1);
        bindings.put(name, value);
        return ":" + name;
    }

    private static String sqlType(Property property) {
        return switch (property.kind()) {
            case TEXT, CASELESS_TEXT, ADDRESS -> "text";
            case BOOLEAN -> "boolean";
            case INTEGER -> "bigint";
            case INSTANT -> "timestamptz";
            case ENUMERATION -> "integer";
            case GUID -> "uuid";
            case FLAGS, COLLECTION, SHOWN -> throw new IllegalStateException(property.path() + " is never sorted by");
        };
    }
}
