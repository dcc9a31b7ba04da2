package io.homeward.graph.query;

import static io.homeward.graph.query.FilterTokens.refused;

import io.homeward.graph.refusal.GraphRefusal;
import java.util.ArrayDeque;
import java.util.Deque;

/** Which names mean something at one place of a filter: those of the type, and within {@code any(x:…)} those of the item {@code x}. */
final class FilterScope {
    private static final String ITSELF = "$it/";
    private static final String COUNT = "/$count";

    private record Range(String variable, Property collection) {}

    private final GraphType type;
    private final Deque<Range> ranges = new ArrayDeque<>();

    FilterScope(GraphType type) {
        this.type = type;
    }

    /** @throws GraphRefusal (400) where the name is taken, or the same collection is being asked already: its items could not be told apart */
    void enter(String variable, Property collection) {
        for (Range range : ranges) {
            if (range.variable().equalsIgnoreCase(variable)) {
                throw refused("The range variable '%s' has already been declared.".formatted(variable));
            }
            // Also of another thing under the same name: the items would have the same name in the statement.
            if (range.collection().path().equals(collection.path())) {
                throw refused(
                        "The operator 'any' is not supported on '%s' within itself.".formatted(collection.path()));
            }
        }
        ranges.push(new Range(variable, collection));
    }

    void leave() {
        ranges.pop();
    }

    /** @throws GraphRefusal (400) where there is no such property, or it cannot be asked */
    Property property(String path) {
        if (path.toLowerCase(java.util.Locale.ROOT).endsWith(COUNT)) {
            Property counted = property(path.substring(0, path.length() - COUNT.length()));
            if (counted.kind() == Property.Kind.COLLECTION) {
                return counted.count();
            }
        }
        String[] names = path.split("/", 2);
        for (Range range : ranges) {
            if (range.variable().equalsIgnoreCase(names[0])) {
                return ofItem(range, names.length == 1 ? "" : names[1]);
            }
        }
        return ofType(path.startsWith(ITSELF) ? path.substring(ITSELF.length()) : path);
    }

    private static Property ofItem(Range range, String path) {
        Items items = range.collection().items().orElseThrow();
        return items.find(path)
                .filter(part -> part.kind() != Property.Kind.SHOWN)
                .orElseThrow(() -> path.isEmpty()
                        ? refused("An item of '%s' can only be asked for its properties."
                                .formatted(range.collection().path()))
                        : refused("Could not find a property named '%s' on type '%s'.".formatted(path, items.type())));
    }

    private Property ofType(String path) {
        return type.find(path)
                .filter(property -> property.kind() != Property.Kind.SHOWN)
                .orElseThrow(() -> type.topLevel(path).isPresent()
                        ? refused("The property '%s' cannot be filtered.".formatted(path))
                        : refused("Could not find a property named '%s' on type '%s'."
                                .formatted(path, type.qualifiedName())));
    }
}
