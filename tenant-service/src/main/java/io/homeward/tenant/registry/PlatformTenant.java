package io.homeward.tenant.registry;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Permission;
import io.homeward.tenant.application.Application;
import io.homeward.tenant.application.ApplicationSecrets;
import io.homeward.tenant.application.Applications;
import io.homeward.tenant.application.Secret;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.audit.AuditTrail;
import io.homeward.tenant.audit.Target;
import io.homeward.tenant.policy.Rules;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * The installation's own tenant. It is there from the first start on, with the operator's application as configured: a new secret replaces
 * the old one, none takes the application away. Several processes may start at once.
 */
@Singleton
public class PlatformTenant {
    private static final Logger LOG = Logger.getLogger(PlatformTenant.class);
    private static final int SECRET_LENGTH = 32;

    private final TenantDatabase database;
    private final Applications applications;
    private final ApplicationSecrets secrets;
    private final Rules rules;
    private final AuditTrail audit;
    private final TenantId id;
    private final OperatorSettings operator;
    private final Clock clock;

    /** @param id fixed with the first start: the database's policies name it */
    PlatformTenant(
            TenantDatabase database,
            Applications applications,
            ApplicationSecrets secrets,
            Rules rules,
            AuditTrail audit,
            @ConfigProperty(name = "homeward.platform-tenant") UUID id,
            OperatorSettings operator,
            Clock clock) {
        this.database = database;
        this.applications = applications;
        this.secrets = secrets;
        this.rules = rules;
        this.audit = audit;
        this.id = new TenantId(id);
        this.operator = operator;
        this.clock = clock;
    }

    public TenantId id() {
        return id;
    }

    /** After the feeds have begun. */
    void start(@Observes @Priority(1000) StartupEvent event) {
        begin(operator.secret().filter(secret -> !secret.isBlank()).map(Secret::new), clock.instant());
    }

    /** @param secret of the operator; empty where there is to be none */
    void begin(Optional<Secret> secret, Instant now) {
        secret.filter(one -> one.text().length() < SECRET_LENGTH).ifPresent(one -> {
            throw new IllegalStateException(
                    "homeward.operator.secret has fewer than %d characters".formatted(SECRET_LENGTH));
        });
        var client = new ApplicationId(operator.clientId());
        database.in(id(), handle -> {
            // Whoever starts second waits here for the first, and finds everything made.
            handle.createQuery("select pg_advisory_xact_lock(hashtext('platform tenant'))::text")
                    .mapTo(String.class)
                    .one();
            if (Tenants.find(handle, id()).isEmpty()) {
                var platform =
                        new Tenant(id(), "Homeward", "platform.homeward.internal", client, Tenant.Status.ACTIVE, now);
                Tenants.insert(handle, platform, null, null);
                audit.record(handle, id(), Activity.CREATE_TENANT.on(Target.tenant(id(), platform.displayName())));
                rules.begin(handle, id(), platform.displayName());
            }
            return secret.isPresent() ? admit(handle, client, secret.get(), now) : dismiss(handle, client);
        });
    }

    private boolean admit(Handle handle, ApplicationId client, Secret secret, Instant now) {
        Optional<Application> present = Applications.find(handle, id(), client);
        if (present.isEmpty()) {
            var registration = new Applications.Registration(
                    "Operator", Set.of(Permission.TENANT_READ_WRITE_ALL), Optional.empty());
            applications.register(handle, id(), client, registration, now);
        }
        List<String> hashes = present.stream()
                .flatMap(application -> application.keys().stream())
                .map(Application.Key::hash)
                .toList();
        if (!hashes.equals(List.of(secret.hash()))) {
            secrets.replace(handle, id(), client, secret, now);
            LOG.info("The operator's secret is new");
        }
        return true;
    }

    private boolean dismiss(Handle handle, ApplicationId client) {
        LOG.info("No operator's secret is configured (homeward.operator.secret), so nobody makes tenants here");
        applications.removeIfPresent(handle, id(), client);
        return false;
    }
}
