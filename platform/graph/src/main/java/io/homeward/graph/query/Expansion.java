package io.homeward.graph.query;

import io.homeward.graph.refusal.GraphRefusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code $expand}: the names the set declares, each with {@code ($select=…)} and nothing else; what is selected has to be there where the
 * type is known.
 */
final class Expansion {
    private static final String SELECT = "$select=";

    private Expansion() {}

    /** @return what to expand, and of it only these members; all of them where there are none */
    static Map<String, Set<String>> parse(GraphSet set, String source) {
        if (set.expands().isEmpty()) {
            throw GraphRefusal.badRequest("The query option '$expand' is not supported.");
        }
        var expanded = new LinkedHashMap<String, Set<String>>();
        for (String part : parts(source)) {
            int open = part.indexOf('(');
            String name = (open < 0 ? part : part.substring(0, open)).strip();
            String known = set.expands().keySet().stream()
                    .filter(name::equalsIgnoreCase)
                    .findFirst()
                    .orElseThrow(() -> refused("Could not find a property named '%s' on type '%s'."
                            .formatted(name, set.type().qualifiedName())));
            expanded.put(
                    known,
                    open < 0
                            ? Set.of()
                            : members(part.strip(), open, set.expands().getOrDefault(known, Optional.empty())));
        }
        return expanded;
    }

    private static Set<String> members(String part, int open, Optional<GraphType> type) {
        String inner =
                part.endsWith(")") ? part.substring(open + 1, part.length() - 1).strip() : "";
        String option = inner.startsWith("$") ? inner : "$" + inner;
        if (!option.regionMatches(true, 0, SELECT, 0, SELECT.length()) || option.indexOf(';') >= 0) {
            throw refused("Within '%s' only $select is supported.".formatted(part));
        }
        var names = new LinkedHashSet<String>();
        Arrays.stream(option.substring(SELECT.length()).split(",", -1))
                .map(String::strip)
                .map(name -> type.isEmpty() ? name : declared(name, type.get()))
                .forEach(names::add);
        return names;
    }

    private static String declared(String name, GraphType type) {
        return type.topLevel(name)
                .orElseThrow(() -> refused(
                        "Could not find a property named '%s' on type '%s'.".formatted(name, type.qualifiedName())));
    }

    /** Split at the commas outside of parentheses. */
    private static List<String> parts(String source) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(source.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(source.substring(start));
        return parts;
    }

    private static GraphRefusal refused(String why) {
        return GraphRefusal.badRequest("Parsing OData Select and Expand failed: " + why);
    }
}
