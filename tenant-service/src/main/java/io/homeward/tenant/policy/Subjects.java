package io.homeward.tenant.policy;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.ExternalKind;
import io.homeward.accessrules.policy.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** People of the directory as policies see them. */
public final class Subjects {

    /** As many as anybody would look at; whoever locks out these locks out the others too. */
    private static final int ADMINISTRATORS = 50;

    private static final String COLUMNS = """
            select p.person_id, p.user_principal_name, p.display_name, p.user_type, p.home_tenant_id,
                   array(select m.group_id from membership m where m.tenant_id = p.tenant_id and m.person_id = p.person_id) as groups,
                   array(select r.role_id from role_assignment r where r.tenant_id = p.tenant_id and r.person_id = p.person_id) as roles
            from person p where p.tenant_id = :tenant and p.deleted_at is null""";

    private Subjects() {}

    /** A person with the names people know him by. */
    public record Known(Subject subject, String userPrincipalName, String displayName) {}

    /** These people, as far as they are there. */
    public static List<Known> of(Handle handle, TenantId tenant, Set<PersonId> people) {
        return read(handle.createQuery(COLUMNS + " and p.person_id = any(:ids)")
                .bind("tenant", tenant.value())
                .bindArray(
                        "ids", UUID.class, people.stream().map(PersonId::value).toArray()));
    }

    /** Enabled members with Global Administrator: whoever could change the rules. */
    static List<Known> administrators(Handle handle, TenantId tenant) {
        return read(handle.createQuery(COLUMNS + """
                         and p.account_enabled and p.user_type = 'Member' and p.person_id in (
                            select r.person_id from role_assignment r where r.tenant_id = :tenant and r.role_id = :role)
                        order by p.person_id limit :most""")
                .bind("tenant", tenant.value())
                .bind("role", DirectoryRole.GLOBAL_ADMINISTRATOR.id().value())
                .bind("most", ADMINISTRATORS));
    }

    private static List<Known> read(Query query) {
        return query.map((row, context) -> new Known(
                        new Subject(
                                new PersonId(row.getObject("person_id", UUID.class)),
                                Optional.of(ids(row, "groups", GroupId::new)),
                                Optional.of(ids(row, "roles", RoleId::new)),
                                external(row)),
                        row.getString("user_principal_name"),
                        row.getString("display_name")))
                .list();
    }

    /** A guest who is not linked yet comes from nowhere. */
    private static Optional<Subject.External> external(ResultSet row) throws SQLException {
        if (!row.getString("user_type").equals("Guest")) {
            return Optional.empty();
        }
        UUID home = row.getObject("home_tenant_id", UUID.class);
        return Optional.of(new Subject.External(
                ExternalKind.B2B_COLLABORATION_GUEST, new TenantId(home == null ? new UUID(0, 0) : home)));
    }

    private static <T> Set<T> ids(ResultSet row, String column, Function<UUID, T> as) throws SQLException {
        return Arrays.stream((UUID[]) row.getArray(column).getArray()).map(as).collect(Collectors.toSet());
    }
}
