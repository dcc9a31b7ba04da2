package io.homeward.accessrules.entry;

import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One way from a tenant to somebody's home, beginning at the tenant entered: its relationship with its partner, then that
 * partner's with its own, and so on. A technician of a direct partner has a chain of one.
 */
public record Chain(List<Hop> hops) {
    /** distributor, reseller, customer and one between: no more (D20). */
    public static final int LONGEST = 3;

    public Chain {
        hops = List.copyOf(hops);
        if (hops.isEmpty()) {
            throw new IllegalArgumentException("a chain has at least one hop");
        }
    }

    public static Chain of(Hop... hops) {
        return new Chain(List.of(hops));
    }

    boolean direct() {
        return hops.size() == 1;
    }

    /** Whether it leads from this tenant to that home without a gap. */
    boolean connects(TenantId resource, TenantId home) {
        var from = resource;
        for (var hop : hops) {
            if (!hop.customer().equals(from)) {
                return false;
            }
            from = hop.partner();
        }
        return from.equals(home);
    }

    /** Whether every hop is or was a relationship. */
    boolean exists() {
        return hops.stream().noneMatch(hop -> hop.status() == Hop.Status.NOT_YET);
    }

    /** D20: short enough, without a cycle, and everybody beyond the partner allowed by name by the tenant entered. */
    boolean allowed() {
        var tenants = new HashSet<TenantId>();
        tenants.add(hops.getFirst().customer());
        var named = hops.getFirst().subDelegates();
        return hops.size() <= LONGEST
                && hops.stream().allMatch(hop -> tenants.add(hop.partner()))
                && hops.stream().skip(1).allMatch(hop -> named.contains(hop.partner()));
    }

    boolean suspended() {
        return hops.stream().anyMatch(hop -> hop.status() == Hop.Status.SUSPENDED);
    }

    boolean active(Instant now) {
        return hops.stream().allMatch(hop -> hop.active(now));
    }

    /** Why a way does not count; in the order in which it is asked. */
    public enum Obstacle {
        /** It does not lead from the tenant to the home. */
        NOT_CONNECTED,
        /** A relationship along it was never agreed. */
        NEVER_AGREED,
        /** More hops than {@link Chain#LONGEST}. */
        TOO_LONG,
        CYCLE,
        /** The tenant entered has not allowed everybody beyond its partner by name. */
        NOT_NAMED,
        /** Binds every other way between the two as well. */
        SUSPENDED,
        ENDED,
        /** The relationships along it have no role in common. */
        NO_COMMON_ROLE
    }

    /** What stands in the way, for whoever explains it; empty where it counts (D20, D22). */
    public Optional<Obstacle> obstacle(TenantId resource, TenantId home, Instant now) {
        if (!connects(resource, home)) {
            return Optional.of(Obstacle.NOT_CONNECTED);
        }
        if (!exists()) {
            return Optional.of(Obstacle.NEVER_AGREED);
        }
        if (!allowed()) {
            return Optional.of(notAllowed());
        }
        if (suspended()) {
            return Optional.of(Obstacle.SUSPENDED);
        }
        if (!active(now)) {
            return Optional.of(Obstacle.ENDED);
        }
        return roles().isEmpty() ? Optional.of(Obstacle.NO_COMMON_ROLE) : Optional.empty();
    }

    private Obstacle notAllowed() {
        if (hops.size() > LONGEST) {
            return Obstacle.TOO_LONG;
        }
        var tenants = new HashSet<TenantId>();
        tenants.add(hops.getFirst().customer());
        return hops.stream().allMatch(hop -> tenants.add(hop.partner())) ? Obstacle.NOT_NAMED : Obstacle.CYCLE;
    }

    /** The intersection. */
    public Set<RoleId> roles() {
        var roles = new HashSet<>(hops.getFirst().roles());
        hops.forEach(hop -> roles.retainAll(hop.roles()));
        return roles;
    }
}
