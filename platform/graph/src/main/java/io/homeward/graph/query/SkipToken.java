package io.homeward.graph.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.homeward.graph.refusal.GraphRefusal;
import java.util.List;

/**
 * {@code $skiptoken}: the position of the last item of a page, so that the next page is right also where items came or went
 * in between. Opaque to clients, and bound to the tenant, the collection, the filter and the order it was made for.
 */
final class SkipToken {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SkipToken() {}

    /** @param cursor what the column {@link GraphSql#CURSOR} held */
    static String write(Places places, String cursor) {
        try {
            return places.write(JSON.readTree(cursor));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no cursor", e);
        }
    }

    /** @throws GraphRefusal (400) where it is not a token of this query */
    static Position read(Places places, List<Order> order, String token) {
        return places.read(token)
                .flatMap(values -> Position.read(order, values))
                .orElseThrow(() -> GraphRefusal.badRequest("The $skiptoken is not one of this query."));
    }
}
