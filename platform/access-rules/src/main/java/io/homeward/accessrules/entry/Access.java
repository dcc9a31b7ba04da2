package io.homeward.accessrules.entry;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.risk.RiskLevel;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** By what right somebody comes in, found before anything about him is looked at (D1, D22, D20, D11). */
sealed interface Access {

    /** D1, D22 or D20. */
    record No(Rule rule) implements Access {
        public No {
            requireNonNull(rule, "rule");
        }
    }

    /**
     * @param threshold the strictest that any tenant along the way asks for, besides the tenant entered
     * @param with D11 for a guest, D20 for somebody who comes through others
     */
    record Yes(Set<RoleId> roles, Optional<RiskLevel> threshold, boolean guest, Set<Rule> with) implements Access {
        public Yes {
            roles = Set.copyOf(roles);
            requireNonNull(threshold, "threshold");
            with = Set.copyOf(with);
        }
    }

    static Access of(ForeignEntry facts, Instant now) {
        return switch (facts.path()) {
            case EntryPath.None() -> new No(Rule.D1);
            case EntryPath.Invited(var active, var roles) ->
                active ? new Yes(roles, Optional.empty(), true, Set.of(Rule.D11)) : new No(Rule.D1);
            case EntryPath.Delegated(var chains) -> delegated(chains, facts.home(), facts.resource(), now);
        };
    }

    private static Access delegated(List<Chain> chains, TenantId home, TenantId resource, Instant now) {
        var real = chains.stream()
                .filter(chain -> chain.connects(resource, home) && chain.exists())
                .toList();
        if (real.isEmpty()) {
            return new No(Rule.D1);
        }
        var counting = real.stream().filter(Chain::allowed).toList();
        var suspended = counting.stream().filter(Chain::suspended).findFirst();
        if (suspended.isPresent()) {
            return new No(suspended.get().direct() ? Rule.D22 : Rule.D20);
        }
        var live = counting.stream().filter(chain -> chain.active(now)).toList();
        if (live.isEmpty()) {
            return new No(real.stream().allMatch(chain -> chain.active(now)) ? Rule.D20 : Rule.D22);
        }
        var roles = new HashSet<RoleId>();
        live.forEach(chain -> roles.addAll(chain.roles()));
        if (roles.isEmpty()) {
            return new No(live.stream().allMatch(Chain::direct) ? Rule.D1 : Rule.D20);
        }
        return new Yes(
                roles, threshold(live), false, live.stream().allMatch(Chain::direct) ? Set.of() : Set.of(Rule.D20));
    }

    private static Optional<RiskLevel> threshold(List<Chain> live) {
        return live.stream()
                .flatMap(chain -> chain.hops().stream())
                .flatMap(hop -> hop.threshold().stream())
                .filter(level -> level != RiskLevel.NONE)
                .min(RiskLevel::compareTo);
    }

    /** From which risk on nobody comes in: the strictest of the tenant's own, those along the way, and the built-in one. */
    static RiskLevel threshold(Yes access, ExternalAccess resource) {
        var own = resource.effectiveThreshold();
        return access.threshold().filter(level -> level.compareTo(own) < 0).orElse(own);
    }
}
