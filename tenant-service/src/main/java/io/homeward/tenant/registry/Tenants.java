package io.homeward.tenant.registry;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
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
    private static final String COLUMNS = "tenant_id, display_name, default_domain, administration, created_at";

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

    /** The tenants in the order of their ids, for the operator. */
    public List<Tenant> list(TenantId platform, @Nullable TenantId after, int most) {
        return database.in(platform, handle -> handle.createQuery(
                        "select " + COLUMNS + " from tenant where tenant_id > :after order by tenant_id limit :most")
                .bind("after", after == null ? new UUID(0, 0) : after.value())
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

    private static Tenant read(ResultSet row) throws SQLException {
        return new Tenant(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                row.getString("display_name"),
                row.getString("default_domain"),
                new ApplicationId(row.getObject("administration", UUID.class)),
                row.getTimestamp("created_at").toInstant());
    }
}
