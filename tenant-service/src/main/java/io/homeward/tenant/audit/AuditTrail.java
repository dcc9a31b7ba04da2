package io.homeward.tenant.audit;

import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Traced;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Where every change is recorded, in the transaction that makes it:
 *
 * <pre>{@code
 * audit.record(handle, tenant, Activity.UPDATE_USER.on(Target.user(id, upn).changed(before, after)));
 * }</pre>
 *
 * <p>Who acts, from where, under which request and decision is known here; a job is the system. The number and the hash are given by the
 * database when the transaction commits, so recording takes no lock and may be done at any point of the work.
 */
@Singleton
public class AuditTrail {
    private final Origin origin;
    private final Clock clock;

    AuditTrail(Origin origin, Clock clock) {
        this.origin = origin;
        this.clock = clock;
    }

    /**
     * @param handle the writer's transaction, with the tenant bound
     * @param tenant whose trail it is: the tenant that owns what was changed
     */
    public void record(Handle handle, TenantId tenant, Entry entry) {
        if (!handle.isInTransaction()) {
            throw new IllegalStateException("An entry is recorded in the transaction of the change");
        }
        Origin.Facts facts = origin.present().in(tenant);
        UUID id = UUID.randomUUID();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        handle.createUpdate("""
                        insert into audit_inbox (tenant_id, entry, entry_id, at, activity, category, operation, correlation, by_person,
                            by_application, targets, types, names)
                        values (:tenant, :entry, :id, :at, :activity, :category, :operation, :correlation, :person, :application, :targets,
                            :types, :names)""")
                .bind("tenant", tenant.value())
                .bind("entry", EntryText.of(id, at, entry, facts, new ActorNames(handle, tenant).of(facts.actor())))
                .bind("id", id)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .bind("activity", entry.activity().displayName())
                .bind("category", entry.activity().category().wire())
                .bind("operation", entry.activity().operation().wire())
                .bind("correlation", facts.correlation())
                .bind(
                        "person",
                        facts.actor() instanceof Actor.Person person
                                ? person.id().value()
                                : null)
                .bind(
                        "application",
                        facts.actor() instanceof Actor.Application application
                                ? application.id().value()
                                : null)
                .bindArray("targets", String.class, each(entry, Target::id))
                .bindArray("types", String.class, each(entry, Target::type))
                .bindArray("names", String.class, each(entry, target -> target.name()
                        .orElse(null)))
                .execute();
        traced();
    }

    /** The same entry in the trails of all whom it concerns; each sees those of the others by id and not by name. */
    public void recordInEach(Handle handle, Collection<TenantId> tenants, Entry entry) {
        tenants.stream().distinct().forEach(tenant -> record(handle, tenant, entry));
    }

    /** Says that the present request succeeds without changing anything, such as one that was made before: nothing is to be recorded. */
    public void unchanged() {
        traced();
    }

    private static List<@Nullable String> each(Entry entry, Function<Target, @Nullable String> part) {
        var all = new ArrayList<@Nullable String>();
        entry.targets().forEach(target -> all.add(part.apply(target)));
        return all;
    }

    private void traced() {
        origin.request().ifPresent(Traced::leave);
    }
}
