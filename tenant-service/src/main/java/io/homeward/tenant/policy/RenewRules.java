package io.homeward.tenant.policy;

import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * After an upgrade: publishes the rules of every tenant whose last publication is in an older format, one tenant a transaction. Readers
 * understand both, so nobody waits for it; several processes may do it at once.
 */
@Singleton
public class RenewRules {
    private static final Logger LOG = Logger.getLogger(RenewRules.class);
    private static final int PAGE = 500;

    private final TenantDatabase database;
    private final Rules rules;
    private final TenantId platform;

    RenewRules(TenantDatabase database, Rules rules, @ConfigProperty(name = "homeward.platform-tenant") UUID platform) {
        this.database = database;
        this.rules = rules;
        this.platform = new TenantId(platform);
    }

    /** After the feeds and the platform's tenant have begun. */
    void start(@Observes @Priority(2000) StartupEvent event) {
        Thread.ofVirtual().name("renew-rules").start(this::all);
    }

    private void all() {
        try {
            long renewed = 0;
            List<TenantId> page = tenants(new TenantId(new UUID(0, 0)));
            while (!page.isEmpty()) {
                renewed += page.stream().filter(rules::renew).count();
                page = tenants(page.getLast());
            }
            if (renewed > 0) {
                LOG.infof("The rules of %d tenants were published in the present format", renewed);
            }
        } catch (RuntimeException e) {
            // What is not renewed now is published with the tenant's next change, or at the next start.
            LOG.warn("The rules of some tenants are still published in an older format", e);
        }
    }

    private List<TenantId> tenants(TenantId after) {
        return database.in(platform, handle -> handle.createQuery(
                        "select tenant_id from tenant where tenant_id > :after order by tenant_id limit :page")
                .bind("after", after.value())
                .bind("page", PAGE)
                .mapTo(UUID.class)
                .map(TenantId::new)
                .list());
    }
}
