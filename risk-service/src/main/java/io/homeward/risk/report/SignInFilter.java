package io.homeward.risk.report;

import io.homeward.graph.query.Filter;
import io.homeward.graph.query.Property;
import java.util.Set;
import java.util.function.Predicate;

/** What a filter over sign-ins is about, so that it can be answered along the right index. */
final class SignInFilter {
    private static final String NONE = "none";
    private static final Set<String> KINDS = Set.of("signInEventTypes", "isInteractive");
    private static final Set<String> RISK =
            Set.of("riskDetail", "riskLevelAggregated", "riskLevelDuringSignIn", "riskState");
    private static final Set<String> FOUND = Set.of("riskEventTypes", "riskEventTypes_v2");

    private SignInFilter() {}

    /** Whether it says itself which of interactive sign-ins and others it wants. Where it does not, the contract lists the interactive ones. */
    static boolean speaksOfKinds(Filter filter) {
        return mentions(filter, property -> KINDS.contains(property.path()));
    }

    /** Whether it can only hold of sign-ins in which something was found. False where that is not plain to see. */
    static boolean onlyWithRisk(Filter filter) {
        return switch (filter) {
            case Filter.All all -> all.of().stream().anyMatch(SignInFilter::onlyWithRisk);
            case Filter.Any any -> any.of().stream().allMatch(SignInFilter::onlyWithRisk);
            case Filter.Compare compare -> RISK.contains(compare.property().path()) && excludesNone(compare);
            case Filter.In in ->
                RISK.contains(in.property().path())
                        && in.literals().stream()
                                .allMatch(each -> each instanceof Filter.Literal.Text text
                                        && !text.value().equals(NONE));
            case Filter.AnyItem any -> FOUND.contains(any.collection().path());
            case Filter.Not not -> false;
            case Filter.Match match -> false;
            case Filter.Has has -> false;
            case Filter.Words words -> false;
        };
    }

    private static boolean excludesNone(Filter.Compare compare) {
        if (!(compare.literal() instanceof Filter.Literal.Text text)) {
            return false;
        }
        return switch (compare.comparison()) {
            case EQ -> !text.value().equals(NONE);
            case NE -> text.value().equals(NONE);
            // Comparisons of severity were read as lists.
            case GT, GE, LT, LE -> false;
        };
    }

    private static boolean mentions(Filter filter, Predicate<Property> what) {
        return switch (filter) {
            case Filter.All all -> all.of().stream().anyMatch(each -> mentions(each, what));
            case Filter.Any any -> any.of().stream().anyMatch(each -> mentions(each, what));
            case Filter.Not not -> mentions(not.of(), what);
            case Filter.Compare compare -> what.test(compare.property());
            case Filter.In in -> what.test(in.property());
            case Filter.Match match -> what.test(match.property());
            case Filter.Has has -> what.test(has.property());
            case Filter.AnyItem any -> what.test(any.collection());
            case Filter.Words words -> what.test(words.property());
        };
    }
}
