package io.homeward.tenant.application;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSql;
import io.homeward.graph.query.Listed;
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
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The applications of a tenant. Whoever changes one locks its row and publishes it in the same transaction. */
@Singleton
public class Applications {
    private static final String COLUMNS =
            "a.tenant_id, a.application_id, a.display_name, a.enabled, a.permissions, a.upstream_name, "
                    + "a.upstream_uri, a.created_at";

    private final TenantDatabase database;
    private final ApplicationFeed feed;
    private final AuditTrail audit;

    Applications(TenantDatabase database, ApplicationFeed feed, AuditTrail audit) {
        this.database = database;
        this.feed = feed;
        this.audit = audit;
    }

    /** What an application is registered with. */
    public record Registration(String displayName, Set<Permission> permissions, Optional<Upstream> upstream) {
        public Registration {
            permissions = Set.copyOf(permissions);
        }
    }

    public GraphPage<Application> list(TenantId tenant, GraphQuery query) {
        GraphSql sql = query.sql(COLUMNS, "application a", "a.tenant_id = :tenant");
        return database.in(
                tenant,
                handle -> query.page(
                        handle.createQuery(sql.page().sql())
                                .bindMap(sql.page().bindings())
                                .bind("tenant", tenant.value())
                                .map((row, context) -> new Listed<>(read(handle, row), row.getString(GraphSql.CURSOR)))
                                .list(),
                        () -> handle.createQuery(sql.count().sql())
                                .bindMap(sql.count().bindings())
                                .bind("tenant", tenant.value())
                                .mapTo(Long.class)
                                .one()));
    }

    public Optional<Application> find(TenantId tenant, ApplicationId id) {
        return database.in(tenant, handle -> find(handle, tenant, id, ""));
    }

    /** @throws Refusal {@link Fault#NAME_TAKEN} where another application has the upstream's name */
    public Application register(TenantId tenant, Registration wanted, Instant at) {
        return database.in(
                tenant, handle -> register(handle, tenant, new ApplicationId(UUID.randomUUID()), wanted, at));
    }

    /** The same in a transaction that makes more than the application. */
    public Application register(Handle handle, TenantId tenant, ApplicationId id, Registration wanted, Instant at) {
        Taken.unless("application_upstream", Fault.NAME_TAKEN, () -> handle.createUpdate("""
                        insert into application (tenant_id, application_id, display_name, enabled, permissions, upstream_name, upstream_uri, created_at)
                        values (:tenant, :id, :name, true, :permissions, :upstreamName, :upstreamUri, :at)""")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("name", wanted.displayName())
                .bindArray("permissions", String.class, wires(wanted.permissions()))
                .bind("upstreamName", wanted.upstream().map(Upstream::name).orElse(null))
                .bind(
                        "upstreamUri",
                        wanted.upstream()
                                .map(upstream -> upstream.uri().toString())
                                .orElse(null))
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
        Application made = published(handle, tenant, id);
        audit.record(
                handle,
                tenant,
                Activity.ADD_APPLICATION.on(target(made).changed(null, ApplicationState.of(made, true))));
        return made;
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
        feed.gone(handle, tenant, id.value());
        audit.record(handle, tenant, Activity.DELETE_APPLICATION.on(target(application)));
        return handle.createUpdate("delete from application where tenant_id = :tenant and application_id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .execute();
    }

    /**
     * Adds a secret. It opens what the application may do, so the caller must be allowed all of that himself.
     *
     * @throws Refusal {@link Fault#APPLICATION_UNKNOWN}, {@link Fault#BEYOND_OWN_PERMISSIONS}
     */
    public Application.Key addSecret(
            Authority by, ApplicationId id, Optional<String> displayName, Secret secret, Instant at) {
        return database.in(by.tenant(), handle -> {
            by.holds(locked(handle, by.tenant(), id).permissions());
            Application.Key key = addSecret(handle, by.tenant(), id, displayName, secret, at);
            secretsChanged(handle, published(handle, by.tenant(), id), "added", key.id());
            return key;
        });
    }

    /** @throws Refusal {@link Fault#APPLICATION_UNKNOWN} where there is no such application or secret */
    public void removeSecret(Authority by, ApplicationId id, UUID key) {
        database.in(by.tenant(), handle -> {
            by.holds(locked(handle, by.tenant(), id).permissions());
            int removed = handle.createUpdate(
                            "delete from application_secret where tenant_id = :tenant and application_id = :id and key_id = :key")
                    .bind("tenant", by.tenant().value())
                    .bind("id", id.value())
                    .bind("key", key)
                    .execute();
            if (removed == 0) {
                throw new Refusal(Fault.INVALID, "The application has no password with this keyId.");
            }
            return secretsChanged(handle, published(handle, by.tenant(), id), "removed", key);
        });
    }

    /** Makes this the application's only secret. */
    public void replaceSecrets(Handle handle, TenantId tenant, ApplicationId id, Secret secret, Instant at) {
        locked(handle, tenant, id);
        handle.createUpdate("delete from application_secret where tenant_id = :tenant and application_id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .execute();
        Application.Key key = addSecret(handle, tenant, id, Optional.empty(), secret, at);
        secretsChanged(handle, published(handle, tenant, id), "onlyOne", key.id());
    }

    /** By the id of the key, which is no secret. */
    private Application secretsChanged(Handle handle, Application application, String what, UUID key) {
        audit.record(
                handle,
                application.tenant(),
                Activity.CHANGE_APPLICATION_SECRETS
                        .on(target(application).replaced("passwordCredentials"))
                        .with(what, key));
        return application;
    }

    private static Target target(Application application) {
        return Target.application(application.id(), application.displayName());
    }

    private static Application.Key addSecret(
            Handle handle, TenantId tenant, ApplicationId id, Optional<String> displayName, Secret secret, Instant at) {
        var key = new Application.Key(UUID.randomUUID(), displayName, secret.hint(), secret.hash(), at);
        handle.createUpdate("""
                        insert into application_secret (tenant_id, key_id, application_id, display_name, hint, hash, created_at)
                        values (:tenant, :key, :id, :name, :hint, :hash, :at)""")
                .bind("tenant", tenant.value())
                .bind("key", key.id())
                .bind("id", id.value())
                .bind("name", displayName.orElse(null))
                .bind("hint", key.hint())
                .bind("hash", key.hash())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute();
        return key;
    }

    private Application published(Handle handle, TenantId tenant, ApplicationId id) {
        Application application = locked(handle, tenant, id);
        feed.publish(handle, tenant, id.value(), ApplicationState.of(application, active(handle, tenant)));
        return application;
    }

    /** Says all of them again, because the tenant was suspended or came back. */
    public void publishAll(Handle handle, TenantId tenant) {
        handle.createQuery("select application_id from application where tenant_id = :tenant order by application_id")
                .bind("tenant", tenant.value())
                .mapTo(UUID.class)
                .list()
                .forEach(id -> published(handle, tenant, new ApplicationId(id)));
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

    private static Application locked(Handle handle, TenantId tenant, ApplicationId id) {
        return find(handle, tenant, id, " for update").orElseThrow(() -> new Refusal(Fault.APPLICATION_UNKNOWN));
    }

    /** For whoever acts in the same transaction. */
    public static Optional<Application> find(Handle handle, TenantId tenant, ApplicationId id) {
        return find(handle, tenant, id, "");
    }

    private static Optional<Application> find(Handle handle, TenantId tenant, ApplicationId id, String lock) {
        return handle.createQuery("select " + COLUMNS
                        + " from application a where a.tenant_id = :tenant and a.application_id = :id" + lock)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map((row, context) -> read(handle, row))
                .findOne();
    }

    private static Application read(Handle handle, ResultSet row) throws SQLException {
        var tenant = new TenantId(row.getObject("tenant_id", UUID.class));
        var id = new ApplicationId(row.getObject("application_id", UUID.class));
        return new Application(
                tenant,
                id,
                row.getString("display_name"),
                row.getBoolean("enabled"),
                Arrays.stream((String[]) row.getArray("permissions").getArray())
                        .flatMap(name -> Permission.of(name).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                upstream(row.getString("upstream_name"), row.getString("upstream_uri")),
                keys(handle, tenant, id),
                row.getTimestamp("created_at").toInstant());
    }

    private static Optional<Upstream> upstream(@Nullable String name, @Nullable String uri) {
        return name == null || uri == null ? Optional.empty() : Optional.of(new Upstream(name, URI.create(uri)));
    }

    private static List<Application.Key> keys(Handle handle, TenantId tenant, ApplicationId id) {
        return handle.createQuery("""
                        select key_id, display_name, hint, hash, created_at from application_secret
                        where tenant_id = :tenant and application_id = :id order by created_at, key_id""")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map((row, context) -> new Application.Key(
                        row.getObject("key_id", UUID.class),
                        Optional.ofNullable(row.getString("display_name")),
                        row.getString("hint"),
                        row.getString("hash"),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    private static List<String> wires(Set<Permission> permissions) {
        return permissions.stream().map(Permission::wire).sorted().toList();
    }
}
