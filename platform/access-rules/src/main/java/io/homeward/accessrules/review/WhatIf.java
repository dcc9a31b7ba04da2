package io.homeward.accessrules.review;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.entry.EntryDecision;
import io.homeward.accessrules.entry.ForeignRules;
import io.homeward.accessrules.home.HomeDecision;
import io.homeward.accessrules.home.HomeRules;
import io.homeward.accessrules.policy.Aspect;
import io.homeward.accessrules.policy.Effect;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.PolicyValidation;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.Truth;
import io.homeward.accessrules.policy.Verdict;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What would happen. Graph: {@code conditionalAccess/evaluate}. What a policy says is what it says in a decision; what was not said stays
 * unknown for the policies, and is assumed for the decision, which names what it assumed.
 */
public final class WhatIf {
    private WhatIf() {}

    /**
     * @param applies {@code UNKNOWN} where too little was said; in a decision such a policy binds
     * @param reasons {@code notSet} alone where it applies
     */
    public record PolicyAnswer(Policy policy, Truth applies, Set<AnalysisReason> reasons) {
        public PolicyAnswer {
            requireNonNull(policy, "policy");
            requireNonNull(applies, "applies");
            reasons = Set.copyOf(reasons);
        }
    }

    /**
     * @param effect what all enabled policies that bind come to
     * @param decision rule, code and what would be asked, in order; empty where what was asked about is no sign-in but a user action
     */
    public record Answer<D>(
            List<PolicyAnswer> policies, Effect effect, Optional<D> decision, Set<Hypothetical.Assumption> assumed) {
        public Answer {
            policies = List.copyOf(policies);
            requireNonNull(effect, "effect");
            requireNonNull(decision, "decision");
            assumed = Set.copyOf(assumed);
        }
    }

    /** A member of the tenant signs in. */
    public static Answer<HomeDecision> atHome(TenantRules rules, Hypothetical signIn, Instant now) {
        return answer(rules, signIn, () -> HomeRules.decide(signIn.atHome(rules, now), now));
    }

    /** Somebody from outside enters the tenant. */
    public static Answer<EntryDecision> abroad(TenantRules rules, Hypothetical entry, Instant now) {
        return answer(rules, entry, () -> ForeignRules.decide(entry.abroad(rules, now), now));
    }

    private static <D> Answer<D> answer(TenantRules rules, Hypothetical what, Supplier<D> decision) {
        var verdicts = rules.judge(what.circumstances());
        return new Answer<>(
                rules.policies().stream()
                        .map(policy -> policy(policy, rules, what))
                        .toList(),
                verdicts.stream().filter(Verdict::binds).map(Verdict::effect).reduce(new Effect.Nothing(), Effect::and),
                what.circumstances().action().isPresent() ? Optional.empty() : Optional.of(decision.get()),
                what.assumed());
    }

    private static PolicyAnswer policy(Policy policy, TenantRules rules, Hypothetical what) {
        if (policy.state() == Policy.State.DISABLED) {
            return new PolicyAnswer(policy, Truth.FALSE, Set.of(AnalysisReason.POLICY_NOT_ENABLED));
        }
        var applies = policy.judge(what.circumstances(), rules).applies();
        return new PolicyAnswer(
                policy,
                applies,
                switch (applies) {
                    case TRUE -> whole(policy);
                    case UNKNOWN -> {
                        var reasons = aspects(policy, rules, what, Truth.UNKNOWN);
                        reasons.add(AnalysisReason.NOT_ENOUGH_INFORMATION);
                        yield reasons;
                    }
                    case FALSE -> aspects(policy, rules, what, Truth.FALSE);
                });
    }

    /** It applies, and that may still come to nothing. */
    private static Set<AnalysisReason> whole(Policy policy) {
        if (!PolicyValidation.check(policy).isEmpty()) {
            return Set.of(
                    policy.grant().empty() && policy.session().isEmpty()
                            ? AnalysisReason.EMPTY_POLICY
                            : AnalysisReason.INVALID_POLICY);
        }
        return Set.of(AnalysisReason.NOT_SET);
    }

    private static EnumSet<AnalysisReason> aspects(Policy policy, TenantRules rules, Hypothetical what, Truth which) {
        var reasons = EnumSet.noneOf(AnalysisReason.class);
        for (var aspect : Aspect.values()) {
            if (policy.weigh(aspect, what.circumstances(), rules) == which) {
                reasons.add(AnalysisReason.of(aspect));
            }
        }
        return reasons;
    }
}
