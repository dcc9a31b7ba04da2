package io.homeward.tenant.policy;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/**
 * All rules of a tenant: its policies, the places and strengths they name, the settings beside them. They are one unit: every change locks
 * the tenant's row first, becomes one version, and publishes all of them in the same transaction, so that two writers never lose each
 * other's change and a reader never sees half of one.
 */
@Singleton
public class Rules {
    private static final String BEFORE_VERSIONS = "The rules as they were when versions began to be kept.";

    private final TenantDatabase database;
    private final VersionLog versions;
    private final RulesAudit audit;
    private final RulesFeed feed;
    private final Instance<Hearing> hearing;
    private final Clock clock;

    Rules(
            TenantDatabase database,
            VersionLog versions,
            RulesAudit audit,
            RulesFeed feed,
            Instance<Hearing> hearing,
            Clock clock) {
        this.database = database;
        this.versions = versions;
        this.audit = audit;
        this.feed = feed;
        this.hearing = hearing;
        this.clock = clock;
    }

    /** Who keeps something that follows from the rules; told in the transaction that says them, under their lock. */
    public interface Hearing {
        void said(Handle handle, TenantRules rules);
    }

    /** What is done with the rules while they are locked. It notes what it changes. */
    @FunctionalInterface
    public interface Change<T> {
        T in(OpenRules rules);
    }

    /** The rules of a tenant that is being made: it has said nothing yet. */
    public void begin(Handle handle, TenantId tenant, String name) {
        TenantRules none = TenantRules.none(tenant, name);
        handle.createUpdate("""
                        insert into tenant_rules (tenant_id, display_name, registration, external)
                        values (:tenant, :name, cast(:registration as jsonb), cast(:external as jsonb))""")
                .bind("tenant", tenant.value())
                .bind("name", name)
                .bind("registration", RulesJson.text(none.registration()))
                .bind("external", RulesJson.text(none.externalAccess()))
                .execute();
        versions.baseline(handle, tenant, Author.system("The tenant was made.", clock.instant()));
        publish(handle, tenant);
    }

    /** Changes the rules in a transaction of their own. */
    public <T> T change(TenantId tenant, Author by, Change<T> change) {
        return database.in(tenant, handle -> change(handle, tenant, by, change));
    }

    /**
     * Changes the rules in the caller's transaction.
     *
     * @throws Refusal {@link Fault#TENANT_UNKNOWN}, or whatever the change refuses; then nothing has changed
     */
    public <T> T change(Handle handle, TenantId tenant, Author by, Change<T> change) {
        long newest = lock(handle, tenant);
        var open = new OpenRules(handle, tenant, by);
        Optional<TenantRules> before =
                by.acceptsLockout() ? Optional.empty() : Optional.of(Publication.of(handle, tenant));
        T result = change.in(open);
        if (open.touched()) {
            before.ifPresent(rules -> Lint.refuseLockout(open, rules));
            versions.write(open, newest + 1);
            audit.record(open, newest + 1);
            publish(handle, tenant);
        } else {
            audit.nothing();
        }
        return result;
    }

    /** The tenant is called otherwise from now on, also where decisions name it. */
    public void rename(Handle handle, TenantId tenant, String name) {
        lock(handle, tenant);
        handle.createUpdate("update tenant_rules set display_name = :name where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .bind("name", name)
                .execute();
        publish(handle, tenant);
    }

    /** Takes the rules back from everybody who decides, as if there were no such tenant; what is kept stays as it is. */
    public void withdraw(Handle handle, TenantId tenant) {
        lock(handle, tenant);
        feed.gone(handle, tenant, tenant.value());
        handle.createUpdate("update tenant_rules set withdrawn = true, published = null where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .execute();
    }

    /** After {@link #withdraw}: says what is kept. */
    public void publishAgain(Handle handle, TenantId tenant) {
        lock(handle, tenant);
        handle.createUpdate("update tenant_rules set withdrawn = false where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .execute();
        publish(handle, tenant);
    }

    /** The rules as decisions read them, from what is stored in this transaction. */
    public static TenantRules present(Handle handle, TenantId tenant) {
        return Publication.of(handle, tenant);
    }

    public Setting<ExternalAccess> externalAccess(TenantId tenant) {
        return database.in(tenant, handle -> externalAccess(handle, tenant));
    }

    public static Setting<ExternalAccess> externalAccess(Handle handle, TenantId tenant) {
        return Settings.read(handle, tenant, SettingKind.EXTERNAL);
    }

    /**
     * Changes what is asked of people from outside, in the caller's transaction.
     *
     * @param precondition is told the present number under the lock, and throws where it is not the expected one
     */
    public Setting<ExternalAccess> changeExternalAccess(
            Handle handle,
            TenantId tenant,
            Author by,
            LongConsumer precondition,
            UnaryOperator<ExternalAccess> change) {
        return change(handle, tenant, by, open -> Settings.change(open, SettingKind.EXTERNAL, precondition, change));
    }

    /**
     * Says again what holds, where what was said last is in an older format than this release writes.
     *
     * @return whether anything was said
     */
    boolean renew(TenantId tenant) {
        return database.in(tenant, handle -> {
            lock(handle, tenant);
            boolean old = publishedFormat(handle, tenant) < TenantRules.FORMAT;
            if (old) {
                publish(handle, tenant);
            }
            return old;
        });
    }

    /** Rules that were withdrawn are not old. */
    private static int publishedFormat(Handle handle, TenantId tenant) {
        return handle.createQuery("""
                        select coalesce((published ->> 'format')::int, :newest) from tenant_rules where tenant_id = :tenant""")
                .bind("newest", TenantRules.FORMAT)
                .bind("tenant", tenant.value())
                .mapTo(Integer.class)
                .one();
    }

    /** @return the number of the newest version; rules older than the versions get their first one here, as they are */
    private long lock(Handle handle, TenantId tenant) {
        long newest = handle.createQuery("select number from tenant_rules where tenant_id = :tenant for update")
                .bind("tenant", tenant.value())
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new Refusal(Fault.TENANT_UNKNOWN));
        if (newest == 0) {
            versions.baseline(handle, tenant, Author.system(BEFORE_VERSIONS, clock.instant()));
        }
        return Math.max(newest, 1);
    }

    /** The whole state, under the lock; of what is withdrawn nothing is said until {@link #publishAgain}. */
    private void publish(Handle handle, TenantId tenant) {
        boolean withdrawn = handle.createQuery("select withdrawn from tenant_rules where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(Boolean.class)
                .one();
        if (!withdrawn) {
            TenantRules present = Publication.of(handle, tenant);
            feed.publish(handle, tenant, tenant.value(), present);
            hearing.forEach(one -> one.said(handle, present));
        }
    }
}
