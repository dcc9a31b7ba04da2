package io.homeward.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Goes through every table of a service's database and names each gap in the fence between tenants. In a test of the service:
 *
 * <pre>{@code
 * TableFence.around("risk")
 *         .exempt("flyway_schema_history", "Flyway's own, no tenant's data")
 *         .feedMay("select on outbox", "update(pos) on outbox")
 *         .check(connection);
 * }</pre>
 *
 * <p>It wants of every table (a partition that neither role can reach directly is behind its parent's fence): a {@code tenant_id} that is
 * never null, row-level security enabled and forced, and a policy; and of every policy that is not the feed's or the owner's own that it
 * reads {@code app.tenants}. It wants of the application role that it owns nothing, is a member of nothing, cannot bypass row-level
 * security, and may not truncate (which no policy sees). It wants the feed role's grants to be exactly the listed ones.
 */
public final class TableFence {
    private final String app;
    private final String feed;
    private final String owner;
    private final Map<String, String> exempt = new LinkedHashMap<>();
    private final Map<String, Set<String>> tenantColumns = new HashMap<>();
    private final Set<String> feedMay = new TreeSet<>();

    private TableFence(String service) {
        app = service + "_app";
        feed = service + "_feed";
        owner = service + "_owner";
    }

    /** @param service the database's name, which the roles' names begin with */
    public static TableFence around(String service) {
        return new TableFence(service);
    }

    /** A table without any tenant's data, and why it has none. */
    public TableFence exempt(String table, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("Why is " + table + " exempt?");
        }
        exempt.put(table, reason);
        return this;
    }

    /** A table whose rows belong to several tenants, and the columns that name them in place of {@code tenant_id}. */
    public TableFence sharedBy(String table, String... columns) {
        tenantColumns.put(table, Set.of(columns));
        return this;
    }

    /** Grants of the feed role: {@code select on outbox}, {@code update(pos) on outbox}; one column each. */
    public TableFence feedMay(String... grants) {
        feedMay.addAll(List.of(grants));
        return this;
    }

    /** @throws AssertionError with every gap, not just the first */
    public void check(Connection connection) throws SQLException {
        assertThat(gaps(connection)).as("gaps in the fence between tenants").isEmpty();
    }

    /** Every gap as a sentence; empty is good. */
    public List<String> gaps(Connection connection) throws SQLException {
        var gaps = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (Table table : tables(connection)) {
            seen.add(table.name());
            if (!exempt.containsKey(table.name())) {
                gaps.addAll(gaps(connection, table));
            }
            if (table.owner().equals(app)) {
                gaps.add(table.name() + " is owned by the application role");
            }
            if (table.kind().equals("m")) {
                gaps.add(table.name() + " is a materialised view, which row-level security does not cover");
            }
        }
        if (seen.isEmpty()) {
            gaps.add("There is no table at all: is this the right database, and is it migrated?");
        }
        for (String name : exempt.keySet()) {
            if (!seen.contains(name)) {
                gaps.add(name + " is listed as exempt, but there is no such table");
            }
        }
        gaps.addAll(views(connection));
        gaps.addAll(role(connection));
        gaps.addAll(feedGrants(connection));
        return gaps;
    }

    private record Table(
            long oid,
            String name,
            String kind,
            String owner,
            boolean enabled,
            boolean forced,
            boolean hiddenPartition) {}

    private List<Table> tables(Connection connection) throws SQLException {
        return query(
                connection,
                """
                select c.oid, c.relname, c.relkind, pg_get_userbyid(c.relowner) as owner, c.relrowsecurity, c.relforcerowsecurity,
                       c.relispartition
                           and not has_any_column_privilege(?, c.oid, 'select, insert, update')
                           and not has_table_privilege(?, c.oid, 'select, insert, update, delete, truncate')
                           and not has_any_column_privilege(?, c.oid, 'select, insert, update') as hidden
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p', 'm', 'f')
                  and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'
                order by c.relname
                """,
                row -> new Table(
                        row.getLong("oid"),
                        row.getString("relname"),
                        row.getString("relkind"),
                        row.getString("owner"),
                        row.getBoolean("relrowsecurity"),
                        row.getBoolean("relforcerowsecurity"),
                        row.getBoolean("hidden")),
                app,
                app,
                feed);
    }

    private List<String> gaps(Connection connection, Table table) throws SQLException {
        var gaps = new ArrayList<String>();
        Set<String> never = new HashSet<>(query(
                connection,
                "select attname from pg_attribute where attrelid = ?::oid and attnum > 0 and attnotnull and not attisdropped",
                row -> row.getString("attname"),
                table.oid()));
        for (String column : tenantColumns.getOrDefault(table.name(), Set.of("tenant_id"))) {
            if (!never.contains(column)) {
                gaps.add("%s has no column %s that is never null".formatted(table.name(), column));
            }
        }
        if (table.hiddenPartition()) {
            return gaps;
        }
        if (!table.enabled()) {
            gaps.add(table.name() + " has no row-level security");
        }
        if (!table.forced()) {
            gaps.add(table.name() + " does not force row-level security");
        }
        gaps.addAll(policies(connection, table));
        return gaps;
    }

    private record Policy(String name, Set<String> roles, String expression) {}

    private List<String> policies(Connection connection, Table table) throws SQLException {
        List<Policy> policies = query(
                connection,
                """
                select p.polname,
                       array(select case r when 0 then 'public' else pg_get_userbyid(r)::text end from unnest(p.polroles) r) as roles,
                       coalesce(pg_get_expr(p.polqual, p.polrelid), '') || ' ' ||
                           coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') as expression
                from pg_policy p where p.polrelid = ?::oid and p.polpermissive
                """,
                row -> new Policy(
                        row.getString("polname"),
                        Set.of((String[]) row.getArray("roles").getArray()),
                        row.getString("expression")),
                table.oid());
        var gaps = new ArrayList<String>();
        if (policies.isEmpty()) {
            gaps.add(table.name() + " has no policy");
        }
        for (Policy policy : policies) {
            boolean everybodys = !Set.of(feed, owner).containsAll(policy.roles());
            if (everybodys && !policy.expression().contains("app.tenants")) {
                gaps.add("%s: the policy %s does not read app.tenants".formatted(table.name(), policy.name()));
            }
        }
        return gaps;
    }

    /** A view asks with its owner's rights unless it says otherwise, and an owner's policies may be wider. */
    private List<String> views(Connection connection) throws SQLException {
        return query(connection, """
                select c.relname || ' is a view that reads with its owner''s eyes' as gap
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind = 'v' and n.nspname not in ('pg_catalog', 'information_schema')
                  and not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on'], false)
                  and has_any_column_privilege(?, c.oid, 'select')
                """, row -> row.getString("gap"), app);
    }

    private List<String> role(Connection connection) throws SQLException {
        var gaps = new ArrayList<String>();
        for (String role : List.of(app, feed)) {
            gaps.addAll(query(
                    connection,
                    """
                    select ? || ' can bypass row-level security' as gap from pg_roles where rolname = ? and (rolsuper or rolbypassrls)
                    union all
                    select rolname || ' is a member of ' || pg_get_userbyid(m.roleid)
                    from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname = ?
                    union all
                    select ? || ' owns ' || c.relname from pg_class c where pg_get_userbyid(c.relowner) = ?
                    union all
                    select ? || ' may truncate ' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
                      and has_table_privilege(?, c.oid, 'truncate')
                    union all
                    select ? || ' may create in schema ' || n.nspname from pg_namespace n
                    where n.nspname !~ '^pg_' and has_schema_privilege(?, n.oid, 'create')
                    """,
                    row -> row.getString("gap"),
                    role,
                    role,
                    role,
                    role,
                    role,
                    role,
                    role,
                    role,
                    role));
        }
        return gaps;
    }

    private List<String> feedGrants(Connection connection) throws SQLException {
        Set<String> granted = new TreeSet<>(query(connection, """
                select lower(a.privilege_type) || ' on ' || c.relname as granted
                from pg_class c, aclexplode(c.relacl) a
                where c.relkind in ('r', 'p', 'v', 'm') and (a.grantee = 0 or pg_get_userbyid(a.grantee) = ?)
                  and c.relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
                union
                select lower(a.privilege_type) || '(' || t.attname || ') on ' || c.relname
                from pg_class c join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a
                where (a.grantee = 0 or pg_get_userbyid(a.grantee) = ?)
                  and c.relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
                """, row -> row.getString("granted"), feed, feed));
        var gaps = new ArrayList<String>();
        granted.stream()
                .filter(grant -> !feedMay.contains(grant))
                .forEach(grant -> gaps.add("the feed role has a grant that is not listed: " + grant));
        feedMay.stream()
                .filter(grant -> !granted.contains(grant))
                .forEach(grant -> gaps.add("the feed role is listed with a grant it does not have: " + grant));
        return gaps;
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> query(Connection connection, String sql, RowReader<T> reader, Object... arguments)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                var result = new ArrayList<T>();
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
                return result;
            }
        }
    }
}
