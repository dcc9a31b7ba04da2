package io.homeward.tenant.directory;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSql;
import io.homeward.graph.query.Listed;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Taken;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The people of a tenant. A person's feed record holds his roles and groups too, so whoever changes any of it locks his row first
 * ({@link #locked}) and publishes him at the end ({@link #publish}), in one transaction.
 */
@Singleton
public class People {
    static final String COLUMNS = """
            p.tenant_id, p.person_id, p.user_principal_name, p.display_name, p.given_name, p.surname, p.job_title, p.mail,
            p.mobile_phone, p.office_location, p.preferred_language, p.account_enabled, p.user_type, p.created_at, p.deleted_at,
            array(select r.role_id from role_assignment r where r.tenant_id = p.tenant_id and r.person_id = p.person_id) as roles,
            array(select m.group_id from membership m where m.tenant_id = p.tenant_id and m.person_id = p.person_id) as groups,
            exists (select from membership m join directory_group g using (tenant_id, group_id)
                    where m.tenant_id = p.tenant_id and m.person_id = p.person_id and g.delegates) as delegates""";

    private final TenantDatabase database;
    private final PeopleFeed feed;

    People(TenantDatabase database, PeopleFeed feed) {
        this.database = database;
        this.feed = feed;
    }

    public GraphPage<Person> list(TenantId tenant, GraphQuery query) {
        return list(tenant, query, "p.tenant_id = :tenant and p.deleted_at is null", null);
    }

    /** The people in a group. */
    public GraphPage<Person> members(TenantId tenant, GroupId group, GraphQuery query) {
        return list(tenant, query, """
                p.tenant_id = :tenant and p.deleted_at is null and exists (
                    select from membership m where m.tenant_id = p.tenant_id and m.person_id = p.person_id and m.group_id = :group)""", group);
    }

    private GraphPage<Person> list(TenantId tenant, GraphQuery query, String where, @Nullable GroupId group) {
        GraphSql sql = query.sql(COLUMNS, "person p", where);
        return database.in(
                tenant,
                handle -> query.page(
                        bound(
                                        handle.createQuery(sql.page().sql())
                                                .bindMap(sql.page().bindings()),
                                        tenant,
                                        group)
                                .map((row, context) -> new Listed<>(read(row), row.getString(GraphSql.CURSOR)))
                                .list(),
                        () -> bound(
                                        handle.createQuery(sql.count().sql())
                                                .bindMap(sql.count().bindings()),
                                        tenant,
                                        group)
                                .mapTo(Long.class)
                                .one()));
    }

    private static <T extends SqlStatement<T>> T bound(T statement, TenantId tenant, @Nullable GroupId group) {
        T bound = statement.bind("tenant", tenant.value());
        return group == null ? bound : bound.bind("group", group.value());
    }

    /** @param key an object id or a user principal name */
    public Optional<Person> find(TenantId tenant, String key) {
        return database.in(tenant, handle -> find(handle, tenant, key, ""));
    }

    /** @throws Refusal {@link Fault#NAME_TAKEN} */
    Person add(TenantId tenant, PersonId id, Profile profile, Instant at) {
        return database.in(tenant, handle -> {
            Taken.unless("person_name", Fault.NAME_TAKEN, () -> profile(handle.createUpdate("""
                                    insert into person (tenant_id, person_id, user_principal_name, display_name, given_name, surname, job_title,
                                        mail, mobile_phone, office_location, preferred_language, account_enabled, user_type, created_at)
                                    values (:tenant, :id, :upn, :name, :given, :surname, :job, :mail, :mobile, :office, :language, :enabled,
                                        :type, :at)"""), profile)
                    .bind("tenant", tenant.value())
                    .bind("id", id.value())
                    .bind("at", at.atOffset(ZoneOffset.UTC))
                    .execute());
            return publish(handle, tenant, id);
        });
    }

    /**
     * Changes what is written about a person.
     *
     * @param change is given the person as he is under the lock, and may refuse
     * @throws Refusal {@link Fault#PERSON_UNKNOWN}, {@link Fault#NAME_TAKEN}
     */
    Person change(TenantId tenant, PersonId id, UnaryOperator<Person> change) {
        return database.in(tenant, handle -> {
            Profile profile = change.apply(locked(handle, tenant, id)).profile();
            Taken.unless("person_name", Fault.NAME_TAKEN, () -> profile(handle.createUpdate("""
                                    update person set user_principal_name = :upn, display_name = :name, given_name = :given, surname = :surname,
                                        job_title = :job, mail = :mail, mobile_phone = :mobile, office_location = :office,
                                        preferred_language = :language, account_enabled = :enabled, user_type = :type
                                    where tenant_id = :tenant and person_id = :id"""), profile)
                    .bind("tenant", tenant.value())
                    .bind("id", id.value())
                    .execute());
            return publish(handle, tenant, id);
        });
    }

    /** Deleting keeps the row: the record of what he did outlives him, and his name is free again. */
    void delete(TenantId tenant, PersonId id, Consumer<Person> permission, Instant at) {
        database.in(tenant, handle -> {
            permission.accept(locked(handle, tenant, id));
            handle.createUpdate("update person set deleted_at = :at where tenant_id = :tenant and person_id = :id")
                    .bind("tenant", tenant.value())
                    .bind("id", id.value())
                    .bind("at", at.atOffset(ZoneOffset.UTC))
                    .execute();
            return publish(handle, tenant, id);
        });
    }

    /** @throws Refusal {@link Fault#PERSON_UNKNOWN} */
    static Person locked(Handle handle, TenantId tenant, PersonId id) {
        return find(handle, tenant, id.toString(), " for update of p")
                .orElseThrow(() -> new Refusal(Fault.PERSON_UNKNOWN));
    }

    /** Says the state of somebody whose row is locked in this transaction. */
    Person publish(Handle handle, TenantId tenant, PersonId id) {
        Person person = handle.createQuery(
                        "select " + COLUMNS + " from person p where p.tenant_id = :tenant and p.person_id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .one();
        feed.publish(handle, tenant, id.value(), PersonState.of(person));
        return person;
    }

    private static Optional<Person> find(Handle handle, TenantId tenant, String key, String lock) {
        String which = key.indexOf('@') < 0 ? "p.person_id = :id" : "lower(p.user_principal_name) = lower(:upn)";
        Optional<UUID> id = uuid(key);
        if (key.indexOf('@') < 0 && id.isEmpty()) {
            return Optional.empty();
        }
        var query = handle.createQuery("select " + COLUMNS
                        + " from person p where p.tenant_id = :tenant and p.deleted_at is null and " + which + lock)
                .bind("tenant", tenant.value());
        id.ifPresentOrElse(found -> query.bind("id", found), () -> query.bind("upn", key));
        return query.map((row, context) -> read(row)).findOne();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static <T extends SqlStatement<T>> T profile(T statement, Profile profile) {
        return statement
                .bind("upn", profile.userPrincipalName())
                .bind("name", profile.displayName())
                .bind("given", profile.givenName())
                .bind("surname", profile.surname())
                .bind("job", profile.jobTitle())
                .bind("mail", profile.mail())
                .bind("mobile", profile.mobilePhone())
                .bind("office", profile.officeLocation())
                .bind("language", profile.preferredLanguage())
                .bind("enabled", profile.accountEnabled())
                .bind("type", profile.userType().wire());
    }

    private static Person read(ResultSet row) throws SQLException {
        return new Person(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new PersonId(row.getObject("person_id", UUID.class)),
                new Profile(
                        row.getString("user_principal_name"),
                        row.getString("display_name"),
                        row.getString("given_name"),
                        row.getString("surname"),
                        row.getString("job_title"),
                        row.getString("mail"),
                        row.getString("mobile_phone"),
                        row.getString("office_location"),
                        row.getString("preferred_language"),
                        row.getBoolean("account_enabled"),
                        Profile.UserType.of(row.getString("user_type")).orElseThrow()),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("deleted_at") != null,
                ids(row, "roles").stream().map(RoleId::new).collect(Collectors.toSet()),
                ids(row, "groups").stream().map(GroupId::new).collect(Collectors.toSet()),
                row.getBoolean("delegates"));
    }

    private static Set<UUID> ids(ResultSet row, String column) throws SQLException {
        return Arrays.stream((UUID[]) row.getArray(column).getArray()).collect(Collectors.toSet());
    }
}
