package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

/** Whom a policy is about. Exclusion wins over inclusion. */
public record People(Selection include, Selection exclude) {
    public static final People EVERYONE = new People(Selection.EVERYONE, Selection.NOBODY);
    public static final People NOBODY = new People(Selection.NOBODY, Selection.NOBODY);

    public People {
        requireNonNull(include, "include");
        requireNonNull(exclude, "exclude");
    }

    public static People only(Selection include) {
        return new People(include, Selection.NOBODY);
    }

    public People except(Selection excluded) {
        return new People(include, excluded);
    }

    public Truth cover(Subject subject) {
        return include.includes(subject).and(exclude.includes(subject).negated());
    }
}
