package io.homeward.tenant.directory;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSql;
import io.homeward.graph.query.Listed;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Taken;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The people of a tenant. A person's feed record holds his roles and groups too, so whoever changes any of it locks his row first
 * ({@link #locked}) and publishes him at the end ({@link #publish}), in one transaction.
 */
@Singleton
public class People {
    private final TenantDatabase database;
    private final PeopleFeed feed;

    People(TenantDatabase database, PeopleFeed feed) {
        this.database = database;
        this.feed = feed;
    }

    public GraphPage<Person> list(TenantId tenant, GraphQuery query) {
        return list(tenant, query, "p.tenant_id = :tenant and p.deleted_at is null", null);
    }

    /** The people in a group. */
    public GraphPage<Person> members(TenantId tenant, GroupId group, GraphQuery query) {
        return list(tenant, query, """
                p.tenant_id = :tenant and p.deleted_at is null and exists (
                    select from membership m where m.tenant_id = p.tenant_id and m.person_id = p.person_id and m.group_id = :group)""", group);
    }

    private GraphPage<Person> list(TenantId tenant, GraphQuery query, String where, @Nullable GroupId group) {
        GraphSql sql = query.sql(PersonRow.COLUMNS, "person p", where);
        return database.in(
                tenant,
                handle -> query.page(
                        bound(
                                        handle.createQuery(sql.page().sql())
                                                .bindMap(sql.page().bindings()),
                                        tenant,
                                        group)
                                .map((row, context) ->
                                        new Listed<>(PersonRow.read(row), row.getString(GraphSql.CURSOR)))
                                .list(),
                        () -> bound(
                                        handle.createQuery(sql.count().sql())
                                                .bindMap(sql.count().bindings()),
                                        tenant,
                                        group)
                                .mapTo(Long.class)
                                .one()));
    }

    private static <T extends SqlStatement<T>> T bound(T statement, TenantId tenant, @Nullable GroupId group) {
        T bound = statement.bind("tenant", tenant.value());
        return group == null ? bound : bound.bind("group", group.value());
    }

    /** @param key an object id or a user principal name */
    public Optional<Person> find(TenantId tenant, String key) {
        return database.in(tenant, handle -> find(handle, tenant, key, ""));
    }

    /**
     * @param guest where he was invited from another tenant
     * @throws Refusal {@link Fault#NAME_TAKEN}
     */
    Person add(TenantId tenant, PersonId id, Profile profile, Optional<Guest> guest, Instant at) {
        return database.in(tenant, handle -> add(handle, tenant, id, profile, guest, at));
    }

    /** The same within a transaction. */
    public Person add(Handle handle, TenantId tenant, PersonId id, Profile profile, Optional<Guest> guest, Instant at) {
        Taken.unless("person_name", Fault.NAME_TAKEN, () -> PersonRow.bound(
                        handle.createUpdate(PersonRow.INSERT), profile)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .bind("guest", guest.map(invited -> invited.state().wire()).orElse(null))
                .bind(
                        "guestSince",
                        guest.map(invited -> invited.since().atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .execute());
        Lineage.note(handle, tenant, id);
        return publish(handle, tenant, id);
    }

    /**
     * Changes what is written about a person.
     *
     * @param change is given the person as he is under the lock, and may refuse
     * @throws Refusal {@link Fault#PERSON_UNKNOWN}, {@link Fault#NAME_TAKEN}, {@link Fault#LAST_ADMINISTRATOR}
     */
    Person change(TenantId tenant, PersonId id, UnaryOperator<Person> change, Instant at) {
        return database.in(tenant, handle -> {
            Person before = locked(handle, tenant, id);
            Profile profile = change.apply(before).profile();
            if (!profile.accountEnabled()) {
                LastAdministrator.mayLeave(handle, before);
            }
            Taken.unless("person_name", Fault.NAME_TAKEN, () -> PersonRow.bound(
                            handle.createUpdate(PersonRow.UPDATE), profile)
                    .bind("tenant", tenant.value())
                    .bind("id", id.value())
                    .bind("at", at.atOffset(ZoneOffset.UTC))
                    .execute());
            Lineage.note(handle, tenant, id);
            return publish(handle, tenant, id);
        });
    }

    /**
     * Deleting keeps the row: the record of what he did outlives him, and his name is free again. His roles and groups are kept for his
     * return, and published no more.
     *
     * @throws Refusal {@link Fault#PERSON_UNKNOWN}, {@link Fault#LAST_ADMINISTRATOR}
     */
    void delete(TenantId tenant, PersonId id, Consumer<Person> permission, Instant at) {
        database.in(tenant, handle -> {
            Person person = locked(handle, tenant, id);
            permission.accept(person);
            LastAdministrator.mayLeave(handle, person);
            handle.createUpdate(
                            "update person set deleted_at = :at, sessions_valid_from = :at where tenant_id = :tenant and person_id = :id")
                    .bind("tenant", tenant.value())
                    .bind("id", id.value())
                    .bind("at", at.atOffset(ZoneOffset.UTC))
                    .execute();
            return publish(handle, tenant, id);
        });
    }

    /** @throws Refusal {@link Fault#PERSON_UNKNOWN} */
    public static Person locked(Handle handle, TenantId tenant, PersonId id) {
        return find(handle, tenant, id.toString(), " for update of p")
                .orElseThrow(() -> new Refusal(Fault.PERSON_UNKNOWN));
    }

    /** Says the state of somebody whose row is locked in this transaction. */
    public Person publish(Handle handle, TenantId tenant, PersonId id) {
        Person person = handle.createQuery("select " + PersonRow.COLUMNS
                        + " from person p where p.tenant_id = :tenant and p.person_id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map((row, context) -> PersonRow.read(row))
                .one();
        feed.publish(handle, tenant, id.value(), PersonState.of(person));
        return person;
    }

    private static Optional<Person> find(Handle handle, TenantId tenant, String key, String lock) {
        String which = key.indexOf('@') < 0 ? "p.person_id = :id" : "lower(p.user_principal_name) = lower(:upn)";
        Optional<UUID> id = uuid(key);
        if (key.indexOf('@') < 0 && id.isEmpty()) {
            return Optional.empty();
        }
        var query = handle.createQuery("select " + PersonRow.COLUMNS
                        + " from person p where p.tenant_id = :tenant and p.deleted_at is null and " + which + lock)
                .bind("tenant", tenant.value());
        id.ifPresentOrElse(found -> query.bind("id", found), () -> query.bind("upn", key));
        return query.map((row, context) -> PersonRow.read(row)).findOne();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
