package io.homeward.gateway.route;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The one spelling in which a Graph path is decided and handed on, of the several that OData allows (part 2 of its specification, section 4):
 * {@code users('a')} is {@code users/a}, the marks of keys and system segments are not escaped, and words are capitalised as they are published,
 * and casts name the whole namespace.
 * What clients write for "me" before they replace it is "me", and what once stood at the root is where it is now. Paths elsewhere stay as they are.
 */
final class GraphSpelling {

    /** {@code $ ' ( ) , =} stand for themselves; escaped they mean the same. */
    private static final Map<String, String> MARKS =
            Map.of("%24", "$", "%27", "'", "%28", "(", "%29", ")", "%2C", ",", "%3D", "=");

    private static final Pattern MARK = Pattern.compile("%2[4789C]|%3D");

    /** A collection and one key without a name; a function has names, a type cast has dots. */
    private static final Pattern KEYED = Pattern.compile(
            "([A-Za-z]+)\\((?:'((?:[^']|'')+)'|([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}))\\)");

    private static final String ALIAS = "graph.";

    private static final List<String> ME = List.of("users", "me-token-to-replace");

    private static final List<String> MOVED = List.of("riskyUsers", "riskDetections");

    private GraphSpelling() {}

    /** Nothing where that spelling can be read in more than one way, as when a key is a dot segment. */
    static Optional<RequestPath> of(RequestPath path) {
        if (!EdgeRoutes.graphPath(path)) {
            return Optional.of(path);
        }
        String plain = MARK.matcher(path.path()).replaceAll(mark -> Matcher.quoteReplacement(mark(mark.group())));
        String keyed =
                Arrays.stream(plain.split("/", -1)).map(GraphSpelling::segment).collect(Collectors.joining("/"));
        return RequestPath.of(moved(me(keyed)) + path.query());
    }

    private static String mark(String escaped) {
        return MARKS.getOrDefault(escaped, escaped);
    }

    private static String segment(String segment) {
        // The namespace's alias, in which the official SDKs write type casts and actions.
        if (segment.startsWith(ALIAS)) {
            return "microsoft." + segment;
        }
        Matcher keyed = KEYED.matcher(segment);
        if (!keyed.matches()) {
            return GraphWords.published(segment);
        }
        String key = keyed.group(2) == null ? keyed.group(3) : keyed.group(2).replace("''", "'");
        return GraphWords.published(keyed.group(1)) + "/" + key;
    }

    private static String me(String path) {
        String[] parts = path.split("/", 5);
        boolean me = parts.length > 3 && List.of(parts[2], parts[3]).equals(ME);
        return me ? "/" + parts[1] + "/me" + (parts.length > 4 ? "/" + parts[4] : "") : path;
    }

    /** Graph's beta had these at its root first, and tools still ask there. */
    private static String moved(String path) {
        String[] parts = path.split("/", 4);
        boolean once = parts.length > 2 && MOVED.contains(parts[2]);
        return once
                ? "/" + parts[1] + "/identityProtection/" + parts[2] + (parts.length > 3 ? "/" + parts[3] : "")
                : path;
    }
}
