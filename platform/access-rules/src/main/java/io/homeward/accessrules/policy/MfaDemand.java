package io.homeward.accessrules.policy;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.FactorKind;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How strong MFA must be: what several policies ask for, taken together.
 *
 * @param strength the strictest of the built-in ones
 * @param accepted where strengths of the tenant's own making name kinds, those that all of them name; nobody satisfies an empty set
 */
public record MfaDemand(Strength strength, Optional<Set<FactorKind>> accepted) {
    public static final MfaDemand ANY = new MfaDemand(Strength.ANY_MFA, Optional.empty());
    public static final MfaDemand PHISHING_RESISTANT = new MfaDemand(Strength.PHISHING_RESISTANT, Optional.empty());

    public MfaDemand {
        requireNonNull(strength, "strength");
        accepted = accepted.map(Set::copyOf);
    }

    /** What satisfies the result satisfies both. */
    public MfaDemand and(MfaDemand other) {
        return new MfaDemand(strength.stricter(other.strength), both(accepted, other.accepted));
    }

    private static Optional<Set<FactorKind>> both(Optional<Set<FactorKind>> mine, Optional<Set<FactorKind>> theirs) {
        if (mine.isEmpty() || theirs.isEmpty()) {
            return mine.or(() -> theirs);
        }
        var common = new HashSet<>(mine.get());
        common.retainAll(theirs.get());
        return Optional.of(common);
    }

    /** Whether any second factor at all will do. */
    public boolean any() {
        return strength == Strength.ANY_MFA && accepted.isEmpty();
    }

    /** Whether there is any factor at all that would do. */
    public boolean satisfiable() {
        return Stream.of(FactorKind.values()).anyMatch(kind -> satisfiedBy(kind, kind.mayResistPhishing()));
    }

    public boolean satisfiedBy(FactorKind kind, boolean phishingResistant) {
        return kind.countsAsSecondFactor()
                && strength.satisfiedBy(kind, phishingResistant)
                && accepted.map(kinds -> kinds.contains(kind)).orElse(true);
    }
}
