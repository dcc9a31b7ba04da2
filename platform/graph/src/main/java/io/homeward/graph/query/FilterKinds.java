package io.homeward.graph.query;

import static io.homeward.graph.query.FilterTokens.refused;

import io.homeward.graph.query.Filter.Comparison;
import io.homeward.graph.query.Filter.Literal;
import io.homeward.graph.refusal.GraphRefusal;
import java.util.Locale;
import java.util.Optional;

/** Conditions on the type of an item, where a collection holds items of several. */
final class FilterKinds {
    private static final String NAMESPACE = "microsoft.graph.";

    /**
     * A path that begins with a type: only items of that type are asked.
     *
     * @param path the rest of it
     */
    record Cast(Filter is, String path) {}

    private final GraphType type;

    FilterKinds(GraphType type) {
        this.type = type;
    }

    /** Empty where the path begins with no type. */
    Optional<Cast> cast(String path) {
        int slash = path.indexOf('/');
        return slash > 0 && path.toLowerCase(Locale.ROOT).startsWith(NAMESPACE)
                ? Optional.of(new Cast(is(path.substring(0, slash)), path.substring(slash + 1)))
                : Optional.empty();
    }

    /**
     * @param wanted with its namespace; a {@code #} in front of it is passed over
     * @throws GraphRefusal (400) where it is neither the collection's type nor derived from it
     */
    Filter is(String wanted) {
        String qualified = wanted.startsWith("#") ? wanted.substring(1) : wanted;
        GraphType.Kinds kinds = type.kinds()
                .orElseThrow(() -> refused(
                        "The function 'isof' is not supported on the type '%s'.".formatted(type.qualifiedName())));
        Property kind = Property.text("@odata.type", kinds.sql()).neverNull();
        if (qualified.equalsIgnoreCase(type.qualifiedName())) {
            return new Filter.In(
                    kind, kinds.names().stream().<Literal>map(Literal.Text::new).toList());
        }
        return kinds.names().stream()
                .filter(name -> qualified.equalsIgnoreCase(NAMESPACE + name))
                .findFirst()
                .map(name -> new Filter.Compare(kind, Comparison.EQ, new Literal.Text(name)))
                .orElseThrow(() ->
                        refused("The type '%s' is not derived from '%s'.".formatted(qualified, type.qualifiedName())));
    }
}
