package io.homeward.accessrules.entry;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.RiskLevel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The relationships that lead from a tenant to somebody's home: his partner's own, and chains of up to three through partners of whom the
 * tenant allowed the home by name (D20). Only what the tenant named is walked, so a chain that it did not allow is none at all and tells
 * nobody that there are relationships of others.
 */
final class Ways {

    /**
     * More than this that run, or are suspended, between the same tenants is nobody's business: then none counts, since one left out might be
     * the suspended one. What was only offered does not count here, and what has ended neither: the other side alone can make many of them.
     */
    static final int MOST = 64;

    private final Known known;

    Ways(Known known) {
        this.known = known;
    }

    /**
     * Those that run or are suspended; where there is none, those that have ended, which tell why nobody comes in.
     *
     * @param groups of the person in his home; empty for an application, which is in none and is measured against the relationship itself
     */
    List<Chain> between(TenantId resource, TenantId home, Optional<Set<GroupId>> groups) {
        var found = new Found();
        for (Relationship direct : looked(known.relationships(home, resource))) {
            found.add(Chain.of(last(direct, groups)));
        }
        for (Relationship first : looked(known.passingOn(resource, home))) {
            if (found.tooMany()) {
                break;
            }
            through(first, home, groups, found);
        }
        return found.chains();
    }

    private void through(Relationship first, TenantId home, Optional<Set<GroupId>> groups, Found found) {
        TenantId partner = first.partner();
        if (partner.equals(home)) {
            return;
        }
        for (Relationship second : looked(known.relationships(home, partner))) {
            found.add(Chain.of(hop(first), last(second, groups)));
        }
        for (TenantId middle : first.subDelegates()) {
            if (middle.equals(home) || middle.equals(partner) || middle.equals(first.customer())) {
                continue;
            }
            List<Relationship> ends = looked(known.relationships(home, middle));
            List<Relationship> seconds = ends.isEmpty() ? List.of() : looked(known.relationships(middle, partner));
            for (Relationship second : seconds) {
                for (Relationship end : ends) {
                    if (found.tooMany()) {
                        return;
                    }
                    found.add(Chain.of(hop(first), hop(second), last(end, groups)));
                }
            }
        }
    }

    /**
     * Those of which chains are built: no more of the running and suspended ones than it takes to see that they are too many, and one of the
     * ended ones for each partner and what it was allowed, which explains as much as all of them.
     */
    private List<Relationship> looked(List<Relationship> all) {
        List<Relationship> looked = new ArrayList<>();
        Set<Ended> ended = new HashSet<>();
        int binding = 0;
        for (Relationship one : all) {
            boolean wanted =
                    switch (status(one, known.rules(one.customer()).isPresent())) {
                        case NOT_YET -> false;
                        case ACTIVE, SUSPENDED -> ++binding <= MOST + 1;
                        case EXPIRED, TERMINATED ->
                            ended.size() < MOST && ended.add(new Ended(one.partner(), one.subDelegates()));
                    };
            if (wanted) {
                looked.add(one);
            }
        }
        return looked;
    }

    private record Ended(TenantId partner, Set<TenantId> subDelegates) {}

    /** What was found so far. A suspension binds also where another relationship along the chain has ended (D20). */
    private static final class Found {
        private final List<Chain> binding = new ArrayList<>();
        private final List<Chain> ended = new ArrayList<>();

        void add(Chain chain) {
            if (chain.suspended() || chain.hops().stream().allMatch(hop -> hop.status() == Hop.Status.ACTIVE)) {
                binding.add(chain);
            } else if (ended.size() < MOST) {
                ended.add(chain);
            }
        }

        boolean tooMany() {
            return binding.size() > MOST;
        }

        List<Chain> chains() {
            return tooMany() ? List.of() : List.copyOf(binding.isEmpty() ? ended : binding);
        }
    }

    /** The hop of the person's own home gives what its assignments give him. */
    private Hop last(Relationship relationship, Optional<Set<GroupId>> groups) {
        return hop(relationship, groups.map(relationship::rolesFor).orElse(relationship.roles()));
    }

    private Hop hop(Relationship relationship) {
        return hop(relationship, relationship.roles());
    }

    private Hop hop(Relationship relationship, Set<RoleId> roles) {
        Optional<TenantRules> rules = known.rules(relationship.customer());
        return new Hop(
                relationship.customer(),
                relationship.partner(),
                status(relationship, rules.isPresent()),
                roles,
                relationship.endsAt(),
                relationship.subDelegates(),
                rules.map(TenantRules::externalAccess)
                        .map(ExternalAccess::effectiveThreshold)
                        .filter(level -> level != RiskLevel.HIGH),
                Optional.of(relationship.id()));
    }

    /** A tenant without rules is none any more, or is suspended itself: then what it granted is over. */
    private static Hop.Status status(Relationship relationship, boolean customerThere) {
        Hop.Status status = Hop.Status.ofWire(relationship.status());
        return switch (status) {
            case ACTIVE ->
                relationship.suspended().isPresent()
                        ? Hop.Status.SUSPENDED
                        : customerThere ? Hop.Status.ACTIVE : Hop.Status.TERMINATED;
            case NOT_YET, SUSPENDED, EXPIRED, TERMINATED -> status;
        };
    }
}
