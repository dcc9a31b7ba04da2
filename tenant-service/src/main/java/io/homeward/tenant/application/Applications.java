package io.homeward.tenant.application;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.Listing;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Permission;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Taken;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.audit.AuditTrail;
import io.homeward.tenant.audit.Target;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/**
 * The applications of a tenant. Whoever changes one locks its row and publishes it in the same transaction, and holds all that it may: nobody
 * hands on, or takes over through an application, what he has not got himself.
 */
@Singleton
public class Applications {
    private final TenantDatabase database;
    private final ApplicationFeed feed;
    private final AuditTrail audit;

    Applications(TenantDatabase database, ApplicationFeed feed, AuditTrail audit) {
        this.database = database;
        this.feed = feed;
        this.audit = audit;
    }

    /** What an application is registered with, and what may be changed of it. */
    public record Registration(
            String displayName, Set<Permission> permissions, Optional<Upstream> upstream, Details details) {
        public Registration {
            permissions = Set.copyOf(permissions);
        }

        public Registration(String displayName, Set<Permission> permissions, Optional<Upstream> upstream) {
            this(displayName, permissions, upstream, Details.NONE);
        }

        public Registration with(Set<Permission> granted) {
            return new Registration(displayName, granted, upstream, details);
        }
    }

    public GraphPage<Application> list(TenantId tenant, GraphQuery query) {
        return database.in(
                tenant, handle -> registered(handle).page(handle, query, sql -> sql.bind("tenant", tenant.value())));
    }

    public Optional<Application> find(TenantId tenant, ApplicationId id) {
        return database.in(tenant, handle -> find(handle, tenant, id, ""));
    }

    /** @throws Refusal {@link Fault#NAME_TAKEN} where another application has the upstream's name; {@link Fault#BEYOND_OWN_PERMISSIONS} */
    public Application register(Authority by, Registration wanted, Instant at) {
        by.holds(wanted.permissions());
        return database.in(
                by.tenant(), handle -> register(handle, by.tenant(), new ApplicationId(UUID.randomUUID()), wanted, at));
    }

    /** The same in a transaction that makes more than the application. */
    public Application register(Handle handle, TenantId tenant, ApplicationId id, Registration wanted, Instant at) {
        Taken.unless(
                "application_upstream", Fault.NAME_TAKEN, () -> ApplicationRow.bind(handle.createUpdate("""
                        insert into application (tenant_id, application_id, display_name, enabled, permissions, upstream_name, upstream_uri,
                            created_at, description, web_redirects, spa_redirects, public_redirects, app_roles, required_access,
                            key_credentials, logout_url, fallback_public)
                        values (:tenant, :id, :name, true, :permissions, :upstreamName, :upstreamUri, :at, :description, :web, :spa, :public,
                            cast(:roles as jsonb), cast(:required as jsonb), cast(:keys as jsonb), :logout, :fallbackPublic)"""), wanted)
                        .bind("tenant", tenant.value())
                        .bind("id", id.value())
                        .bind("at", at.atOffset(ZoneOffset.UTC))
                        .execute());
        Application made = published(handle, tenant, id, at);
        audit.record(
                handle,
                tenant,
                Activity.ADD_APPLICATION.on(target(made).changed(null, ApplicationState.of(made, true, at))));
        return made;
    }

    /** What is changed, as it was and as it is. */
    interface Said {
        io.homeward.tenant.audit.Entry of(Application before, Application after);
    }

    /**
     * @param change is given what is registered under the lock, and may refuse
     * @throws Refusal {@link Fault#APPLICATION_UNKNOWN}, {@link Fault#BEYOND_OWN_PERMISSIONS}, {@link Fault#NAME_TAKEN}
     */
    public void change(Authority by, ApplicationId id, UnaryOperator<Registration> change, Instant at) {
        change(
                by,
                id,
                change,
                at,
                (before, after) -> Activity.UPDATE_APPLICATION.on(target(after)
                        .changed(ApplicationState.of(before, true, at), ApplicationState.of(after, true, at))));
    }

    Application change(Authority by, ApplicationId id, UnaryOperator<Registration> change, Instant at, Said said) {
        TenantId tenant = by.tenant();
        return database.in(tenant, handle -> {
            Application before = locked(handle, tenant, id);
            by.holds(before.permissions());
            Registration wanted = change.apply(before.registration());
            by.holds(wanted.permissions());
            Taken.unless("application_upstream", Fault.NAME_TAKEN, () -> ApplicationRow.bind(
                            handle.createUpdate("""
                            update application set display_name = :name, permissions = :permissions, upstream_name = :upstreamName,
                                upstream_uri = :upstreamUri, description = :description, web_redirects = :web, spa_redirects = :spa,
                                public_redirects = :public, app_roles = cast(:roles as jsonb), required_access = cast(:required as jsonb),
                                key_credentials = cast(:keys as jsonb), logout_url = :logout, fallback_public = :fallbackPublic
                            where tenant_id = :tenant and application_id = :id"""), wanted)
                    .bind("tenant", tenant.value())
                    .bind("id", id.value())
                    .execute());
            Application after = published(handle, tenant, id, at);
            audit.record(handle, tenant, said.of(before, after));
            return after;
        });
    }

    /** A disabled one gets no token. */
    public void enable(Authority by, ApplicationId id, boolean enabled, Instant at) {
        TenantId tenant = by.tenant();
        database.in(tenant, handle -> {
            Application before = locked(handle, tenant, id);
            by.holds(before.permissions());
            handle.createUpdate(
                            "update application set enabled = :enabled where tenant_id = :tenant and application_id = :id")
                    .bind("enabled", enabled)
                    .bind("tenant", tenant.value())
                    .bind("id", id.value())
                    .execute();
            audit.record(
                    handle,
                    tenant,
                    Activity.UPDATE_APPLICATION.on(
                            target(before).changed("accountEnabled", before.enabled(), enabled)));
            return published(handle, tenant, id, at);
        });
    }

    /** @throws Refusal {@link Fault#APPLICATION_UNKNOWN} */
    public void delete(Authority by, ApplicationId id) {
        database.in(by.tenant(), handle -> {
            Application application = locked(handle, by.tenant(), id);
            by.holds(application.permissions());
            return remove(handle, application);
        });
    }

    /** The same in a transaction that does more, and without a word where there is none. */
    public void removeIfPresent(Handle handle, TenantId tenant, ApplicationId id) {
        find(handle, tenant, id, " for update").ifPresent(application -> remove(handle, application));
    }

    private int remove(Handle handle, Application application) {
        TenantId tenant = application.tenant();
        ApplicationId id = application.id();
        audit.record(handle, tenant, Activity.DELETE_APPLICATION.on(target(application)));
        feed.gone(handle, tenant, id.value());
        return handle.createUpdate("delete from application where tenant_id = :tenant and application_id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .execute();
    }

    /** Says what is registered, under the lock. */
    Application published(Handle handle, TenantId tenant, ApplicationId id, Instant now) {
        Application application = locked(handle, tenant, id);
        feed.publish(handle, tenant, id.value(), ApplicationState.of(application, active(handle, tenant), now));
        return application;
    }

    /** Says all of them again, because the tenant was suspended or came back. */
    public void publishAll(Handle handle, TenantId tenant, Instant now) {
        handle.createQuery("select application_id from application where tenant_id = :tenant order by application_id")
                .bind("tenant", tenant.value())
                .mapTo(UUID.class)
                .list()
                .forEach(id -> published(handle, tenant, new ApplicationId(id), now));
    }

    /** Whoever suspends the tenant at this moment waits, and says all of them anew. */
    private static boolean active(Handle handle, TenantId tenant) {
        return handle.createQuery("""
                        select suspended_at is null and deleted_at is null from tenant
                        where tenant_id = :tenant for share""")
                .bind("tenant", tenant.value())
                .mapTo(Boolean.class)
                .one();
    }

    /** @throws Refusal {@link Fault#APPLICATION_UNKNOWN} */
    static Application locked(Handle handle, TenantId tenant, ApplicationId id) {
        return find(handle, tenant, id, " for update").orElseThrow(() -> new Refusal(Fault.APPLICATION_UNKNOWN));
    }

    static Target target(Application application) {
        return Target.application(application.id(), application.displayName());
    }

    /** For whoever acts in the same transaction. */
    public static Optional<Application> find(Handle handle, TenantId tenant, ApplicationId id) {
        return find(handle, tenant, id, "");
    }

    private static Optional<Application> find(Handle handle, TenantId tenant, ApplicationId id, String lock) {
        return registered(handle).find(handle, "a.application_id = :id", lock, sql -> sql.bind("tenant", tenant.value())
                .bind("id", id.value()));
    }

    /** The row of an application says nothing of its keys, so its reader needs the transaction too. */
    private static Listing<Application> registered(Handle handle) {
        return new Listing<>(
                ApplicationRow.COLUMNS,
                "application a",
                "a.tenant_id = :tenant",
                row -> ApplicationRow.read(handle, row));
    }
}
