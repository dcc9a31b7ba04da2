package io.homeward.graph.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Where the items of a collection are read from, once for the list and for the count:
 *
 * <pre>{@code
 * private static final Listing<Person> PEOPLE = new Listing<>(COLUMNS, "person p", "p.tenant_id = :tenant", People::read);
 *
 * GraphPage<Person> page(TenantId tenant, GraphQuery query) {
 *     return database.in(tenant, handle -> PEOPLE.page(handle, query, sql -> sql.bind("tenant", tenant.value())));
 * }
 * }</pre>
 *
 * All texts are written by us.
 *
 * @param columns what the reader reads
 * @param from the tables with the aliases that the properties' expressions use
 * @param where the resource's own condition, with its own parameters; or several, as {@link GraphQuery#sql} has it
 */
public record Listing<T>(String columns, String from, List<String> where, Reader<T> reader) {
    private static final String FOR_THESE_VALUES = "set local plan_cache_mode = force_custom_plan";

    public Listing {
        where = List.copyOf(where);
    }

    public Listing(String columns, String from, String where, Reader<T> reader) {
        this(columns, from, List.of(where), reader);
    }

    /** Makes an item of a row. */
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The same with a further condition. */
    public Listing<T> and(String condition) {
        return new Listing<>(
                columns,
                from,
                where.stream()
                        .map(each -> "(" + each + ") and (" + condition + ")")
                        .toList(),
                reader);
    }

    /**
     * One page, and the count where it is asked for.
     *
     * @param parameters binds those of {@code from} and {@code where}
     */
    public GraphPage<T> page(Handle handle, GraphQuery query, Consumer<? super Query> parameters) {
        plannedForItsValues(handle);
        GraphSql sql = query.sql(columns, from, where);
        return query.page(
                query.top() == 0
                        ? List.of()
                        : prepared(handle, sql.page(), parameters)
                                .map((row, context) -> new Listed<>(reader.read(row), row.getString(GraphSql.CURSOR)))
                                .list(),
                () -> prepared(handle, sql.count(), parameters)
                        .mapTo(Long.class)
                        .one());
    }

    /**
     * One item.
     *
     * @param condition which one, with its own parameters
     * @param parameters binds all
     */
    public Optional<T> find(Handle handle, String condition, Consumer<? super Query> parameters) {
        return find(handle, condition, "", parameters);
    }

    /**
     * The same in a transaction that is about to change it.
     *
     * @param lock how the statement ends, e.g. {@code for update}; empty for none
     */
    public Optional<T> find(Handle handle, String condition, String lock, Consumer<? super Query> parameters) {
        String any = where.stream().collect(Collectors.joining(") or (", "((", "))"));
        Query query = handle.createQuery(
                "select %s from %s where %s and (%s) %s".formatted(columns, from, any, condition, lock));
        parameters.accept(query);
        return query.map((row, context) -> reader.read(row)).findOne();
    }

    /**
     * What is listed in this transaction is planned for the tenant and the values it is asked with. A prepared statement would be planned once for
     * an average tenant, of whom so little is expected that sorting it seems cheaper than an index in the right order; in a large tenant it is not.
     */
    public static void plannedForItsValues(Handle handle) {
        handle.execute(FOR_THESE_VALUES);
    }

    private static Query prepared(Handle handle, Statement statement, Consumer<? super Query> parameters) {
        Query query = handle.createQuery(statement.sql()).bindMap(statement.bindings());
        parameters.accept(query);
        return query;
    }
}
