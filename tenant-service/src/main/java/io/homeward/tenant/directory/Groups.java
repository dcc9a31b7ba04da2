package io.homeward.tenant.directory;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.Listing;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The groups of a tenant as they are read, and what other rooms need to know of one. Who changes them is {@link KeepGroups}. */
@Singleton
public class Groups {
    static final String COLUMNS =
            "g.group_id, g.display_name, g.description, g.mail_nickname, g.delegates, g.created_at, g.deleted_at";
    private static final String SELECT =
            "select " + COLUMNS + " from directory_group g where g.tenant_id = :tenant and ";
    private static final Listing<Group> ALL =
            new Listing<>(COLUMNS, "directory_group g", "g.tenant_id = :tenant", Groups::read);
    private static final Listing<Group> LISTED = ALL.and("g.deleted_at is null");
    private static final Listing<Group> DELETED = ALL.and("g.deleted_at is not null and g.erased_at is null");

    private final TenantDatabase database;

    Groups(TenantDatabase database) {
        this.database = database;
    }

    public GraphPage<Group> list(TenantId tenant, GraphQuery query) {
        return database.in(tenant, handle -> LISTED.page(handle, query, sql -> sql.bind("tenant", tenant.value())));
    }

    /** Those that can come back. */
    public GraphPage<Group> deleted(TenantId tenant, GraphQuery query) {
        return database.in(tenant, handle -> DELETED.page(handle, query, sql -> sql.bind("tenant", tenant.value())));
    }

    public Optional<Group> find(TenantId tenant, GroupId id) {
        return database.in(tenant, handle -> find(handle, tenant, id, ""));
    }

    /** One that can come back. */
    public Optional<Group> findDeleted(TenantId tenant, GroupId id) {
        return database.in(tenant, handle -> deleted(handle, tenant, id, ""));
    }

    /** Those of these that are there. */
    public List<Group> some(TenantId tenant, Collection<UUID> ids) {
        return database.in(tenant, handle -> handle.createQuery(
                        SELECT + "g.deleted_at is null and g.group_id = any(:ids) order by g.group_id")
                .bind("tenant", tenant.value())
                .bindArray("ids", UUID.class, ids)
                .map((row, context) -> read(row))
                .list());
    }

    /** @throws Refusal {@link Fault#GROUP_UNKNOWN} */
    public static void known(Handle handle, TenantId tenant, GroupId group) {
        if (find(handle, tenant, group, "").isEmpty()) {
            throw new Refusal(Fault.GROUP_UNKNOWN);
        }
    }

    /**
     * Whoever finds out whether a group has delegated access locks it first, so that two of them see each other's answer.
     *
     * @throws Refusal {@link Fault#GROUP_UNKNOWN}
     */
    public static void lock(Handle handle, TenantId tenant, GroupId group) {
        locked(handle, tenant, group);
    }

    /**
     * A group whose members or words are about to change; nobody else changes them, and it cannot begin to delegate, before this transaction
     * ends.
     *
     * @throws Refusal {@link Fault#GROUP_UNKNOWN}
     */
    static Group locked(Handle handle, TenantId tenant, GroupId group) {
        return find(handle, tenant, group, " for no key update").orElseThrow(() -> new Refusal(Fault.GROUP_UNKNOWN));
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

    static Optional<Group> deleted(Handle handle, TenantId tenant, GroupId id, String lock) {
        return one(handle, tenant, id, "g.deleted_at is not null and g.erased_at is null and g.group_id = :id" + lock);
    }

    private static Optional<Group> find(Handle handle, TenantId tenant, GroupId id, String lock) {
        return one(handle, tenant, id, "g.deleted_at is null and g.group_id = :id" + lock);
    }

    private static Optional<Group> one(Handle handle, TenantId tenant, GroupId id, String which) {
        return handle.createQuery(SELECT + which)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    static Group read(ResultSet row) throws SQLException {
        return new Group(
                new GroupId(row.getObject("group_id", UUID.class)),
                new GroupProfile(
                        row.getString("display_name"),
                        Optional.ofNullable(row.getString("description")),
                        Optional.ofNullable(row.getString("mail_nickname"))),
                row.getBoolean("delegates"),
                row.getTimestamp("created_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("deleted_at")).map(Timestamp::toInstant));
    }
}
