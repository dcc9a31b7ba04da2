package io.homeward.graph.query;

import static io.homeward.graph.query.FilterTokens.refused;

import io.homeward.graph.query.Filter.Comparison;
import io.homeward.graph.query.Filter.Literal;
import io.homeward.graph.refusal.GraphRefusal;
import java.util.List;

/** Comparisons by severity: {@code riskLevel ge 'medium'} means one of the members that are at least that. */
final class Severity {
    private Severity() {}

    /** @throws GraphRefusal (400) where the member has no place in the order */
    static Filter compare(Property property, Comparison comparison, Literal literal) {
        List<String> rising = property.members().orElseThrow().rising();
        int place = literal instanceof Literal.Text text ? rising.indexOf(text.value()) : -1;
        if (place < 0) {
            throw refused("The operator '%s' is not supported on '%s' with a member other than %s."
                    .formatted(comparison.kind(), property.path(), String.join(", ", rising)));
        }
        List<String> wanted =
                switch (comparison) {
                    case GT -> rising.subList(place + 1, rising.size());
                    case GE -> rising.subList(place, rising.size());
                    case LT -> rising.subList(0, place);
                    case LE -> rising.subList(0, place + 1);
                    case EQ, NE -> throw new IllegalArgumentException(comparison + " orders nothing");
                };
        return new Filter.In(
                property, wanted.stream().<Literal>map(Literal.Text::new).toList());
    }
}
