package io.homeward.tenant.policy;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.LocationId;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.RoleCatalogue;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Whether what a policy names is there. A misspelt exclusion would otherwise exclude nobody and look as if it did; another tenant's thing is
 * as unknown as nobody's.
 */
public final class KnownIds {

    /** So that an answer stays readable. */
    private static final int NAMED = 10;

    private KnownIds() {}

    /** @throws Refusal {@link Fault#INVALID_POLICY} that names the unknown ids and where they stand */
    public static void check(Handle handle, TenantId tenant, Mentions mentions) {
        List<Mentions.Mention> unknown =
                mentions.all().stream().collect(Collectors.groupingBy(Mentions.Mention::kind)).entrySet().stream()
                        .flatMap(entry -> {
                            Set<UUID> known = known(handle, tenant, entry.getKey(), mentions.ids(entry.getKey()));
                            return entry.getValue().stream().filter(one -> !known.contains(one.id()));
                        })
                        .sorted(Comparator.comparing(Mentions.Mention::property).thenComparing(Mentions.Mention::id))
                        .toList();
        if (!unknown.isEmpty()) {
            throw GraphPolicy.invalid(unknown.stream()
                    .limit(NAMED)
                    .map(one -> "'%s' in '%s' is not the id of a %s of this tenant."
                            .formatted(one.id(), one.property(), one.kind().words()))
                    .collect(Collectors.joining(" ")));
        }
    }

    /** Of these, what is there. */
    static io.homeward.accessrules.policy.Mentions among(
            Handle handle, TenantId tenant, io.homeward.accessrules.policy.Mentions named) {
        return new io.homeward.accessrules.policy.Mentions(
                known(handle, tenant, Mentions.Kind.USER, named.users(), PersonId::value, PersonId::new),
                known(handle, tenant, Mentions.Kind.GROUP, named.groups(), GroupId::value, GroupId::new),
                known(handle, tenant, Mentions.Kind.ROLE, named.roles(), RoleId::value, RoleId::new),
                known(handle, tenant, Mentions.Kind.LOCATION, named.locations(), LocationId::value, LocationId::new),
                known(
                        handle,
                        tenant,
                        Mentions.Kind.APPLICATION,
                        named.applications(),
                        ApplicationId::value,
                        ApplicationId::new));
    }

    private static <T> Set<T> known(
            Handle handle,
            TenantId tenant,
            Mentions.Kind kind,
            Set<T> named,
            Function<T, UUID> value,
            Function<UUID, T> as) {
        return known(handle, tenant, kind, named.stream().map(value).collect(Collectors.toSet())).stream()
                .map(as)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<UUID> known(Handle handle, TenantId tenant, Mentions.Kind kind, Set<UUID> ids) {
        return switch (kind) {
            case USER ->
                among(
                        handle,
                        tenant,
                        "select person_id from person where tenant_id = :tenant and person_id = any(:ids) and deleted_at is null",
                        ids);
            case GROUP ->
                among(
                        handle,
                        tenant,
                        "select group_id from directory_group where tenant_id = :tenant and group_id = any(:ids) and deleted_at is null",
                        ids);
            case APPLICATION ->
                among(
                        handle,
                        tenant,
                        "select application_id from application where tenant_id = :tenant and application_id = any(:ids)",
                        ids);
            case LOCATION ->
                among(
                        handle,
                        tenant,
                        "select location_id from named_location where tenant_id = :tenant and location_id = any(:ids)",
                        ids);
            case STRENGTH -> {
                var known = new HashSet<>(among(
                        handle,
                        tenant,
                        "select strength_id from authentication_strength where tenant_id = :tenant and strength_id = any(:ids)",
                        ids));
                ids.stream().filter(StrengthBook::isBuiltIn).forEach(known::add);
                yield known;
            }
            case ROLE ->
                ids.stream()
                        .filter(id -> RoleCatalogue.find(new RoleId(id)).isPresent())
                        .collect(Collectors.toUnmodifiableSet());
        };
    }

    private static Set<UUID> among(Handle handle, TenantId tenant, String sql, Set<UUID> ids) {
        return Set.copyOf(handle.createQuery(sql)
                .bind("tenant", tenant.value())
                .bindArray("ids", UUID.class, ids.toArray())
                .mapTo(UUID.class)
                .list());
    }
}
