package io.homeward.tenant.registry;

import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.application.Applications;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.audit.AuditTrail;
import io.homeward.tenant.audit.Entry;
import io.homeward.tenant.audit.Target;
import io.homeward.tenant.policy.Rules;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What the operator does to a tenant. One that is suspended or deleted keeps all it has and is known to nobody: its rules are withdrawn, so
 * that gateway and remediation-service find no such tenant, and its applications count as disabled. Its people get in nowhere, at home
 * or as technicians, and nobody enters it.
 */
@Singleton
public class TenantLife {
    private final TenantDatabase database;
    private final PlatformTenant platform;
    private final Applications applications;
    private final Rules rules;
    private final AuditTrail audit;

    TenantLife(
            TenantDatabase database,
            PlatformTenant platform,
            Applications applications,
            Rules rules,
            AuditTrail audit) {
        this.database = database;
        this.platform = platform;
        this.applications = applications;
        this.rules = rules;
        this.audit = audit;
    }

    /** @throws Refusal {@link Fault#TENANT_UNKNOWN} */
    public Tenant rename(TenantId tenant, String displayName) {
        return change(tenant, (handle, before) -> {
            handle.createUpdate("update tenant set display_name = :name where tenant_id = :tenant")
                    .bind("tenant", tenant.value())
                    .bind("name", displayName)
                    .execute();
            rules.rename(handle, tenant, displayName);
            return Optional.of(Activity.UPDATE_TENANT.on(
                    Target.tenant(tenant, displayName).changed("displayName", before.displayName(), displayName)));
        });
    }

    /** @throws Refusal {@link Fault#TENANT_UNKNOWN}; {@link Fault#INVALID} for the platform's own */
    public Tenant suspend(TenantId tenant, Optional<String> reason, Instant at) {
        return withdraw(tenant, Tenant.Status.SUSPENDED, reason, at);
    }

    /**
     * Its domains stay its own while it can come back.
     *
     * @throws Refusal {@link Fault#TENANT_UNKNOWN}; {@link Fault#INVALID} for the platform's own
     */
    public Tenant delete(TenantId tenant, Optional<String> reason, Instant at) {
        return withdraw(tenant, Tenant.Status.DELETED, reason, at);
    }

    /** Also of one that was deleted. */
    public Tenant resume(TenantId tenant, Instant at) {
        return change(tenant, (handle, before) -> {
            if (before.active()) {
                return Optional.empty();
            }
            mark(handle, tenant, null, null);
            rules.publishAgain(handle, tenant);
            applications.publishAll(handle, tenant, at);
            return Optional.of(Activity.RESUME_TENANT.on(Target.tenant(tenant, before.displayName())
                    .changed("status", before.status().wire(), Tenant.Status.ACTIVE.wire())));
        });
    }

    private Tenant withdraw(TenantId tenant, Tenant.Status to, Optional<String> reason, Instant at) {
        if (tenant.equals(platform.id())) {
            throw new Refusal(Fault.INVALID, "The installation's own tenant stays.");
        }
        return change(tenant, (handle, before) -> {
            if (before.status() == to || before.status() == Tenant.Status.DELETED) {
                return Optional.empty();
            }
            boolean deleted = to == Tenant.Status.DELETED;
            mark(handle, tenant, deleted ? null : at, deleted ? at : null);
            if (before.active()) {
                rules.withdraw(handle, tenant);
                applications.publishAll(handle, tenant, at);
            }
            Activity activity = deleted ? Activity.DELETE_TENANT : Activity.SUSPEND_TENANT;
            return Optional.of(activity.on(Target.tenant(tenant, before.displayName())
                            .changed("status", before.status().wire(), to.wire()))
                    .because(reason));
        });
    }

    /** What one change does under the tenant's lock; empty where there is nothing to do. */
    private interface Work {
        Optional<Entry> on(Handle handle, Tenant before);
    }

    private Tenant change(TenantId tenant, Work work) {
        List<TenantId> both = List.of(tenant, platform.id());
        return database.inEach(both, handle -> {
            Optional<Entry> entry = work.on(handle, Tenants.locked(handle, tenant));
            entry.ifPresentOrElse(done -> audit.recordInEach(handle, both, done), audit::unchanged);
            return Tenants.find(handle, tenant).orElseThrow();
        });
    }

    private static void mark(Handle handle, TenantId tenant, @Nullable Instant suspended, @Nullable Instant deleted) {
        handle.createUpdate(
                        "update tenant set suspended_at = :suspended, deleted_at = :deleted where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .bind("suspended", suspended == null ? null : suspended.atOffset(ZoneOffset.UTC))
                .bind("deleted", deleted == null ? null : deleted.atOffset(ZoneOffset.UTC))
                .execute();
    }
}
