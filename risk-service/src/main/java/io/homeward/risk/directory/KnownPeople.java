package io.homeward.risk.directory;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.Change;
import io.homeward.feed.FeedName;
import io.homeward.outbox.ReplicaRows;
import io.homeward.risk.Account;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Everybody in the tenants' directories. */
@Singleton
public class KnownPeople implements ReplicaRows {
    public static final FeedName FEED = new FeedName("people");

    private static final String COLUMNS = "person_id, user_principal_name, display_name, deleted, roles, groups";

    /** What of a person in the feed is read here. */
    record Person(
            UUID id,
            String userPrincipalName,
            String displayName,
            boolean accountEnabled,
            boolean deleted,
            List<UUID> roles,
            List<UUID> groups) {}

    @Override
    public void put(Handle handle, Change change) {
        putAll(handle, List.of(change));
    }

    @Override
    public void putAll(Handle handle, List<Change> changes) {
        var batch = handle.prepareBatch("""
                insert into known_person (tenant_id, person_id, user_principal_name, display_name, account_enabled, deleted, roles, groups)
                values (:tenant, :person, :name, :display, :enabled, :deleted, :roles, :groups)
                on conflict (tenant_id, person_id) do update
                set user_principal_name = excluded.user_principal_name, display_name = excluded.display_name,
                    account_enabled = excluded.account_enabled, deleted = excluded.deleted, roles = excluded.roles,
                    groups = excluded.groups""");
        for (Change change : changes) {
            Person person = change.as(Person.class);
            batch.bind("tenant", change.tenant().value())
                    .bind("person", person.id)
                    .bind("name", person.userPrincipalName.toLowerCase(Locale.ROOT))
                    .bind("display", person.displayName)
                    .bind("enabled", person.accountEnabled)
                    .bind("deleted", person.deleted)
                    .bind("roles", person.roles.toArray(UUID[]::new))
                    .bind("groups", person.groups.toArray(UUID[]::new))
                    .add();
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    @Override
    public void remove(Handle handle, TenantId tenant, String key) {
        handle.createUpdate("delete from known_person where tenant_id = :tenant and person_id = :person")
                .bind("tenant", tenant.value())
                .bind("person", UUID.fromString(key))
                .execute();
    }

    public Optional<Known> find(Handle handle, TenantId tenant, PersonId person) {
        return handle.createQuery(
                        "select " + COLUMNS + " from known_person where tenant_id = :tenant and person_id = :person")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .map((row, context) -> known(row))
                .findOne();
    }

    /** Those among these who are people of their tenants. */
    public Set<Account> among(Handle handle, Collection<Account> accounts) {
        if (accounts.isEmpty()) {
            return Set.of();
        }
        List<Account> all = List.copyOf(accounts);
        return handle
                .createQuery("""
                        select p.tenant_id, p.person_id from unnest(:tenants, :persons) n(tenant, person)
                        cross join lateral (
                            select tenant_id, person_id from known_person
                            where tenant_id = n.tenant and person_id = n.person limit 1) p""")
                .bind("tenants", all.stream().map(each -> each.tenant().value()).toArray(UUID[]::new))
                .bind("persons", all.stream().map(each -> each.person().value()).toArray(UUID[]::new))
                .map((row, context) -> account(row))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A name in lower case. */
    public record Name(TenantId tenant, String text) {}

    /** Whom these names belong to now. A name nobody has is not in the answer. */
    public Map<Name, PersonId> named(Handle handle, Collection<Name> names) {
        var found = new HashMap<Name, PersonId>();
        if (names.isEmpty()) {
            return found;
        }
        List<Name> all = List.copyOf(names);
        handle.createQuery("""
                        select p.tenant_id, p.person_id, n.name from unnest(:tenants, :names) n(tenant, name)
                        cross join lateral (
                            select tenant_id, person_id from known_person
                            where tenant_id = n.tenant and user_principal_name = n.name and not deleted limit 1) p""")
                .bind("tenants", all.stream().map(each -> each.tenant.value()).toArray(UUID[]::new))
                .bind("names", all.stream().map(Name::text).toArray(String[]::new))
                .map((row, context) -> Map.entry(row.getString("name"), account(row)))
                .forEach(entry -> found.put(
                        new Name(entry.getValue().tenant(), entry.getKey()),
                        entry.getValue().person()));
        return found;
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new PersonId(row.getObject("person_id", UUID.class)));
    }

    private static Known known(ResultSet row) throws SQLException {
        return new Known(
                new PersonId(row.getObject("person_id", UUID.class)),
                row.getString("user_principal_name"),
                row.getString("display_name"),
                row.getBoolean("deleted"),
                ids(row, "roles").map(RoleId::new).collect(Collectors.toSet()),
                ids(row, "groups").map(GroupId::new).collect(Collectors.toSet()));
    }

    private static Stream<UUID> ids(ResultSet row, String column) throws SQLException {
        return Arrays.stream((UUID[]) row.getArray(column).getArray());
    }
}
