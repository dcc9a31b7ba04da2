package io.homeward.graph.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where a row stands in a sorted collection: its values of what the collection is sorted by, in that order. */
public record Position(List<JsonNode> values) {
    public Position {
        values = List.copyOf(values);
    }

    /** Of what came back from a client: empty where the database could not compare with it. */
    public static Optional<Position> read(List<Order> order, JsonNode values) {
        if (!values.isArray() || values.size() != order.size()) {
            return Optional.empty();
        }
        var read = new ArrayList<JsonNode>();
        for (int i = 0; i < order.size(); i++) {
            Property property = order.get(i).property();
            if (!fits(property, values.get(i))) {
                return Optional.empty();
            }
            read.add(normal(property, values.get(i)));
        }
        return Optional.of(new Position(read));
    }

    boolean absent(int part) {
        return values.get(part).isNull();
    }

    String text(int part) {
        return values.get(part).asText();
    }

    /** In UTC: the database writes its own offset, and knows no such large ones as a forged position may have. */
    private static JsonNode normal(Property property, JsonNode value) {
        return property.kind() == Property.Kind.INSTANT && value.isTextual()
                ? TextNode.valueOf(
                        Literals.instant(value.asText()).orElseThrow().toString())
                : value;
    }

    private static boolean fits(Property property, JsonNode value) {
        if (value.isNull()) {
            return property.sortsNulls();
        }
        return switch (property.kind()) {
            case TEXT, CASELESS_TEXT, ADDRESS ->
                value.isTextual() && value.asText().indexOf('\0') < 0;
            case BOOLEAN -> value.isBoolean();
            case INTEGER -> value.canConvertToLong() && value.isIntegralNumber();
            case ENUMERATION -> value.canConvertToInt() && value.isIntegralNumber();
            case INSTANT ->
                value.isTextual() && Literals.instant(value.asText()).isPresent();
            case GUID -> value.isTextual() && isGuid(value.asText());
            case FLAGS, COLLECTION, SHOWN -> false;
        };
    }

    private static boolean isGuid(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
