package io.homeward.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.homeward.graph.query.GraphEnum;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the items of a set look in one answer: only what was selected, or belongs to the default, and no enumeration member that the caller
 * may not know.
 *
 * @param hidden what is not shown unless it was selected
 * @param metadata {@code https://host/v1.0/$metadata#}
 * @param later whether the caller understands members that came after {@code unknownFutureValue}
 */
record Rendering(
        ObjectMapper json,
        GraphSet set,
        Set<String> select,
        Map<String, Set<String>> expand,
        Set<String> hidden,
        String metadata,
        boolean later) {

    String context(String suffix) {
        var shown = new ArrayList<>(select);
        expand.keySet().forEach(name -> shown.add(name + "()"));
        return metadata + set.path() + (shown.isEmpty() ? "" : "(" + String.join(",", shown) + ")") + suffix;
    }

    ObjectNode item(Object item) {
        ObjectNode node = json.valueToTree(item);
        if (!later) {
            set.type().properties().forEach(property -> conceal(node, property));
        }
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> name.startsWith("@odata.")
                || name.endsWith("@delta")
                || (set.expands().containsKey(name)
                        ? expand.containsKey(name)
                        : select.isEmpty() ? !hidden.contains(name) : select.contains(name)));
        node.remove(names);
        expand.forEach((name, members) -> {
            Set<String> unasked = members.isEmpty()
                    ? set.expands()
                            .getOrDefault(name, Optional.empty())
                            .map(GraphType::onRequest)
                            .orElse(Set.of())
                    : Set.of();
            cut(node.path(name), members, unasked);
        });
        return node;
    }

    /** Related objects show the members that were asked for; where none were, those of the default. */
    private static void cut(JsonNode related, Set<String> members, Set<String> unasked) {
        if (related instanceof ObjectNode object) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            names.removeIf(name -> name.startsWith("@odata.")
                    || (members.isEmpty()
                            ? !unasked.contains(name)
                            : members.stream().anyMatch(name::equalsIgnoreCase)));
            object.remove(names);
        } else {
            related.forEach(one -> cut(one, members, unasked));
        }
    }

    private static void conceal(ObjectNode root, Property property) {
        property.members().filter(GraphEnum::evolved).ifPresent(members -> conceal(root, property.path(), members));
        property.items().ifPresent(items -> {
            items.element()
                    .flatMap(Property::members)
                    .filter(GraphEnum::evolved)
                    .ifPresent(members -> conceal(root, property.path(), members));
            items.parts().forEach(part -> part.members()
                    .filter(GraphEnum::evolved)
                    .ifPresent(members -> conceal(root, property.path() + "/" + part.path(), members)));
        });
    }

    private static void conceal(JsonNode node, String path, GraphEnum members) {
        String[] names = path.split("/", 2);
        if (node instanceof ArrayNode array) {
            array.forEach(item -> conceal(item, path, members));
        } else if (names.length == 2) {
            conceal(node.path(names[0]), names[1], members);
        } else if (node instanceof ObjectNode object && object.has(path)) {
            object.set(path, concealed(object.get(path), members));
        }
    }

    private static JsonNode concealed(JsonNode value, GraphEnum members) {
        if (value instanceof ArrayNode array) {
            ArrayNode shown = array.arrayNode();
            array.forEach(one -> shown.add(concealed(one, members)));
            return shown;
        }
        return value.isTextual()
                ? new TextNode(Arrays.stream(value.asText().split(",", -1))
                        .map(members::shown)
                        .distinct()
                        .collect(Collectors.joining(",")))
                : value;
    }
}
