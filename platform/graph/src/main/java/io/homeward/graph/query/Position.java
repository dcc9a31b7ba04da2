package io.homeward.graph.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Where a row stands in a sorted collection: its values of what the collection is sorted by, in that order. */
public record Position(List<JsonNode> values) {
    public Position {
        values = List.copyOf(values);
    }

    boolean absent(int part) {
        return values.get(part).isNull();
    }

    String text(int part) {
        return values.get(part).asText();
    }
}
