package io.homeward.tenant.role;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.Listing;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.RoleCatalogue;
import io.homeward.tenant.Taken;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.audit.AuditTrail;
import io.homeward.tenant.audit.Target;
import io.homeward.tenant.directory.Guest;
import io.homeward.tenant.directory.LastAdministrator;
import io.homeward.tenant.directory.Person;
import io.homeward.tenant.directory.PersonRows;
import io.homeward.tenant.guest.InviteGuest;
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
    private static final Listing<RoleAssignment> HELD = new Listing<>(
            "a.assignment_id, a.person_id, a.role_id",
            "role_assignment a join person p on p.tenant_id = a.tenant_id and p.person_id = a.person_id",
            "a.tenant_id = :tenant and p.deleted_at is null",
            RoleAssignments::read);

    private static final Listing<RoleCatalogue.Definition> DEFINITIONS = new Listing<>(
            "d.id, d.name",
            "unnest(:ids, :names) as d (id, name)",
            "true",
            row -> new RoleCatalogue.Definition(new RoleId(row.getObject("id", UUID.class)), row.getString("name")));

    private final TenantDatabase database;
    private final PersonRows people;
    private final AuditTrail audit;

    RoleAssignments(TenantDatabase database, PersonRows people, AuditTrail audit) {
        this.database = database;
        this.people = people;
        this.audit = audit;
    }

    public record RoleAssignment(UUID id, PersonId person, RoleId role) {}

    GraphPage<RoleAssignment> list(TenantId tenant, GraphQuery query) {
        return database.in(tenant, handle -> HELD.page(handle, query, sql -> sql.bind("tenant", tenant.value())));
    }

    Optional<RoleAssignment> find(TenantId tenant, UUID id) {
        return database.in(tenant, handle -> handle.createQuery("select %s from %s where %s and a.assignment_id = :id"
                        .formatted(HELD.columns(), HELD.from(), HELD.where().getFirst()))
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
        Person holder = PersonRows.locked(handle, tenant, person);
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
        if (holder.guest()
                .filter(guest -> guest.state() == Guest.State.PENDING_ACCEPTANCE)
                .isPresent()) {
            // What was sent when he was nobody here is no way to a role; whoever outranks it invites him again.
            InviteGuest.voidOpen(handle, tenant, person, at);
        }
        people.publish(handle, tenant, person);
        audit.record(handle, tenant, Activity.ADD_MEMBER_TO_ROLE.on(target(holder), target(role)));
        return assignment;
    }

    /** @throws Refusal {@link Fault#ASSIGNMENT_UNKNOWN}, {@link Fault#LAST_ADMINISTRATOR} */
    void remove(Authority by, UUID id) {
        RoleAssignment assignment = find(by.tenant(), id).orElseThrow(() -> new Refusal(Fault.ASSIGNMENT_UNKNOWN));
        database.in(by.tenant(), handle -> remove(handle, by, assignment.person(), assignment.role()));
    }

    /** The same, named by who holds what. @throws Refusal {@link Fault#ASSIGNMENT_UNKNOWN}, {@link Fault#LAST_ADMINISTRATOR} */
    void remove(Authority by, PersonId person, RoleId role) {
        database.in(by.tenant(), handle -> remove(handle, by, person, role));
    }

    private Person remove(Handle handle, Authority by, PersonId person, RoleId role) {
        Person holder = PersonRows.locked(handle, by.tenant(), person);
        if (!holder.roles().contains(role)) {
            throw new Refusal(Fault.ASSIGNMENT_UNKNOWN);
        }
        if (role.equals(DirectoryRole.GLOBAL_ADMINISTRATOR.id())) {
            LastAdministrator.mayLeave(handle, holder);
        }
        handle.createUpdate(
                        "delete from role_assignment where tenant_id = :tenant and person_id = :person and role_id = :role")
                .bind("tenant", by.tenant().value())
                .bind("person", person.value())
                .bind("role", role.value())
                .execute();
        audit.record(handle, by.tenant(), Activity.REMOVE_MEMBER_FROM_ROLE.on(target(holder), target(role)));
        return people.publish(handle, by.tenant(), person);
    }

    /** The roles there are; in the database's words, so that they understand the same questions as every other collection. */
    GraphPage<RoleCatalogue.Definition> definitions(TenantId tenant, GraphQuery query) {
        List<RoleCatalogue.Definition> all = RoleCatalogue.all();
        return database.in(
                tenant,
                handle -> DEFINITIONS.page(handle, query, sql -> sql.bindArray(
                                "ids",
                                UUID.class,
                                all.stream().map(role -> role.id().value()).toList())
                        .bindArray(
                                "names",
                                String.class,
                                all.stream()
                                        .map(RoleCatalogue.Definition::displayName)
                                        .toList())));
    }

    private static Target target(Person holder) {
        return Target.user(holder.id(), holder.profile().userPrincipalName());
    }

    private static Target target(RoleId role) {
        return Target.role(
                role,
                RoleCatalogue.find(role)
                        .map(RoleCatalogue.Definition::displayName)
                        .orElse(""));
    }

    private static RoleAssignment read(ResultSet row) throws SQLException {
        return new RoleAssignment(
                row.getObject("assignment_id", UUID.class),
                new PersonId(row.getObject("person_id", UUID.class)),
                new RoleId(row.getObject("role_id", UUID.class)));
    }
}
