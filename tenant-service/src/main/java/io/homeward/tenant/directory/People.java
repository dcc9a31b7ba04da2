package io.homeward.tenant.directory;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.delta.DeltaListing;
import io.homeward.graph.delta.DeltaPage;
import io.homeward.graph.delta.DeltaQuery;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.Listing;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The people of a tenant as they are read. Who changes them is {@link KeepPeople}, on the rows of {@link PersonRows}. */
@Singleton
public class People {
    private static final Listing<Person> EVERYBODY =
            new Listing<>(PersonRow.COLUMNS, "person p", "p.tenant_id = :tenant", PersonRow::read);
    private static final Listing<Person> LISTED = EVERYBODY.and("p.deleted_at is null");
    private static final Listing<Person> MEMBERS = LISTED.and("""
            exists (select from membership m
                where m.tenant_id = p.tenant_id and m.person_id = p.person_id and m.group_id = :group)""");
    private static final Listing<Person> OWNERS = LISTED.and("""
            exists (select from group_owner o
                where o.tenant_id = p.tenant_id and o.person_id = p.person_id and o.group_id = :group)""");
    private static final Listing<Person> HOLDERS = LISTED.and("""
            exists (select from role_assignment r
                where r.tenant_id = p.tenant_id and r.person_id = p.person_id and r.role_id = :role)""");
    private static final Listing<Person> DELETED = EVERYBODY.and("p.deleted_at is not null and p.erased_at is null");
    private static final DeltaListing<Person> CHANGES = new DeltaListing<>(
            EVERYBODY,
            "p.changed_in",
            "case when p.erased_at is not null then 'deleted' when p.deleted_at is not null then 'changed' end");

    /** What {@code $expand} shows of a group or a role at most, as in Graph; all of them are listed below it. */
    public static final int EXPANDED = 20;

    private final TenantDatabase database;

    People(TenantDatabase database) {
        this.database = database;
    }

    public GraphPage<Person> list(TenantId tenant, GraphQuery query) {
        return page(LISTED, tenant, query, sql -> {});
    }

    /** The people in a group. */
    public GraphPage<Person> members(TenantId tenant, GroupId group, GraphQuery query) {
        return page(MEMBERS, tenant, query, sql -> sql.bind("group", group.value()));
    }

    public GraphPage<Person> owners(TenantId tenant, GroupId group, GraphQuery query) {
        return page(OWNERS, tenant, query, sql -> sql.bind("group", group.value()));
    }

    /** The people who hold a role. */
    public GraphPage<Person> holders(TenantId tenant, RoleId role, GraphQuery query) {
        return page(HOLDERS, tenant, query, sql -> sql.bind("role", role.value()));
    }

    /** To what people belong, and how. */
    public enum Circle {
        MEMBERS("membership", "group_id"),
        OWNERS("group_owner", "group_id"),
        HOLDERS("role_assignment", "role_id");

        private final String table;
        private final String column;

        Circle(String table, String column) {
            this.table = table;
            this.column = column;
        }
    }

    /** The first few of each of these groups or roles; nothing of one that nobody is in. */
    public Map<UUID, List<Person>> first(TenantId tenant, Circle circle, Collection<UUID> of) {
        String sql = """
                select i.id as of_id, %s
                from unnest(:ids) as i (id) cross join lateral (
                    select p.* from %s c join person p using (tenant_id, person_id)
                    where c.tenant_id = :tenant and c.%s = i.id and p.deleted_at is null
                    order by p.person_id limit %d) p
                order by i.id, p.person_id""".formatted(PersonRow.COLUMNS, circle.table, circle.column, EXPANDED);
        var found = new HashMap<UUID, List<Person>>();
        database.in(tenant, handle -> handle.createQuery(sql)
                .bind("tenant", tenant.value())
                .bindArray("ids", UUID.class, of)
                .map((row, context) -> found.computeIfAbsent(
                                row.getObject("of_id", UUID.class), id -> new ArrayList<>())
                        .add(PersonRow.read(row)))
                .list());
        return found;
    }

    /** Those who can come back. */
    public GraphPage<Person> deleted(TenantId tenant, GraphQuery query) {
        return page(DELETED, tenant, query, sql -> {});
    }

    /** Everybody, and later who changed. */
    public DeltaPage<Person> changes(TenantId tenant, DeltaQuery query) {
        return database.in(tenant, handle -> CHANGES.page(handle, query, sql -> sql.bind("tenant", tenant.value())));
    }

    /** @param key an object id or a user principal name */
    public Optional<Person> find(TenantId tenant, String key) {
        return database.in(tenant, handle -> PersonRows.find(handle, tenant, key));
    }

    public Optional<Person> find(TenantId tenant, PersonId id) {
        return find(tenant, id.toString());
    }

    /** Somebody who can come back. */
    public Optional<Person> findDeleted(TenantId tenant, PersonId id) {
        return database.in(tenant, handle -> PersonRows.deleted(handle, tenant, id, ""));
    }

    /** Those of these who are there. */
    public List<Person> some(TenantId tenant, Collection<UUID> ids) {
        return database.in(tenant, handle -> handle.createQuery("select " + PersonRow.COLUMNS
                        + " from person p where p.tenant_id = :tenant and p.deleted_at is null and p.person_id = any(:ids)"
                        + " order by p.person_id")
                .bind("tenant", tenant.value())
                .bindArray("ids", UUID.class, ids)
                .map((row, context) -> PersonRow.read(row))
                .list());
    }

    /** The guest that somebody of another tenant is here. */
    public Optional<Person> guest(TenantId tenant, Guest.Home home) {
        return database.in(tenant, handle -> handle.createQuery("select " + PersonRow.COLUMNS
                        + " from person p where p.tenant_id = :tenant and p.deleted_at is null"
                        + " and p.home_tenant_id = :homeTenant and p.home_person_id = :homePerson")
                .bind("tenant", tenant.value())
                .bind("homeTenant", home.tenant().value())
                .bind("homePerson", home.person().value())
                .map((row, context) -> PersonRow.read(row))
                .findOne());
    }

    /** The caller's own record: of a guest his guest's; somebody who comes through a relationship has none here, nor has an application. */
    public Optional<Person> self(Authority by) {
        return by.caller() instanceof Caller.Person person
                ? person.isMember()
                        ? find(by.tenant(), person.id())
                        : guest(by.tenant(), new Guest.Home(person.home(), person.id()))
                : Optional.empty();
    }

    /**
     * Somebody whom other rooms change too (his roles, his groups): his row, locked until the transaction ends.
     *
     * @throws Refusal {@link Fault#PERSON_UNKNOWN}
     */
    public static Person locked(Handle handle, TenantId tenant, PersonId id) {
        return PersonRows.locked(handle, tenant, id);
    }

    private GraphPage<Person> page(
            Listing<Person> listing, TenantId tenant, GraphQuery query, Consumer<Query> parameters) {
        return database.in(
                tenant,
                handle -> listing.page(handle, query, sql -> {
                    sql.bind("tenant", tenant.value());
                    parameters.accept(sql);
                }));
    }
}
