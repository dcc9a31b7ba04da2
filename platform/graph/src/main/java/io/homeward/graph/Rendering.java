package io.homeward.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.graph.query.GraphEnum;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.Property;
import java.util.ArrayList;
import java.util.Set;

/**
 * How the items of a set look in one answer: only what was selected, and no enumeration member the caller may not know.
 *
 * @param metadata {@code https://host/v1.0/$metadata#}
 * @param later whether the caller understands members that came after {@code unknownFutureValue}
 */
record Rendering(ObjectMapper json, GraphSet set, Set<String> select, String metadata, boolean later) {

    String context(String suffix) {
        return metadata + set.path() + (select.isEmpty() ? "" : "(" + String.join(",", select) + ")") + suffix;
    }

    ObjectNode item(Object item) {
        ObjectNode node = json.valueToTree(item);
        if (!later) {
            set.type().properties().forEach(property -> property.members()
                    .filter(GraphEnum::evolved)
                    .ifPresent(members -> conceal(node, property, members)));
        }
        if (!select.isEmpty()) {
            var names = new ArrayList<String>();
            node.fieldNames().forEachRemaining(names::add);
            names.removeIf(name -> name.startsWith("@odata.") || select.contains(name));
            node.remove(names);
        }
        return node;
    }

    private static void conceal(ObjectNode root, Property property, GraphEnum members) {
        String[] names = property.path().split("/");
        JsonNode parent = root;
        for (int i = 0; i < names.length - 1; i++) {
            parent = parent.path(names[i]);
        }
        String name = names[names.length - 1];
        if (parent instanceof ObjectNode object && object.path(name).isTextual()) {
            object.put(name, members.shown(object.path(name).asText()));
        }
    }
}
