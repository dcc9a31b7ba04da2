package io.homeward.risk.directory;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.Change;
import io.homeward.feed.FeedName;
import io.homeward.outbox.ReplicaRows;
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

    /** Those among these ids who are people of the tenant. */
    public Set<PersonId> among(Handle handle, TenantId tenant, Collection<PersonId> persons) {
        return handle
                .createQuery("select person_id from known_person where tenant_id = :tenant and person_id = any(:ids)")
                .bind("tenant", tenant.value())
                .bind("ids", persons.stream().map(PersonId::value).toArray(UUID[]::new))
                .mapTo(UUID.class)
                .map(PersonId::new)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whom these names belong to now. A name nobody has is not in the answer. */
    public Map<String, PersonId> named(Handle handle, TenantId tenant, Collection<String> lowerCaseNames) {
        var found = new HashMap<String, PersonId>();
        if (lowerCaseNames.isEmpty()) {
            return found;
        }
        handle.createQuery("""
                        select user_principal_name, person_id from known_person
                        where tenant_id = :tenant and not deleted and user_principal_name = any(:names)""")
                .bind("tenant", tenant.value())
                .bind("names", lowerCaseNames.toArray(String[]::new))
                .map((row, context) -> Map.entry(row.getString(1), new PersonId(row.getObject(2, UUID.class))))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
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
