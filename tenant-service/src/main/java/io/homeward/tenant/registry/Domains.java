package io.homeward.tenant.registry;

import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.Listing;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Taken;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.audit.AuditTrail;
import io.homeward.tenant.audit.Target;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The domains of the tenants. Anybody may name one; it is the tenant's when it is verified, and one verified domain has one owner in the
 * whole installation.
 */
@Singleton
public class Domains {
    private static final String COLUMNS =
            "d.tenant_id, d.name, d.is_default, d.is_initial, d.proof, d.verified_at, d.verified_by";
    private static final Listing<Domain> DOMAINS =
            new Listing<>(COLUMNS, "domain d", "d.tenant_id = :tenant", Domains::read);
    private static final int MOST = 900;
    private static final int PROOF_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TenantDatabase database;
    private final AuditTrail audit;

    Domains(TenantDatabase database, AuditTrail audit) {
        this.database = database;
        this.audit = audit;
    }

    /**
     * Whether people of this tenant may be named in the domain. It stays so until the transaction ends: whoever removes the domain waits.
     *
     * @param name in lower case
     */
    public static boolean verified(Handle handle, TenantId tenant, String name) {
        return find(handle, tenant, name, " for share").filter(Domain::verified).isPresent();
    }

    /** The verified domains of a tenant, its default first. */
    static List<Domain> verified(Handle handle, TenantId tenant) {
        return handle.createQuery("select " + COLUMNS + """
                         from domain d where d.tenant_id = :tenant and d.verified_at is not null
                        order by d.is_default desc, d.name""")
                .bind("tenant", tenant.value())
                .map((row, context) -> read(row))
                .list();
    }

    public GraphPage<Domain> list(TenantId tenant, GraphQuery query) {
        return database.in(tenant, handle -> DOMAINS.page(handle, query, sql -> sql.bind("tenant", tenant.value())));
    }

    /** @throws Refusal {@link Fault#DOMAIN_UNKNOWN} */
    public Domain get(TenantId tenant, String name) {
        return database.in(tenant, handle -> find(handle, tenant, name, ""))
                .orElseThrow(() -> new Refusal(Fault.DOMAIN_UNKNOWN));
    }

    /** The tenant that owns a verified domain, in the platform's session, which alone sees them all. */
    public Optional<TenantId> owner(TenantId platform, DomainName name) {
        return database.in(platform, handle -> handle.createQuery(
                        "select tenant_id from domain where name = :name and verified_at is not null")
                .bind("name", name.text())
                .map((row, context) -> new TenantId(row.getObject("tenant_id", UUID.class)))
                .findOne());
    }

    /**
     * Names a domain. Whose it is is not said here: that comes out when it is verified.
     *
     * @throws Refusal {@link Fault#NAME_TAKEN} where this tenant has named it before
     */
    public Domain add(TenantId tenant, DomainName name, Instant at) {
        return database.in(tenant, handle -> {
            int count = handle.createQuery("select count(*) from domain where tenant_id = :tenant")
                    .bind("tenant", tenant.value())
                    .mapTo(Integer.class)
                    .one();
            if (count >= MOST) {
                throw new Refusal(Fault.INVALID, "A tenant has at most %d domains.".formatted(MOST));
            }
            insert(handle, new Domain(tenant, name.text(), false, false, proof(), Optional.empty()), at);
            audit.record(handle, tenant, Activity.ADD_DOMAIN.on(target(name.text())));
            return find(handle, tenant, name.text(), "").orElseThrow();
        });
    }

    /** The domain a tenant is made with: the operator has looked whose it is. */
    static void begin(Handle handle, TenantId tenant, String name, Instant at) {
        insert(handle, new Domain(tenant, name, true, true, proof(), Optional.of(Domain.Proof.INITIAL)), at);
    }

    /**
     * @throws Refusal {@link Fault#DOMAIN_UNKNOWN}; {@link Fault#DOMAIN_TAKEN} where another tenant has proven it: of two at once one wins
     */
    public Domain verify(TenantId tenant, String name, Domain.Proof by, Instant at) {
        return database.in(tenant, handle -> {
            Domain domain =
                    find(handle, tenant, name, " for update").orElseThrow(() -> new Refusal(Fault.DOMAIN_UNKNOWN));
            if (domain.verified()) {
                audit.unchanged();
                return domain;
            }
            Taken.unless("domain_owned_once", Fault.DOMAIN_TAKEN, () -> handle.createUpdate("""
                            update domain set verified_at = :at, verified_by = :by
                            where tenant_id = :tenant and name = :name""")
                    .bind("tenant", tenant.value())
                    .bind("name", name)
                    .bind("at", at.atOffset(ZoneOffset.UTC))
                    .bind("by", by.wire())
                    .execute());
            audit.record(
                    handle, tenant, Activity.VERIFY_DOMAIN.on(target(name).changed("verifiedBy", null, by.wire())));
            return find(handle, tenant, name, "").orElseThrow();
        });
    }

    /** @throws Refusal {@link Fault#DOMAIN_UNKNOWN}, {@link Fault#INVALID} where it is not verified */
    public void makeDefault(TenantId tenant, String name) {
        database.in(tenant, handle -> {
            // The tenant's row is the lock: of two new defaults the later one stays.
            handle.createQuery("select tenant_id from tenant where tenant_id = :tenant for update")
                    .bind("tenant", tenant.value())
                    .mapTo(UUID.class)
                    .one();
            Domain domain = find(handle, tenant, name, "").orElseThrow(() -> new Refusal(Fault.DOMAIN_UNKNOWN));
            if (!domain.verified()) {
                throw new Refusal(Fault.INVALID, "Only a verified domain can be the default.");
            }
            handle.createUpdate("update domain set is_default = false where tenant_id = :tenant and is_default")
                    .bind("tenant", tenant.value())
                    .execute();
            handle.createUpdate("update domain set is_default = true where tenant_id = :tenant and name = :name")
                    .bind("tenant", tenant.value())
                    .bind("name", name)
                    .execute();
            audit.record(
                    handle,
                    tenant,
                    Activity.UPDATE_DOMAIN.on(target(name).changed("isDefault", domain.isDefault(), true)));
            return handle.createUpdate("update tenant set default_domain = :name where tenant_id = :tenant")
                    .bind("tenant", tenant.value())
                    .bind("name", name)
                    .execute();
        });
    }

    /**
     * @throws Refusal {@link Fault#DOMAIN_UNKNOWN}; {@link Fault#INVALID} for the default and the initial one; {@link Fault#DOMAIN_IN_USE}
     *     while people are named in it
     */
    public void remove(TenantId tenant, String name) {
        database.in(tenant, handle -> {
            Domain domain =
                    find(handle, tenant, name, " for update").orElseThrow(() -> new Refusal(Fault.DOMAIN_UNKNOWN));
            if (domain.isDefault() || domain.initial()) {
                throw new Refusal(Fault.INVALID, "The default and the initial domain cannot be removed.");
            }
            boolean inUse = handle.createQuery("""
                            select exists (select from person p where p.tenant_id = :tenant and p.deleted_at is null
                                and lower(split_part(p.user_principal_name, '@', 2)) = :name)""")
                    .bind("tenant", tenant.value())
                    .bind("name", name)
                    .mapTo(Boolean.class)
                    .one();
            if (inUse) {
                throw new Refusal(Fault.DOMAIN_IN_USE);
            }
            Activity activity = domain.verified() ? Activity.REMOVE_VERIFIED_DOMAIN : Activity.REMOVE_DOMAIN;
            audit.record(handle, tenant, activity.on(target(name)));
            return handle.createUpdate("delete from domain where tenant_id = :tenant and name = :name")
                    .bind("tenant", tenant.value())
                    .bind("name", name)
                    .execute();
        });
    }

    private static Target target(String name) {
        return Target.of("Domain", name, name);
    }

    private static void insert(Handle handle, Domain domain, Instant at) {
        Optional<Domain.Proof> by = domain.verifiedBy();
        Taken.unless(
                "domain_owned_once",
                Fault.DOMAIN_TAKEN,
                () -> Taken.unless("domain_pkey", Fault.NAME_TAKEN, () -> handle.createUpdate("""
                                insert into domain (tenant_id, name, is_default, is_initial, added_at, proof, verified_at, verified_by)
                                values (:tenant, :name, :default, :initial, :at, :proof, :verified, :by)""")
                        .bind("tenant", domain.tenant().value())
                        .bind("name", domain.name())
                        .bind("default", domain.isDefault())
                        .bind("initial", domain.initial())
                        .bind("at", at.atOffset(ZoneOffset.UTC))
                        .bind("proof", domain.proof())
                        .bind(
                                "verified",
                                by.map(proof -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                        .bind("by", by.map(Domain.Proof::wire).orElse(null))
                        .execute()));
    }

    private static Optional<Domain> find(Handle handle, TenantId tenant, String name, String lock) {
        return DOMAINS.find(handle, "d.name = :name", lock, sql -> sql.bind("tenant", tenant.value())
                .bind("name", name));
    }

    private static Domain read(ResultSet row) throws SQLException {
        return new Domain(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                row.getString("name"),
                row.getBoolean("is_default"),
                row.getBoolean("is_initial"),
                row.getString("proof"),
                Optional.ofNullable(row.getString("verified_by")).map(Domain.Proof::of));
    }

    private static String proof() {
        byte[] bytes = new byte[PROOF_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
