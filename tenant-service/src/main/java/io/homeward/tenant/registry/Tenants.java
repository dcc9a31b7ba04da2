package io.homeward.tenant.registry;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The tenants and their domains. Everybody sees himself; the platform's tenant lists all. */
@Singleton
public class Tenants {
    private static final String COLUMNS =
            "tenant_id, display_name, default_domain, administration, created_at, suspended_at, deleted_at";
    private static final String STATUS =
            "(case when deleted_at is not null then 'deleted' when suspended_at is not null then 'suspended' else 'active' end)";

    private final TenantDatabase database;

    Tenants(TenantDatabase database) {
        this.database = database;
    }

    /** A request to make a tenant, remembered under the operator's key. */
    public record Asked(Tenant tenant, String request) {}

    /** A tenant as it sees itself; empty where there is none of this id. */
    public Optional<Tenant> find(TenantId tenant) {
        return database.in(tenant, handle -> find(handle, tenant));
    }

    public static Optional<Tenant> find(Handle handle, TenantId tenant) {
        return handle.createQuery("select " + COLUMNS + " from tenant where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    /** Any tenant, for the operator, whose session is bound to the platform's own. */
    public Optional<Tenant> find(TenantId platform, TenantId wanted) {
        return database.in(platform, handle -> find(handle, wanted));
    }

    /**
     * What of the tenants the operator wants to see.
     *
     * @param status empty for all but the deleted
     * @param name what the display name begins with, in whatever case
     * @param domain a verified domain, in lower case
     */
    public record Wanted(Optional<Tenant.Status> status, Optional<String> name, Optional<String> domain) {
        public static final Wanted ALL = new Wanted(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Every tenant in the order of the ids, the deleted ones too, for what is done to all of them. */
    public List<Tenant> list(TenantId platform, @Nullable TenantId after, int most) {
        return database.in(platform, handle -> handle.createQuery(
                        "select " + COLUMNS + " from tenant where tenant_id > :after order by tenant_id limit :most")
                .bind("after", after == null ? new UUID(0, 0) : after.value())
                .bind("most", most)
                .map((row, context) -> read(row))
                .list());
    }

    /** The tenants in the order of their ids, for the operator. */
    public List<Tenant> list(TenantId platform, Wanted wanted, @Nullable TenantId after, int most) {
        return database.in(platform, handle -> handle.createQuery("""
                        select %s from tenant t where tenant_id > :after
                            and case when cast(:status as text) is null then deleted_at is null else %s = :status end
                            and (cast(:name as text) is null or starts_with(lower(display_name), lower(:name)))
                            and (cast(:domain as text) is null or exists (select from domain d
                                where d.tenant_id = t.tenant_id and d.name = :domain and d.verified_at is not null))
                        order by tenant_id limit :most""".formatted(COLUMNS, STATUS))
                .bind("after", after == null ? new UUID(0, 0) : after.value())
                .bind("status", wanted.status().map(Tenant.Status::wire).orElse(null))
                .bind("name", wanted.name().orElse(null))
                .bind("domain", wanted.domain().orElse(null))
                .bind("most", most)
                .map((row, context) -> read(row))
                .list());
    }

    /** What was made under this key before. */
    public Optional<Asked> asked(TenantId platform, String key) {
        return database.in(platform, handle -> handle.createQuery(
                        "select " + COLUMNS + ", creation_request from tenant where creation_key = :key")
                .bind("key", key)
                .map((row, context) -> new Asked(read(row), row.getString("creation_request")))
                .findOne());
    }

    /** The verified domains of a tenant, its default first. */
    public List<String> domains(TenantId tenant) {
        return database.in(tenant, handle -> domains(handle, tenant));
    }

    public static List<String> domains(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        "select name from domain where tenant_id = :tenant and verified_at is not null order by is_default desc, name")
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .list();
    }

    /** @throws io.homeward.tenant.Refusal {@link Fault#DOMAIN_TAKEN} */
    static void insert(Handle handle, Tenant tenant, @Nullable String key, @Nullable String request) {
        handle.createUpdate("""
                        insert into tenant (tenant_id, display_name, default_domain, administration, created_at, creation_key, creation_request)
                        values (:tenant, :name, :domain, :administration, :at, :key, :request)""")
                .bind("tenant", tenant.id().value())
                .bind("name", tenant.displayName())
                .bind("domain", tenant.defaultDomain())
                .bind("administration", tenant.administration().value())
                .bind("at", tenant.createdAt().atOffset(ZoneOffset.UTC))
                .bind("key", key)
                .bind("request", request)
                .execute();
        Domains.begin(handle, tenant.id(), tenant.defaultDomain(), tenant.createdAt());
    }

    /** The tenant under its row's lock; the caller's session is bound to it. */
    static Tenant locked(Handle handle, TenantId tenant) {
        return handle.createQuery("select " + COLUMNS + " from tenant where tenant_id = :tenant for no key update")
                .bind("tenant", tenant.value())
                .map((row, context) -> read(row))
                .findOne()
                .orElseThrow(() -> new Refusal(Fault.TENANT_UNKNOWN));
    }

    private static Tenant.Status status(ResultSet row) throws SQLException {
        if (row.getTimestamp("deleted_at") != null) {
            return Tenant.Status.DELETED;
        }
        return row.getTimestamp("suspended_at") != null ? Tenant.Status.SUSPENDED : Tenant.Status.ACTIVE;
    }

    private static Tenant read(ResultSet row) throws SQLException {
        return new Tenant(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                row.getString("display_name"),
                row.getString("default_domain"),
                new ApplicationId(row.getObject("administration", UUID.class)),
                status(row),
                row.getTimestamp("created_at").toInstant());
    }
}
