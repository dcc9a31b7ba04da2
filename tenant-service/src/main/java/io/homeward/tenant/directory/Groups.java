package io.homeward.tenant.directory;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSql;
import io.homeward.graph.query.Listed;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The groups of a tenant and who is in them. Whoever chooses the members of a group that has delegated access hands that access out, so he
 * needs the right to do so.
 */
@Singleton
public class Groups {
    private static final String COLUMNS = "g.group_id, g.display_name, g.description, g.delegates, g.created_at";

    private final TenantDatabase database;
    private final People people;

    Groups(TenantDatabase database, People people) {
        this.database = database;
        this.people = people;
    }

    public GraphPage<Group> list(TenantId tenant, GraphQuery query) {
        GraphSql sql = query.sql(COLUMNS, "directory_group g", "g.tenant_id = :tenant");
        return database.in(
                tenant,
                handle -> query.page(
                        handle.createQuery(sql.page().sql())
                                .bindMap(sql.page().bindings())
                                .bind("tenant", tenant.value())
                                .map((row, context) -> new Listed<>(read(row), row.getString(GraphSql.CURSOR)))
                                .list(),
                        () -> handle.createQuery(sql.count().sql())
                                .bindMap(sql.count().bindings())
                                .bind("tenant", tenant.value())
                                .mapTo(Long.class)
                                .one()));
    }

    public Optional<Group> find(TenantId tenant, GroupId id) {
        return database.in(tenant, handle -> find(handle, tenant, id, ""));
    }

    Group add(TenantId tenant, String displayName, Optional<String> description, Instant at) {
        var group = new Group(new GroupId(UUID.randomUUID()), displayName, description, false, at);
        return database.in(tenant, handle -> {
            handle.createUpdate("""
                            insert into directory_group (tenant_id, group_id, display_name, description, created_at)
                            values (:tenant, :id, :name, :description, :at)""")
                    .bind("tenant", tenant.value())
                    .bind("id", group.id().value())
                    .bind("name", displayName)
                    .bind("description", description.orElse(null))
                    .bind("at", at.atOffset(ZoneOffset.UTC))
                    .execute();
            return group;
        });
    }

    /** @throws Refusal {@link Fault#GROUP_UNKNOWN}, {@link Fault#PERSON_UNKNOWN}, {@link Fault#NOT_ALLOWED} */
    void addMember(Authority by, GroupId group, PersonId person) {
        database.in(by.tenant(), handle -> {
            mayChoose(handle, by, group);
            People.locked(handle, by.tenant(), person);
            int added = handle.createUpdate("""
                            insert into membership (tenant_id, group_id, person_id) values (:tenant, :group, :person)
                            on conflict do nothing""")
                    .bind("tenant", by.tenant().value())
                    .bind("group", group.value())
                    .bind("person", person.value())
                    .execute();
            if (added == 0) {
                throw new Refusal(
                        Fault.INVALID,
                        "One or more added object references already exist for the following modified properties: 'members'.");
            }
            return people.publish(handle, by.tenant(), person);
        });
    }

    /** @throws Refusal {@link Fault#GROUP_UNKNOWN}, {@link Fault#PERSON_UNKNOWN}, {@link Fault#NOT_ALLOWED} */
    void removeMember(Authority by, GroupId group, PersonId person) {
        database.in(by.tenant(), handle -> {
            mayChoose(handle, by, group);
            People.locked(handle, by.tenant(), person);
            int removed = handle.createUpdate(
                            "delete from membership where tenant_id = :tenant and group_id = :group and person_id = :person")
                    .bind("tenant", by.tenant().value())
                    .bind("group", group.value())
                    .bind("person", person.value())
                    .execute();
            if (removed == 0) {
                throw new Refusal(Fault.PERSON_UNKNOWN);
            }
            return people.publish(handle, by.tenant(), person);
        });
    }

    /** @throws Refusal {@link Fault#GROUP_UNKNOWN} */
    public static void known(Handle handle, TenantId tenant, GroupId group) {
        if (find(handle, tenant, group, "").isEmpty()) {
            throw new Refusal(Fault.GROUP_UNKNOWN);
        }
    }

    /** Whoever finds out whether a group has delegated access locks it first, so that two of them see each other's answer. */
    public static void lock(Handle handle, TenantId tenant, GroupId group) {
        find(handle, tenant, group, " for no key update");
    }

    /** Notes whether a locked group has delegated access, in the transaction that gives or takes it. */
    public static void delegates(Handle handle, TenantId tenant, GroupId group, boolean delegates) {
        handle.createUpdate(
                        "update directory_group set delegates = :delegates where tenant_id = :tenant and group_id = :group")
                .bind("delegates", delegates)
                .bind("tenant", tenant.value())
                .bind("group", group.value())
                .execute();
    }

    /** The group cannot begin to delegate before this transaction ends. */
    private static void mayChoose(Handle handle, Authority by, GroupId id) {
        Group group = find(handle, by.tenant(), id, " for share").orElseThrow(() -> new Refusal(Fault.GROUP_UNKNOWN));
        if (group.delegates()) {
            by.needing(Right.WRITE_RELATIONSHIPS);
        }
    }

    private static Optional<Group> find(Handle handle, TenantId tenant, GroupId id, String lock) {
        return handle.createQuery("select " + COLUMNS
                        + " from directory_group g where g.tenant_id = :tenant and g.group_id = :id" + lock)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    private static Group read(ResultSet row) throws SQLException {
        return new Group(
                new GroupId(row.getObject("group_id", UUID.class)),
                row.getString("display_name"),
                Optional.ofNullable(row.getString("description")),
                row.getBoolean("delegates"),
                row.getTimestamp("created_at").toInstant());
    }
}
