package io.homeward.graph.delta;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.Filter;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.Places;
import io.homeward.graph.query.QueryOptions;
import io.homeward.graph.refusal.GraphRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller asks of the changes of a collection, understood.
 *
 * @param select empty means the default properties; {@code id} is shown in any case
 * @param only names the objects of interest by their ids, where not all are
 * @param top how many items at most
 * @param at where the caller is; empty at the very beginning
 * @param latest whether only the present place is wanted, and nothing of what is there
 * @param now when the request was made
 * @param places how the next page, or the next round, is named to the caller
 * @param start where to begin anew
 */
public record DeltaQuery(
        GraphSet set,
        Set<String> select,
        Optional<Filter> only,
        int top,
        Optional<DeltaToken> at,
        boolean latest,
        Instant now,
        Places places,
        String start) {

    /** How long a token is good; as long as Graph's own of directory objects. What is gone is remembered at least as long. */
    public static final Duration VALID = Duration.ofDays(7);

    public DeltaQuery {
        select = Collections.unmodifiableSet(new LinkedHashSet<>(select));
    }

    /**
     * @throws GraphRefusal (400) where an option is not for a delta query, or the token none of this query of this tenant; (410) where the
     *     token is too old
     */
    public static DeltaQuery of(QueryOptions options, GraphSet set, TenantId tenant, Instant now, String start) {
        options.none("$orderby", "$search", "$skip", "$count");
        Optional<Filter> only = options.filter(set);
        only.ifPresent(filter -> mustNameIds(set, filter));
        Places places = options.changes(
                set, tenant + "\n" + options.option("$filter").orElse("").strip());
        Optional<String> given = options.option("$skiptoken").or(() -> options.option("$deltatoken"));
        boolean latest = given.map(token -> token.toLowerCase(Locale.ROOT))
                .filter("latest"::equals)
                .isPresent();
        Optional<DeltaToken> at = latest
                ? Optional.empty()
                : given.map(token -> DeltaToken.read(token, places).orElseThrow(DeltaQuery::foreign));
        if (at.isPresent() && !at.get().isValid(now)) {
            throw GraphRefusal.syncStateNotFound(start);
        }
        var select = new LinkedHashSet<>(options.select(set.type()));
        var expand = options.expand(set).keySet();
        if (!select.isEmpty()) {
            select.add("id");
            select.addAll(expand);
        }
        return new DeltaQuery(set, select, only, options.top(set), at, latest, now, places, start);
    }

    /**
     * Whether changes of this property are wanted. To expand it is another way to say so, and who selects nothing wants all.
     */
    public boolean tells(String property) {
        return select.isEmpty() || select.contains(property);
    }

    String token(String epoch, long since, Optional<Long> until, Optional<JsonNode> behind) {
        return new DeltaToken(epoch, since, until, behind, now).write(places);
    }

    /** One word for another tenant's, another query's, one cut short and one that was changed. */
    private static GraphRefusal foreign() {
        return GraphRefusal.badRequest("The $deltatoken or $skiptoken is not one of this query.");
    }

    /** Any other condition could turn false by the change that is to be told of. */
    private static void mustNameIds(GraphSet set, Filter filter) {
        boolean names =
                switch (filter) {
                    case Filter.Compare compare ->
                        compare.property().equals(set.type().key()) && compare.comparison() == Filter.Comparison.EQ;
                    case Filter.In in -> in.property().equals(set.type().key());
                    case Filter.Any any -> {
                        any.of().forEach(one -> mustNameIds(set, one));
                        yield true;
                    }
                    case Filter.All all -> false;
                    case Filter.Not not -> false;
                    case Filter.Match match -> false;
                    case Filter.Has has -> false;
                    case Filter.AnyItem any -> false;
                    case Filter.Words words -> false;
                };
        if (!names) {
            throw GraphRefusal.unsupportedQuery(
                    "A delta query can only be filtered by id, as in id eq '...' or id eq '...'.");
        }
    }
}
