package io.homeward.tenant.crosstenant;

import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.Listing;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The tables of the cross-tenant access policy. */
final class Partners {
    static final String SERVICE_PROVIDER = """
            exists (select from relationship r where r.tenant_id = p.partner_tenant_id and r.customer_tenant_id = p.tenant_id
                                                 and r.status in ('active', 'expiring'))""";

    private static final Listing<PartnerSetting> SETTINGS = new Listing<>(
            "p.partner_tenant_id, p.body::text as body, p.revision, " + SERVICE_PROVIDER + " as provider",
            "cross_tenant_partner p",
            "p.tenant_id = :tenant",
            Partners::read);

    private Partners() {}

    /** @param revision 0 where nothing was ever said */
    record Default(Blocks blocks, long revision) {
        Default with(Blocks others) {
            return new Default(others, revision + 1);
        }
    }

    static GraphPage<PartnerSetting> list(Handle handle, TenantId tenant, GraphQuery query) {
        return SETTINGS.page(handle, query, sql -> sql.bind("tenant", tenant.value()));
    }

    static Optional<PartnerSetting> find(Handle handle, TenantId tenant, TenantId partner) {
        return SETTINGS.find(handle, "p.partner_tenant_id = :partner", sql -> sql.bind("tenant", tenant.value())
                .bind("partner", partner.value()));
    }

    /** @throws Refusal {@link Fault#ALREADY_THERE} */
    static void insert(Handle handle, TenantId tenant, PartnerSetting setting, Instant at) {
        int inserted = bound(handle.createUpdate("""
                                insert into cross_tenant_partner (tenant_id, partner_tenant_id, body, role_cap, created_at, revision)
                                values (:tenant, :partner, cast(:body as jsonb), :cap, :at, :revision) on conflict do nothing"""), tenant, setting)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute();
        if (inserted == 0) {
            throw new Refusal(Fault.ALREADY_THERE, "There is a setting for this tenant already.");
        }
    }

    static void update(Handle handle, TenantId tenant, PartnerSetting setting) {
        bound(handle.createUpdate("""
                                update cross_tenant_partner set body = cast(:body as jsonb), role_cap = :cap, revision = :revision
                                where tenant_id = :tenant and partner_tenant_id = :partner"""), tenant, setting).execute();
    }

    static void delete(Handle handle, TenantId tenant, TenantId partner) {
        handle.createUpdate(
                        "delete from cross_tenant_partner where tenant_id = :tenant and partner_tenant_id = :partner")
                .bind("tenant", tenant.value())
                .bind("partner", partner.value())
                .execute();
    }

    static Default findDefault(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        "select body::text as body, revision from cross_tenant_default where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .map((row, context) -> new Default(Blocks.stored(row.getString("body")), row.getLong("revision")))
                .findOne()
                .orElseGet(() -> new Default(Blocks.none(), 0));
    }

    static void writeDefault(Handle handle, TenantId tenant, Default present) {
        handle.createUpdate("""
                        insert into cross_tenant_default (tenant_id, body, revision) values (:tenant, cast(:body as jsonb), :revision)
                        on conflict (tenant_id) do update set body = excluded.body, revision = excluded.revision""")
                .bind("tenant", tenant.value())
                .bind("body", present.blocks().json().toString())
                .bind("revision", present.revision())
                .execute();
    }

    private static <T extends SqlStatement<T>> T bound(T statement, TenantId tenant, PartnerSetting setting) {
        UUID[] cap = setting.cap()
                .map(roles -> roles.stream().map(RoleId::value).toArray(UUID[]::new))
                .orElse(null);
        return statement
                .bind("tenant", tenant.value())
                .bind("partner", setting.partner().value())
                .bind("body", setting.blocks().json().toString())
                .bindByType("cap", cap, UUID[].class)
                .bind("revision", setting.revision());
    }

    private static PartnerSetting read(ResultSet row) throws SQLException {
        return new PartnerSetting(
                new TenantId(row.getObject("partner_tenant_id", UUID.class)),
                Blocks.stored(row.getString("body")),
                row.getBoolean("provider"),
                row.getLong("revision"));
    }
}
