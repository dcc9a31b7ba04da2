package io.homeward.gateway.decision;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.Chain;
import io.homeward.accessrules.entry.Hop;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.gateway.replica.Relationship;
import io.homeward.gateway.replica.Replicas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The relationships that lead from a tenant to somebody's home: his partner's own, and chains of up to three through partners of whom the
 * tenant allowed the home by name (D20). Only what the tenant named is walked, so a chain that it did not allow is none at all and tells
 * nobody that there are relationships of others.
 */
final class Ways {

    /** More than this between the same tenants is nobody's business: then none counts, since one left out might be the suspended one. */
    private static final int MOST = 64;

    private final Replicas replicas;

    Ways(Replicas replicas) {
        this.replicas = replicas;
    }

    /**
     * All there are, also ended ones.
     *
     * @param groups of the person in his home; empty for an application, which is in none and is measured against the relationship itself
     */
    List<Chain> between(TenantId resource, TenantId home, Optional<Set<GroupId>> groups) {
        List<Chain> chains = new ArrayList<>();
        for (Relationship direct : replicas.relationships(home, resource)) {
            chains.add(Chain.of(last(direct, groups)));
        }
        for (Relationship first : replicas.passingOn(resource, home)) {
            through(first, home, groups, chains);
        }
        return chains.size() > MOST ? List.of() : List.copyOf(chains);
    }

    private void through(Relationship first, TenantId home, Optional<Set<GroupId>> groups, List<Chain> chains) {
        TenantId partner = first.partner();
        if (partner.equals(home)) {
            return;
        }
        for (Relationship second : replicas.relationships(home, partner)) {
            chains.add(Chain.of(hop(first), last(second, groups)));
        }
        for (TenantId middle : first.subDelegates()) {
            if (chains.size() > MOST) {
                return;
            }
            if (middle.equals(home) || middle.equals(partner) || middle.equals(first.customer())) {
                continue;
            }
            List<Relationship> ends = replicas.relationships(home, middle);
            List<Relationship> seconds = ends.isEmpty() ? List.of() : replicas.relationships(middle, partner);
            for (Relationship second : seconds) {
                ends.stream()
                        .limit(MOST)
                        .forEach(end -> chains.add(Chain.of(hop(first), hop(second), last(end, groups))));
            }
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
        Optional<TenantRules> rules = replicas.rules(relationship.customer());
        return new Hop(
                relationship.customer(),
                relationship.partner(),
                status(relationship, rules.isPresent()),
                roles,
                relationship.endsAt(),
                relationship.subDelegates(),
                rules.map(TenantRules::externalAccess)
                        .map(ExternalAccess::effectiveThreshold)
                        .filter(level -> level != RiskLevel.HIGH));
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
