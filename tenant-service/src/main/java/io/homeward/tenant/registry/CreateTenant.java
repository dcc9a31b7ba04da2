package io.homeward.tenant.registry;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Permission;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Taken;
import io.homeward.tenant.application.ApplicationSecrets;
import io.homeward.tenant.application.Applications;
import io.homeward.tenant.application.Secret;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.audit.AuditTrail;
import io.homeward.tenant.audit.Target;
import io.homeward.tenant.policy.Rules;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Makes a tenant with its domain, its rules (none yet) and the application by which its administration begins: all of it or nothing. */
@Singleton
public class CreateTenant {
    private static final int NAME_LENGTH = 256;

    private final TenantDatabase database;
    private final Tenants tenants;
    private final Applications applications;
    private final ApplicationSecrets secrets;
    private final Rules rules;
    private final AuditTrail audit;

    CreateTenant(
            TenantDatabase database,
            Tenants tenants,
            Applications applications,
            ApplicationSecrets secrets,
            Rules rules,
            AuditTrail audit) {
        this.database = database;
        this.tenants = tenants;
        this.applications = applications;
        this.secrets = secrets;
        this.rules = rules;
        this.audit = audit;
    }

    /** What the operator asks for. */
    public record Wanted(String displayName, DomainName defaultDomain) {

        /** @throws Refusal {@link Fault#INVALID} */
        public Wanted {
            if (displayName.isBlank() || displayName.length() > NAME_LENGTH) {
                throw new Refusal(Fault.INVALID, "displayName has 1 to " + NAME_LENGTH + " characters.");
            }
        }

        /** By which a repeated request is told from another one under the same key. */
        String asText() {
            return displayName + "\n" + defaultDomain;
        }
    }

    /** The tenant, and the secret of its first application, which is shown this once. */
    public record Made(Tenant tenant, Secret secret, Set<Permission> permissions) {}

    /**
     * A repeated request with the same key finds the tenant that the first one made; since nobody can have kept a secret from an answer
     * that did not arrive, it gets a new one, and the earlier is void.
     *
     * @param platform the operator's tenant
     * @param key the operator's Idempotency-Key
     * @throws Refusal {@link Fault#DOMAIN_TAKEN}, {@link Fault#KEY_REUSED}
     */
    public Made create(TenantId platform, Optional<String> key, Wanted wanted, Instant at) {
        Optional<Tenants.Asked> before = key.flatMap(text -> tenants.asked(platform, text));
        if (before.isPresent()) {
            return again(before.get(), wanted, at);
        }
        try {
            var id = new TenantId(UUID.randomUUID());
            var tenant = new Tenant(
                    id,
                    wanted.displayName(),
                    wanted.defaultDomain().text(),
                    new ApplicationId(UUID.randomUUID()),
                    Tenant.Status.ACTIVE,
                    at);
            return make(platform, tenant, key.orElse(null), wanted.asText(), Permission.ofTenants());
        } catch (UnableToExecuteStatementException e) {
            // The same request twice at once: the other one was faster.
            if (Taken.violated(e).filter("tenant_creation_key_key"::equals).isPresent()) {
                return again(
                        key.flatMap(text -> tenants.asked(platform, text)).orElseThrow(() -> new Refusal(Fault.BUSY)),
                        wanted,
                        at);
            }
            throw e;
        }
    }

    private Made make(
            TenantId platform, Tenant tenant, @Nullable String key, String request, Set<Permission> permissions) {
        Secret secret = Secret.random();
        List<TenantId> both = List.of(tenant.id(), platform);
        return database.inEach(both, handle -> {
            Tenants.insert(handle, tenant, key, key == null ? null : request);
            audit.recordInEach(
                    handle,
                    both,
                    Activity.CREATE_TENANT.on(Target.tenant(tenant.id(), tenant.displayName())
                            .changed("defaultDomain", null, tenant.defaultDomain())));
            rules.begin(handle, tenant.id(), tenant.displayName());
            var registration = new Applications.Registration("Administration", permissions, Optional.empty());
            applications.register(handle, tenant.id(), tenant.administration(), registration, tenant.createdAt());
            secrets.replace(handle, tenant.id(), tenant.administration(), secret, tenant.createdAt());
            return new Made(tenant, secret, permissions);
        });
    }

    private Made again(Tenants.Asked before, Wanted wanted, Instant at) {
        if (!before.request().equals(wanted.asText())) {
            throw new Refusal(Fault.KEY_REUSED);
        }
        Tenant tenant = before.tenant();
        Secret secret = Secret.random();
        return database.in(tenant.id(), handle -> {
            secrets.replace(handle, tenant.id(), tenant.administration(), secret, at);
            return new Made(tenant, secret, Permission.ofTenants());
        });
    }
}
