package io.homeward.tenant.policyhistory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What is different between two versions: one entry a thing, and in it one a property, so that a person can read it. */
public record Difference(long from, long to, List<ThingChange> changes) {
    public Difference {
        changes = List.copyOf(changes);
    }

    /**
     * @param change as in {@link Version.Touched}
     * @param properties of a changed thing: each property with what it was and is
     */
    public record ThingChange(String thing, UUID id, String name, String change, List<PropertyChange> properties) {
        public ThingChange {
            properties = List.copyOf(properties);
        }
    }

    /**
     * @param path a JSON pointer (RFC 6901)
     * @param before null where there was nothing
     * @param after null where there is nothing now
     * @param added of a list: what came in; absent for everything else
     * @param removed of a list: what went out
     */
    public record PropertyChange(
            String path,
            @JsonInclude JsonNode before,
            @JsonInclude JsonNode after,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<JsonNode> added,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<JsonNode> removed) {}

    static Difference between(long from, List<Version.Standing> before, long to, List<Version.Standing> after) {
        Map<String, Version.Standing> was = byKey(before);
        Map<String, Version.Standing> is = byKey(after);
        var keys = new LinkedHashSet<>(was.keySet());
        keys.addAll(is.keySet());
        var changes = new ArrayList<ThingChange>();
        for (String key : keys) {
            Version.@Nullable Standing old = was.get(key);
            Version.@Nullable Standing now = is.get(key);
            if (old == null && now != null) {
                changes.add(new ThingChange(now.thing(), now.id(), now.name(), "added", List.of()));
            } else if (now == null && old != null) {
                changes.add(new ThingChange(old.thing(), old.id(), old.name(), "removed", List.of()));
            } else if (old != null && now != null && !old.value().equals(now.value())) {
                var properties = new ArrayList<PropertyChange>();
                compare("", old.value(), now.value(), properties);
                changes.add(new ThingChange(now.thing(), now.id(), now.name(), "changed", properties));
            }
        }
        return new Difference(from, to, changes);
    }

    private static Map<String, Version.Standing> byKey(List<Version.Standing> things) {
        var byKey = new LinkedHashMap<String, Version.Standing>();
        things.forEach(thing -> byKey.put(thing.thing() + "/" + thing.id(), thing));
        return byKey;
    }

    private static void compare(String path, JsonNode before, JsonNode after, List<PropertyChange> into) {
        if (before.isObject() && after.isObject()) {
            var names = new LinkedHashSet<String>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(path + "/" + escaped(name), before.path(name), after.path(name), into));
        } else if (!shown(before).equals(shown(after))) {
            boolean lists = before.isArray() && after.isArray();
            into.add(new PropertyChange(
                    path,
                    shown(before),
                    shown(after),
                    lists ? without(after, before) : null,
                    lists ? without(before, after) : null));
        }
    }

    private static JsonNode shown(JsonNode node) {
        return node instanceof MissingNode ? NullNode.instance : node;
    }

    private static List<JsonNode> without(JsonNode all, JsonNode these) {
        Collection<JsonNode> gone = elements(these);
        return elements(all).stream().filter(one -> !gone.contains(one)).toList();
    }

    private static List<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
