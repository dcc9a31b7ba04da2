package io.homeward.accessrules.policy;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.place.LocationId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ids that policies name; or, of those, the ones that a directory holds. */
public record Mentions(
        Set<PersonId> users,
        Set<GroupId> groups,
        Set<RoleId> roles,
        Set<LocationId> locations,
        Set<ApplicationId> applications) {
    public static final Mentions NONE = new Mentions(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public Mentions {
        users = Set.copyOf(users);
        groups = Set.copyOf(groups);
        roles = Set.copyOf(roles);
        locations = Set.copyOf(locations);
        applications = Set.copyOf(applications);
    }

    public static Mentions of(Policy policy) {
        var include = policy.people().include();
        var exclude = policy.people().exclude();
        var applications = policy.conditions().applications();
        return new Mentions(
                both(include.users(), exclude.users()),
                both(include.groups(), exclude.groups()),
                both(include.roles(), exclude.roles()),
                policy.conditions()
                        .locations()
                        .map(where ->
                                both(where.include().named(), where.exclude().named()))
                        .orElse(Set.of()),
                both(applications.include(), applications.exclude()));
    }

    /** Of all of them. */
    public static Mentions of(Collection<Policy> policies) {
        var each = policies.stream().map(Mentions::of).toList();
        return new Mentions(
                all(each, Mentions::users),
                all(each, Mentions::groups),
                all(each, Mentions::roles),
                all(each, Mentions::locations),
                all(each, Mentions::applications));
    }

    /** Those that are not among the others. */
    public Mentions without(Mentions others) {
        return new Mentions(
                less(users, others.users),
                less(groups, others.groups),
                less(roles, others.roles),
                less(locations, others.locations),
                less(applications, others.applications));
    }

    public boolean empty() {
        return equals(NONE);
    }

    private static <T> Set<T> both(Set<T> one, Set<T> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static <T> Set<T> all(Collection<Mentions> each, Function<Mentions, Set<T>> which) {
        return each.stream()
                .flatMap(mentions -> which.apply(mentions).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static <T> Set<T> less(Set<T> one, Set<T> other) {
        var left = new HashSet<>(one);
        left.removeAll(other);
        return left;
    }
}
