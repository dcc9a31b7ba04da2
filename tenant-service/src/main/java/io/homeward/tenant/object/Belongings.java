package io.homeward.tenant.object;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.Listing;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.RoleCatalogue;
import io.homeward.tenant.directory.Expanded;
import io.homeward.tenant.directory.Group;
import io.homeward.tenant.directory.GroupProfile;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The groups and roles of a person, as one list. Groups hold people only, so what he is in directly is all he is in. */
@Singleton
public class Belongings implements Expanded.Belongs {
    private static final String COLUMNS =
            "o.id, o.kind, o.display_name, o.description, o.mail_nickname, o.created_at, o.delegates";

    /** Of one person; where he is named stands {@code :person}. */
    private static final String OF_SOMEBODY = """
            (select g.group_id as id, 'group' as kind, g.display_name, g.display_name_lower, g.description, g.mail_nickname,
                    g.created_at, g.delegates
                from membership m join directory_group g using (tenant_id, group_id)
                where m.tenant_id = :tenant and m.person_id = :person and g.deleted_at is null
             union all
             select r.role_id, 'directoryRole', n.name, lower(n.name) collate "C", null, null, null, false
                from role_assignment r join unnest(:roleIds, :roleNames) as n (id, name) on n.id = r.role_id
                where r.tenant_id = :tenant and r.person_id = :person) o""";

    private static final Listing<Belonging> ALL = new Listing<>(COLUMNS, OF_SOMEBODY, "true", Belongings::read);

    private final TenantDatabase database;

    Belongings(TenantDatabase database) {
        this.database = database;
    }

    /** Which of them. */
    enum Kind {
        ALL("true"),
        GROUPS("o.kind = 'group'"),
        ROLES("o.kind = 'directoryRole'"),
        NOTHING("false");

        private final String condition;

        Kind(String condition) {
            this.condition = condition;
        }
    }

    GraphPage<Belonging> of(TenantId tenant, PersonId person, Kind kind, GraphQuery query) {
        return database.in(tenant, handle -> ALL.and(kind.condition).page(handle, query, sql -> named(sql)
                .bind("tenant", tenant.value())
                .bind("person", person.value())));
    }

    @Override
    public Map<UUID, List<Map<String, @Nullable Object>>> first(TenantId tenant, Collection<UUID> people, int most) {
        String sql =
                "select i.id as of_id, %s from unnest(:ids) as i (id) cross join lateral (select * from %s order by o.id limit %d) o"
                        .formatted(COLUMNS, OF_SOMEBODY.replace(":person", "i.id"), most);
        var found = new HashMap<UUID, List<Map<String, @Nullable Object>>>();
        database.in(tenant, handle -> named(handle.createQuery(sql))
                .bind("tenant", tenant.value())
                .bindArray("ids", UUID.class, people)
                .map((row, context) -> found.computeIfAbsent(
                                row.getObject("of_id", UUID.class), id -> new ArrayList<>())
                        .add(read(row).shown()))
                .list());
        return found;
    }

    /** Binds what the roles are called: no table says it. */
    private static Query named(Query query) {
        List<RoleCatalogue.Definition> roles = RoleCatalogue.all();
        return query.bindArray(
                        "roleIds",
                        UUID.class,
                        roles.stream().map(role -> role.id().value()).toList())
                .bindArray(
                        "roleNames",
                        String.class,
                        roles.stream()
                                .map(RoleCatalogue.Definition::displayName)
                                .toList());
    }

    private static Belonging read(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        String name = row.getString("display_name");
        return row.getString("kind").equals("group")
                ? new Belonging.InGroup(new Group(
                        new GroupId(id),
                        new GroupProfile(
                                name,
                                Optional.ofNullable(row.getString("description")),
                                Optional.ofNullable(row.getString("mail_nickname"))),
                        row.getBoolean("delegates"),
                        row.getTimestamp("created_at").toInstant(),
                        Optional.empty()))
                : new Belonging.InRole(new RoleCatalogue.Definition(new RoleId(id), name));
    }
}
