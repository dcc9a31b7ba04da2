package io.homeward.accessrules.review;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.PolicyId;
import io.homeward.accessrules.entry.EntryDecision;
import io.homeward.accessrules.entry.ForeignRules;
import io.homeward.accessrules.home.HomeDecision;
import io.homeward.accessrules.home.HomeRules;
import io.homeward.accessrules.home.Step;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.Verdict;
import io.homeward.accessrules.review.Impact.Change;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What other rules would have changed: every recorded sign-in is decided twice, by the rules of today and by those proposed, and the
 * difference is counted.
 *
 * @param most people named at the most ({@link Impact#most})
 */
public record DryRun(TenantRules present, TenantRules proposed, int most) {
    public DryRun {
        requireNonNull(present, "present");
        requireNonNull(proposed, "proposed");
    }

    /**
     * A sign-in that was recorded, or, of somebody who is at risk now and has not signed in lately, the one he would make now: enabling a
     * policy hits him at once.
     */
    public record Fact(Instant at, Hypothetical signIn, boolean recorded) {
        public Fact {
            requireNonNull(at, "at");
            requireNonNull(signIn, "signIn");
        }

        public static Fact recorded(Instant at, Hypothetical signIn) {
            return new Fact(at, signIn, true);
        }

        public static Fact riskyNow(Instant now, Hypothetical signIn) {
            return new Fact(now, signIn, false);
        }
    }

    /** Takes facts one by one and keeps no more than {@link #most} people. */
    public Impact of(Stream<Fact> facts) {
        return facts.map(this::of).reduce(Impact.none(most), Impact::and);
    }

    public Impact of(Fact fact) {
        var before = outcome(present, fact);
        var after = outcome(proposed, fact);
        var changes = changes(before.asked(), after.asked());
        var person = fact.signIn().circumstances().subject().person();
        var by = changes.contains(Change.LET_IN)
                ? binding(before.because(), proposed.policies())
                : binding(after.because(), present.policies());
        return Impact.of(person, fact.at(), fact.recorded(), changes, by, most);
    }

    /** What stands between the person and being in. */
    private enum Asked {
        FIRST_FACTOR,
        REGISTER,
        MFA,
        PASSWORD_CHANGE,
        BLOCKED
    }

    private record Outcome(Set<Asked> asked, List<Verdict> because) {}

    private static Outcome outcome(TenantRules rules, Fact fact) {
        return fact.signIn().circumstances().subject().external().isPresent()
                ? abroad(ForeignRules.decide(fact.signIn().abroad(rules, fact.at()), fact.at()))
                : atHome(HomeRules.decide(fact.signIn().atHome(rules, fact.at()), fact.at()));
    }

    private static Outcome atHome(HomeDecision decision) {
        return new Outcome(
                switch (decision) {
                    case HomeDecision.SignedIn signedIn -> Set.of();
                    case HomeDecision.Blocked blocked -> Set.of(Asked.BLOCKED);
                    case HomeDecision.Prompt prompt ->
                        prompt.steps().stream().map(DryRun::asked).collect(Collectors.toSet());
                },
                decision.because());
    }

    private static Outcome abroad(EntryDecision decision) {
        return new Outcome(
                switch (decision) {
                    case EntryDecision.Admitted admitted -> Set.of();
                    case EntryDecision.Refused refused -> Set.of(Asked.BLOCKED);
                    case EntryDecision.StepUp stepUp ->
                        switch (stepUp.need()) {
                            case MFA_AT_HOME, MFA_FOR_THIS_ENTRY -> Set.of(Asked.MFA);
                            case NEW_SESSION -> Set.of(Asked.FIRST_FACTOR);
                        };
                },
                decision.because());
    }

    private static Asked asked(Step step) {
        return switch (step) {
            case FIRST_FACTOR -> Asked.FIRST_FACTOR;
            case REGISTER -> Asked.REGISTER;
            case MFA -> Asked.MFA;
            case PASSWORD_CHANGE -> Asked.PASSWORD_CHANGE;
        };
    }

    private static Set<Change> changes(Set<Asked> before, Set<Asked> after) {
        var changes = EnumSet.noneOf(Change.class);
        for (var asked : after) {
            if (!before.contains(asked)) {
                changes.add(
                        switch (asked) {
                            case FIRST_FACTOR, MFA -> Change.ASKED;
                            case REGISTER -> Change.REGISTERS;
                            case PASSWORD_CHANGE -> Change.NEW_PASSWORD;
                            case BLOCKED -> Change.BLOCKED;
                        });
            }
        }
        if (changes.isEmpty() && !before.equals(after)) {
            changes.add(Change.LET_IN);
        }
        return changes;
    }

    /** The policies that bind and that the other rules do not have as they are. */
    private static Set<PolicyId> binding(List<Verdict> verdicts, Collection<Policy> others) {
        var same = new HashSet<>(others);
        return verdicts.stream()
                .filter(Verdict::binds)
                .map(Verdict::policy)
                .filter(policy -> !same.contains(policy))
                .map(Policy::id)
                .collect(Collectors.toSet());
    }
}
