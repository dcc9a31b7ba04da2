package io.homeward.graph.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSql;
import io.homeward.graph.query.Listed;
import io.homeward.graph.query.Listing;
import io.homeward.graph.query.Order;
import io.homeward.graph.query.Position;
import io.homeward.graph.query.Property;
import io.homeward.graph.query.Statement;
import io.homeward.graph.refusal.GraphRefusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * A collection whose changes can be asked for. See the package for what its table must have.
 *
 * @param listing of all rows, those that are gone among them
 * @param begin of all rows where somebody begins: those of {@code listing} that are there, for who asks for all rather than for what changed
 * @param part where a thing is told of in several items: what tells these apart
 * @param changed the column with the number of the transaction that last wrote the row, e.g. {@code p.changed_in}
 * @param removed an expression that is null while the thing is there, else {@code 'changed'} where it can come back and
 *     {@code 'deleted'} where it cannot
 */
public record DeltaListing<T>(
        Listing<T> listing, Listing<T> begin, String changed, String removed, Optional<Property> part) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All transactions with smaller numbers have ended, whatever happens later. Read before the rows, never after them. */
    private static final String HORIZON = """
            select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon,
                   (select system_identifier from pg_control_system()) || '-' || left(pg_walfile_name(pg_current_wal_lsn()), 8)
                   || '-' || (select oid from pg_database where datname = current_database()) as epoch""";

    /** Of things that are told of in one item each. */
    public DeltaListing(Listing<T> listing, String changed, String removed) {
        this(listing, listing, changed, removed, Optional.empty());
    }

    private record Horizon(long number, String epoch) {}

    /**
     * @param parameters binds those of the listing
     * @throws GraphRefusal (410) where the token belongs to another history of the database
     */
    public DeltaPage<T> page(Handle handle, DeltaQuery query, Consumer<? super Query> parameters) {
        Horizon present = handle.createQuery(HORIZON)
                .map((row, context) -> new Horizon(row.getLong("horizon"), row.getString("epoch")))
                .one();
        if (query.at().isPresent() && !query.at().get().epoch().equals(present.epoch)) {
            throw GraphRefusal.syncStateNotFound(query.start());
        }
        if (query.latest()) {
            return end(query, present.epoch, present.number, List.of());
        }
        long since = query.at().map(DeltaToken::since).orElse(0L);
        long until = query.at().flatMap(DeltaToken::until).orElse(present.number);
        List<Listed<DeltaItem<T>>> rows = rows(handle, query, since, until, parameters);
        List<Listed<DeltaItem<T>>> kept = rows.size() > query.top() ? rows.subList(0, query.top()) : rows;
        List<DeltaItem<T>> items = kept.stream().map(Listed::item).toList();
        return rows.size() > query.top()
                ? next(query, present.epoch, since, until, items, kept.getLast().cursor())
                : end(query, present.epoch, until, items);
    }

    private static <T> DeltaPage<T> next(
            DeltaQuery query, String epoch, long since, long until, List<DeltaItem<T>> items, String cursor) {
        String token = query.token(epoch, since, Optional.of(until), Optional.of(node(cursor)));
        return new DeltaPage<>(items, Optional.of(token), Optional.empty());
    }

    private static <T> DeltaPage<T> end(DeltaQuery query, String epoch, long until, List<DeltaItem<T>> items) {
        String token = query.token(epoch, until, Optional.empty(), Optional.empty());
        return new DeltaPage<>(items, Optional.empty(), Optional.of(token));
    }

    /** In the first round everything that is there, by its id; later what was written in between, in the order of the writers. */
    private List<Listed<DeltaItem<T>>> rows(
            Handle handle, DeltaQuery query, long since, long until, Consumer<? super Query> parameters) {
        Property key = query.set().type().key();
        var order = new ArrayList<Order>();
        if (since > 0) {
            order.add(Order.ascending(Property.integer("changed", changed).neverNull()));
        }
        order.add(Order.ascending(key));
        part.map(Order::ascending).ifPresent(order::add);
        Optional<Position> behind = query.at().flatMap(DeltaToken::behind).map(values -> Position.read(order, values)
                .orElseThrow(() -> GraphRefusal.syncStateNotFound(query.start())));
        var wanted = new GraphQuery(
                query.set(),
                query.only(),
                query.select(),
                Map.of(),
                order,
                query.top(),
                0,
                false,
                behind,
                query.places());
        Listing<T> round = since == 0
                ? begin.and("(" + removed + ") is null")
                : listing.and("%s >= %d and %s < %d".formatted(changed, since, changed, until));
        Listing.plannedForItsValues(handle);
        Statement page = wanted.sql(
                        "%s, (%s) as graph_removed, (%s)::text as graph_id"
                                .formatted(round.columns(), removed, key.sql()),
                        round.from(),
                        round.where())
                .page();
        Query statement = handle.createQuery(page.sql()).bindMap(page.bindings());
        parameters.accept(statement);
        return statement
                .map((row, context) -> new Listed<>(item(row), row.getString(GraphSql.CURSOR)))
                .list();
    }

    private DeltaItem<T> item(ResultSet row) throws SQLException {
        @Nullable String gone = row.getString("graph_removed");
        return gone == null
                ? new DeltaItem.Present<>(listing.reader().read(row))
                : new DeltaItem.Removed<>(row.getString("graph_id"), DeltaItem.Reason.of(gone));
    }

    private static JsonNode node(String cursor) {
        try {
            return JSON.readTree(cursor);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no cursor", e);
        }
    }
}
