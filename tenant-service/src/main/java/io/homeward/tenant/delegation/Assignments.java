package io.homeward.tenant.delegation;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Taken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The assignments of a relationship, in the transaction that has locked it. A deleted one is kept and no longer counts. */
final class Assignments {

    /** Needs {@link #settled} bound as {@code settled}. */
    static final String STATUS = """
            (case when a.deleted_at > :settled then 'deleting'
                  when a.deleted_at is not null or r.status in ('terminated', 'expired') then 'deleted'
                  when a.created_at > :settled then 'pending'
                  else 'active' end)""";

    private static final String COLUMNS =
            "a.assignment_id, a.group_id, a.roles, " + STATUS + " as status, a.created_at, a.modified_at, a.revision";
    private static final String FROM = "access_assignment a join relationship r using (tenant_id, relationship_id)";

    static final Part<Assignment> PART = new Part<>(COLUMNS, FROM, "a", Assignments::read);

    /** For callers to whom the status does not matter. */
    private static final OffsetDateTime LONG_AGO = Instant.EPOCH.atOffset(ZoneOffset.UTC);

    private Assignments() {}

    /** What was written before this is in force everywhere. */
    static OffsetDateTime settled(Instant now) {
        return now.minus(Assignment.PROPAGATION).atOffset(ZoneOffset.UTC);
    }

    /** Those that count. */
    static List<Assignment> of(Handle handle, RelationshipId relationship) {
        return handle.createQuery("select " + COLUMNS + " from " + FROM + """
                         where a.tenant_id = :tenant and a.relationship_id = :relationship and a.deleted_at is null
                        order by a.created_at, a.assignment_id""")
                .bind("tenant", relationship.partner().value())
                .bind("relationship", relationship.own())
                .bind("settled", LONG_AGO)
                .map((row, context) -> read(row))
                .list();
    }

    /** Also a deleted one. */
    static Optional<Assignment> find(Handle handle, RelationshipId relationship, UUID id, Instant now) {
        return PART.find(handle, relationship, "a.assignment_id = :id", id, now);
    }

    /** @throws io.homeward.tenant.Refusal {@link Fault#ALREADY_THERE} where the group has an assignment here */
    static void insert(Handle handle, RelationshipId relationship, TenantId customer, Assignment assignment) {
        Taken.unless("access_assignment_of_group", Fault.ALREADY_THERE, () -> handle.createUpdate("""
                        insert into access_assignment (tenant_id, assignment_id, relationship_id, customer_tenant_id, group_id, roles,
                            created_at, modified_at, revision)
                        values (:tenant, :id, :relationship, :customer, :group, :roles, :created, :modified, :revision)""")
                .bind("tenant", relationship.partner().value())
                .bind("id", assignment.id())
                .bind("relationship", relationship.own())
                .bind("customer", customer.value())
                .bind("group", assignment.group().value())
                .bindArray("roles", UUID.class, values(assignment))
                .bind("created", assignment.createdAt().atOffset(ZoneOffset.UTC))
                .bind("modified", assignment.modifiedAt().atOffset(ZoneOffset.UTC))
                .bind("revision", assignment.revision())
                .execute());
    }

    static void update(Handle handle, RelationshipId relationship, Assignment assignment) {
        handle.createUpdate("""
                        update access_assignment set roles = :roles, modified_at = :modified, revision = :revision
                        where tenant_id = :tenant and assignment_id = :id""")
                .bindArray("roles", UUID.class, values(assignment))
                .bind("modified", assignment.modifiedAt().atOffset(ZoneOffset.UTC))
                .bind("revision", assignment.revision())
                .bind("tenant", relationship.partner().value())
                .bind("id", assignment.id())
                .execute();
    }

    static void delete(Handle handle, RelationshipId relationship, UUID id, Instant at) {
        handle.createUpdate("""
                        update access_assignment set deleted_at = :at, modified_at = :at, revision = revision + 1
                        where tenant_id = :tenant and assignment_id = :id""")
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .bind("tenant", relationship.partner().value())
                .bind("id", id)
                .execute();
    }

    private static List<UUID> values(Assignment assignment) {
        return assignment.roles().stream().map(RoleId::value).toList();
    }

    private static Assignment read(ResultSet row) throws SQLException {
        return new Assignment(
                row.getObject("assignment_id", UUID.class),
                new GroupId(row.getObject("group_id", UUID.class)),
                RelationshipRow.roles(row),
                row.getString("status"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("modified_at").toInstant(),
                row.getLong("revision"));
    }
}
