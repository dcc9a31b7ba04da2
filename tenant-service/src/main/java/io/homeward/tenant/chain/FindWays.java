package io.homeward.tenant.chain;

import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.Chain;
import io.homeward.accessrules.entry.Hop;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.crosstenant.ProviderConstraints;
import io.homeward.tenant.delegation.Kept;
import io.homeward.tenant.delegation.Relationships;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Finds the ways into a tenant that one of the tenants along them may know of. */
@Singleton
class FindWays {
    /** Ways told at once; somebody with more looks at his relationships. */
    private static final int MOST = 1_000;

    private final TenantDatabase database;

    FindWays(TenantDatabase database) {
        this.database = database;
    }

    /**
     * One way.
     *
     * @param relationships along it, beginning at the tenant entered
     * @param obstacle empty where it counts
     */
    record Way(TenantId home, List<Kept> relationships, Set<RoleId> roles, Optional<Chain.Obstacle> obstacle) {
        boolean suspended() {
            return obstacle.filter(Chain.Obstacle.SUSPENDED::equals).isPresent();
        }
    }

    /** @param cut whether there are more */
    record Ways(List<Way> all, boolean cut) {}

    /** @param asker who wants to know: the tenant entered itself, a home, or somebody between them */
    Ways into(TenantId customer, TenantId asker, Instant now) {
        return into(customer, asker, now, MOST);
    }

    /** @param most ways to be told, and relationships to be looked at in one step */
    Ways into(TenantId customer, TenantId asker, Instant now, int most) {
        List<Kept> doors =
                database.inEach(List.of(customer, asker), handle -> Relationships.agreedBy(handle, customer, most + 1));
        boolean cut = doors.size() > most;
        var ways = new ArrayList<Way>();
        for (Kept door : doors) {
            Set<TenantId> beyond = beyond(door, customer, asker);
            if (beyond.isEmpty() && !asker.equals(customer) && !asker.equals(partner(door))) {
                continue;
            }
            Set<TenantId> bound = new LinkedHashSet<>(beyond);
            bound.addAll(List.of(customer, asker, partner(door)));
            cut |= database.inEach(bound, handle -> {
                List<List<Kept>> chains = chains(handle, door, beyond, asker, most + 1);
                chains.stream()
                        .filter(chain -> concerns(chain, customer, asker))
                        .limit(most + 1L - ways.size())
                        .map(chain -> way(handle, customer, chain, now))
                        .forEach(ways::add);
                return chains.size() > most;
            });
            if (ways.size() > most) {
                return new Ways(List.copyOf(ways.subList(0, most)), true);
            }
        }
        return new Ways(ways, cut);
    }

    /** Who may be looked for behind this door: whom the customer has named, as far as the asker is the customer or one of them. */
    private static Set<TenantId> beyond(Kept door, TenantId customer, TenantId asker) {
        Set<TenantId> named = door.subDelegates();
        return asker.equals(customer) || named.contains(asker) || asker.equals(partner(door)) ? named : Set.of();
    }

    private static List<List<Kept>> chains(Handle handle, Kept door, Set<TenantId> beyond, TenantId asker, int most) {
        var chains = new ArrayList<List<Kept>>();
        chains.add(List.of(door));
        // Who stands between the two knows his own partners, named or not.
        List<Kept> second = asker.equals(partner(door))
                ? Relationships.agreedBy(handle, asker, most)
                : Relationships.agreed(handle, beyond, List.of(partner(door)), most);
        for (Kept next : second) {
            if (chains.size() >= most) {
                break;
            }
            chains.add(List.of(door, next));
            if (beyond.contains(partner(next))) {
                for (Kept last : Relationships.agreed(handle, beyond, List.of(partner(next)), most - chains.size())) {
                    chains.add(List.of(door, next, last));
                }
            }
        }
        return chains;
    }

    /** The tenant entered sees all of them; the others those on which they stand. */
    private static boolean concerns(List<Kept> chain, TenantId customer, TenantId asker) {
        return asker.equals(customer)
                || chain.stream().anyMatch(kept -> partner(kept).equals(asker));
    }

    private static Way way(Handle handle, TenantId customer, List<Kept> relationships, Instant now) {
        List<Kept> aged = relationships.stream().map(kept -> kept.aged(now)).toList();
        var chain = new Chain(aged.stream().map(kept -> hop(handle, kept)).toList());
        TenantId home = partner(aged.getLast());
        return new Way(home, aged, chain.roles(), chain.obstacle(customer, home, now));
    }

    private static Hop hop(Handle handle, Kept kept) {
        TenantId customer = kept.relationship().terms().customer().orElseThrow();
        Set<RoleId> roles = kept.relationship().terms().roles();
        return new Hop(
                customer,
                partner(kept),
                kept.suspended().isPresent()
                        ? Hop.Status.SUSPENDED
                        : Hop.Status.ofWire(kept.relationship().status().wire()),
                ProviderConstraints.of(handle, customer, partner(kept))
                        .map(cap -> roles.stream().filter(cap::contains).collect(Collectors.toUnmodifiableSet()))
                        .orElse(roles),
                kept.relationship().endsAt(),
                kept.subDelegates(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether anybody of this home comes in: some way counts, and no way that would is suspended (D20). */
    static boolean open(Collection<Way> ways) {
        return ways.stream().anyMatch(way -> way.obstacle().isEmpty())
                && ways.stream().noneMatch(Way::suspended);
    }

    static TenantId partner(Kept kept) {
        return kept.relationship().terms().partner();
    }
}
