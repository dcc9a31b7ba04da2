package io.homeward.graph.query;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * What a caller asks of a collection, understood. Made by {@link QueryOptions#parse}.
 *
 * @param filter {@code $filter} and {@code $search} together
 * @param select top-level names in their own spelling; empty means the default properties
 * @param expand related objects to be shown with each item, and which of their members; none means all
 * @param order complete: its last part is {@code id}
 * @param top how many items at most; 0 where only the count is asked for
 * @param skip how many to leave out at the beginning
 * @param counts whether the number of all matching items is wanted; only a first page has it
 * @param behind the position after which this page begins
 * @param places how the next page is named to the caller
 */
public record GraphQuery(
        GraphSet set,
        Optional<Filter> filter,
        Set<String> select,
        Map<String, Set<String>> expand,
        List<Order> order,
        int top,
        int skip,
        boolean counts,
        Optional<Position> behind,
        Places places) {

    public GraphQuery {
        select = Collections.unmodifiableSet(new LinkedHashSet<>(select));
        expand = Collections.unmodifiableMap(new LinkedHashMap<>(expand));
        order = List.copyOf(order);
    }

    /** Whether a top-level property will be shown, so that what is costly is only read where it is. */
    public boolean shows(String name) {
        return expand.containsKey(name)
                || (select.isEmpty() ? !set.type().onRequest().contains(name) : select.contains(name));
    }

    /**
     * The statements of this query; all three arguments are written by us. {@link Listing} runs them.
     *
     * @param columns what the row mapper reads, e.g. {@code r.person_id, r.level}
     * @param from the tables with the aliases that the properties' expressions use, e.g. {@code risky_user r}
     * @param where the resource's own condition with its own parameters, e.g. {@code r.tenant_id = :tenant}; or several of which no two
     *     hold of one row. Each is then asked for a page of its own, along an index of its own: with an {@code or} between them all rows would
     *     be read and sorted
     */
    public GraphSql sql(String columns, String from, List<String> where) {
        var counting = new SqlWriter();
        String counted = matching(counting);
        var paging = new SqlWriter();
        String wanted = matching(paging)
                + behind.map(position -> " and " + paging.behind(order, position))
                        .orElse("");
        int most = top == 0 ? 0 : top + 1;
        String page;
        if (where.size() == 1) {
            page = page(paging, columns, from, "(" + where.getFirst() + ")" + wanted, most);
        } else {
            page = where.stream()
                    .map(each -> "("
                            + page(
                                    paging,
                                    columns + ", " + SqlWriter.ordered(order),
                                    from,
                                    "(" + each + ")" + wanted,
                                    most == 0 ? 0 : most + skip)
                            + ")")
                    .collect(Collectors.joining(
                            " union all ",
                            "select * from (",
                            ") pages order by %s limit %d".formatted(SqlWriter.orderByNames(order), most)));
        }
        String count = where.size() == 1
                ? "select count(*) from %s where (%s)%s".formatted(from, where.getFirst(), counted)
                : where.stream()
                        .map(each -> "(select count(*) from %s where %s)".formatted(from, "(" + each + ")" + counted))
                        .collect(Collectors.joining(" + ", "select ", ""));
        return new GraphSql(
                new Statement(skip == 0 ? page : page + " offset " + skip, paging.bindings()),
                new Statement(count, counting.bindings()));
    }

    public GraphSql sql(String columns, String from, String where) {
        return sql(columns, from, List.of(where));
    }

    private String page(SqlWriter writer, String columns, String from, String condition, int most) {
        return "select %s, %s as %s from %s where %s order by %s limit %d"
                .formatted(
                        columns, writer.cursor(order), GraphSql.CURSOR, from, condition, writer.orderBy(order), most);
    }

    /**
     * Makes the page of what {@link GraphSql#page} returned.
     *
     * @param total asked only where the caller wants the count
     */
    public <T> GraphPage<T> page(List<Listed<T>> rows, LongSupplier total) {
        List<Listed<T>> kept = rows.size() > top ? rows.subList(0, top) : rows;
        return new GraphPage<>(
                kept.stream().map(Listed::item).toList(),
                rows.size() > top
                        ? Optional.of(SkipToken.write(places, kept.getLast().cursor()))
                        : Optional.empty(),
                counts ? OptionalLong.of(total.getAsLong()) : OptionalLong.empty());
    }

    private String matching(SqlWriter writer) {
        return filter.map(wanted -> " and " + writer.condition(wanted)).orElse("");
    }
}
