package io.homeward.tenant.delegation;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Taken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The assignments of a relationship, in the transaction that has locked it. */
final class Assignments {
    private static final String SELECT = """
            select a.assignment_id, a.group_id, a.roles, a.created_at, a.modified_at, a.revision from access_assignment a
            where a.tenant_id = :tenant and a.relationship_id = :relationship""";

    private Assignments() {}

    static List<Assignment> of(Handle handle, RelationshipId relationship) {
        return handle.createQuery(SELECT + " order by a.created_at, a.assignment_id")
                .bind("tenant", relationship.partner().value())
                .bind("relationship", relationship.own())
                .map((row, context) -> read(row))
                .list();
    }

    static Optional<Assignment> find(Handle handle, RelationshipId relationship, UUID id) {
        return handle.createQuery(SELECT + " and a.assignment_id = :id")
                .bind("tenant", relationship.partner().value())
                .bind("relationship", relationship.own())
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** @throws io.homeward.tenant.Refusal {@link Fault#ALREADY_THERE} where the group has an assignment here */
    static void insert(Handle handle, RelationshipId relationship, TenantId customer, Assignment assignment) {
        Taken.unless(
                "access_assignment_tenant_id_relationship_id_group_id_key",
                Fault.ALREADY_THERE,
                () -> handle.createUpdate("""
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

    static void delete(Handle handle, RelationshipId relationship, UUID id) {
        handle.createUpdate("delete from access_assignment where tenant_id = :tenant and assignment_id = :id")
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
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("modified_at").toInstant(),
                row.getLong("revision"));
    }
}
