package io.homeward.tenant.directory;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSql;
import io.homeward.graph.query.Listed;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.RoleCatalogue;
import io.homeward.tenant.Taken;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Who holds which directory role, in the whole of the tenant. */
@Singleton
public class RoleAssignments {
    private static final String COLUMNS = "a.assignment_id, a.person_id, a.role_id";
    private static final String FROM =
            "role_assignment a join person p on p.tenant_id = a.tenant_id and p.person_id = a.person_id";
    private static final String WHERE = "a.tenant_id = :tenant and p.deleted_at is null";

    private final TenantDatabase database;
    private final People people;

    RoleAssignments(TenantDatabase database, People people) {
        this.database = database;
        this.people = people;
    }

    public record RoleAssignment(UUID id, PersonId person, RoleId role) {}

    GraphPage<RoleAssignment> list(TenantId tenant, GraphQuery query) {
        GraphSql sql = query.sql(COLUMNS, FROM, WHERE);
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

    /** The roles there are; in the database's words, so that it understands the same questions as every other collection. */
    GraphPage<RoleCatalogue.Definition> definitions(TenantId tenant, GraphQuery query) {
        List<RoleCatalogue.Definition> all = RoleCatalogue.all();
        List<UUID> ids = all.stream().map(role -> role.id().value()).toList();
        List<String> names =
                all.stream().map(RoleCatalogue.Definition::displayName).toList();
        GraphSql sql = query.sql("d.id, d.name", "unnest(:ids, :names) as d (id, name)", "true");
        return database.in(
                tenant,
                handle -> query.page(
                        handle.createQuery(sql.page().sql())
                                .bindMap(sql.page().bindings())
                                .bindArray("ids", UUID.class, ids)
                                .bindArray("names", String.class, names)
                                .map((row, context) -> new Listed<>(
                                        new RoleCatalogue.Definition(
                                                new RoleId(row.getObject("id", UUID.class)), row.getString("name")),
                                        row.getString(GraphSql.CURSOR)))
                                .list(),
                        () -> handle.createQuery(sql.count().sql())
                                .bindMap(sql.count().bindings())
                                .bindArray("ids", UUID.class, ids)
                                .bindArray("names", String.class, names)
                                .mapTo(Long.class)
                                .one()));
    }

    Optional<RoleAssignment> find(TenantId tenant, UUID id) {
        return database.in(tenant, handle -> handle.createQuery(
                        "select %s from %s where %s and a.assignment_id = :id".formatted(COLUMNS, FROM, WHERE))
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne());
    }

    /** @throws Refusal {@link Fault#PERSON_UNKNOWN}, {@link Fault#ALREADY_THERE} */
    RoleAssignment assign(TenantId tenant, PersonId person, RoleId role, Instant at) {
        return database.in(tenant, handle -> assign(handle, tenant, person, role, at));
    }

    /** The same in a transaction that does more. */
    public RoleAssignment assign(Handle handle, TenantId tenant, PersonId person, RoleId role, Instant at) {
        var assignment = new RoleAssignment(UUID.randomUUID(), person, role);
        People.locked(handle, tenant, person);
        Taken.unless(
                "role_assignment_tenant_id_person_id_role_id_key", Fault.ALREADY_THERE, () -> handle.createUpdate("""
                        insert into role_assignment (tenant_id, assignment_id, person_id, role_id, assigned_at)
                        values (:tenant, :id, :person, :role, :at)""")
                        .bind("tenant", tenant.value())
                        .bind("id", assignment.id())
                        .bind("person", person.value())
                        .bind("role", role.value())
                        .bind("at", at.atOffset(ZoneOffset.UTC))
                        .execute());
        people.publish(handle, tenant, person);
        return assignment;
    }

    /** @throws Refusal {@link Fault#ASSIGNMENT_UNKNOWN}, {@link Fault#LAST_ADMINISTRATOR} */
    void remove(Authority by, UUID id) {
        RoleAssignment assignment = find(by.tenant(), id).orElseThrow(() -> new Refusal(Fault.ASSIGNMENT_UNKNOWN));
        database.in(by.tenant(), handle -> {
            Person person = People.locked(handle, by.tenant(), assignment.person());
            if (assignment.role().equals(DirectoryRole.GLOBAL_ADMINISTRATOR.id())) {
                LastAdministrator.mayLeave(handle, person);
            }
            handle.createUpdate("delete from role_assignment where tenant_id = :tenant and assignment_id = :id")
                    .bind("tenant", by.tenant().value())
                    .bind("id", id)
                    .execute();
            return people.publish(handle, by.tenant(), assignment.person());
        });
    }

    private static RoleAssignment read(ResultSet row) throws SQLException {
        return new RoleAssignment(
                row.getObject("assignment_id", UUID.class),
                new PersonId(row.getObject("person_id", UUID.class)),
                new RoleId(row.getObject("role_id", UUID.class)));
    }
}
