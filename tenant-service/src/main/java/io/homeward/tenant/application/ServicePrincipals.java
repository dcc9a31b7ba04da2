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
import io.homeward.tenant.audit.Activity;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Applications as those who act (Graph: {@code servicePrincipal}): one for each registered application, under its id, and one for this API,
 * whose app roles are the permissions that can be granted.
 */
@Singleton
public class ServicePrincipals {
    /** The id by which every script looks for the Graph API. */
    static final ApplicationId GRAPH = ApplicationId.of("00000003-0000-0000-c000-000000000000");

    static final String GRAPH_NAME = "Homeward Graph";

    private static final Listing<ServicePrincipal> PRINCIPALS = new Listing<>(
            "a.application_id, a.display_name, a.enabled, a.app_roles", """
            (select application_id, display_name, enabled, app_roles::text as app_roles from application where tenant_id = :tenant
             union all select cast(:graph as uuid), cast(:graphName as text), true, null) a""", "true", ServicePrincipals::read);

    private final TenantDatabase database;
    private final Applications applications;

    ServicePrincipals(TenantDatabase database, Applications applications) {
        this.database = database;
        this.applications = applications;
    }

    record ServicePrincipal(ApplicationId id, String displayName, boolean enabled, List<AppRole> roles) {}

    /** A permission that an application holds. */
    record Grant(UUID id, ApplicationId principal, String principalName, Permission permission) {
        static Grant of(Application application, Permission permission) {
            return new Grant(
                    grantId(application.id(), permission), application.id(), application.displayName(), permission);
        }
    }

    GraphPage<ServicePrincipal> list(TenantId tenant, GraphQuery query) {
        return database.in(
                tenant,
                handle -> PRINCIPALS.page(handle, query, sql -> sql.bind("tenant", tenant.value())
                        .bind("graph", GRAPH.value())
                        .bind("graphName", GRAPH_NAME)));
    }

    /** @throws Refusal {@link Fault#APPLICATION_UNKNOWN} */
    ServicePrincipal get(TenantId tenant, ApplicationId id) {
        if (id.equals(GRAPH)) {
            return new ServicePrincipal(GRAPH, GRAPH_NAME, true, roles());
        }
        return applications
                .find(tenant, id)
                .map(found -> new ServicePrincipal(
                        id,
                        found.displayName(),
                        found.enabled(),
                        found.details().appRoles()))
                .orElseThrow(() -> new Refusal(Fault.APPLICATION_UNKNOWN));
    }

    /** What an application may do, in the order of the names. */
    List<Grant> grants(TenantId tenant, ApplicationId id) {
        if (id.equals(GRAPH)) {
            return List.of();
        }
        Application application =
                applications.find(tenant, id).orElseThrow(() -> new Refusal(Fault.APPLICATION_UNKNOWN));
        return application.permissions().stream()
                .sorted(Comparator.comparing(Permission::wire))
                .map(permission -> Grant.of(application, permission))
                .toList();
    }

    /** @throws Refusal {@link Fault#BEYOND_OWN_PERMISSIONS}; {@link Fault#INVALID} where it is granted, or there is no such role */
    Grant grant(Authority by, ApplicationId id, UUID role, Instant at) {
        Permission permission = Permission.ofTenants().stream()
                .filter(each -> each.id().equals(role))
                .findFirst()
                .orElseThrow(() -> new Refusal(Fault.INVALID, "appRoleId is the id of one of the API's app roles."));
        Application after = applications.change(
                by,
                id,
                before -> {
                    if (before.permissions().contains(permission)) {
                        throw new Refusal(Fault.INVALID, "Permission being assigned already exists on the object.");
                    }
                    return before.with(and(before.permissions(), permission));
                },
                at,
                (before, now) -> Activity.GRANT_PERMISSION.on(
                        Applications.target(now).changed("permission", null, permission.wire())));
        return Grant.of(after, permission);
    }

    /** @throws Refusal {@link Fault#ASSIGNMENT_UNKNOWN}, {@link Fault#BEYOND_OWN_PERMISSIONS} */
    void revoke(Authority by, ApplicationId id, UUID grant, Instant at) {
        Permission permission = Optional.of(grants(by.tenant(), id)).stream()
                .flatMap(List::stream)
                .filter(each -> each.id().equals(grant))
                .map(Grant::permission)
                .findFirst()
                .orElseThrow(() -> new Refusal(Fault.ASSIGNMENT_UNKNOWN));
        applications.change(
                by,
                id,
                before -> before.with(without(before.permissions(), permission)),
                at,
                (before, now) -> Activity.REVOKE_PERMISSION.on(
                        Applications.target(now).changed("permission", permission.wire(), null)));
    }

    private static ServicePrincipal read(ResultSet row) throws SQLException {
        Optional<String> registered = Optional.ofNullable(row.getString("app_roles"));
        return new ServicePrincipal(
                new ApplicationId(row.getObject("application_id", UUID.class)),
                row.getString("display_name"),
                row.getBoolean("enabled"),
                registered.map(ApplicationRow::roles).orElseGet(ServicePrincipals::roles));
    }

    /** Those of this API. */
    private static List<AppRole> roles() {
        return Permission.ofTenants().stream()
                .sorted(Comparator.comparing(Permission::wire))
                .map(each -> new AppRole(
                        each.id(), List.of("Application"), each.wire(), each.wire(), true, each.wire(), "Application"))
                .toList();
    }

    private static UUID grantId(ApplicationId application, Permission permission) {
        return UUID.nameUUIDFromBytes(
                (application + "/" + permission.wire()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Set<Permission> and(Set<Permission> some, Permission another) {
        var all = new HashSet<>(some);
        all.add(another);
        return all;
    }

    private static Set<Permission> without(Set<Permission> some, Permission one) {
        var rest = new HashSet<>(some);
        rest.remove(one);
        return rest;
    }
}
