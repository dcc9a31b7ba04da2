package io.homeward.remediation.registration;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.Relationship;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.standing.Capability;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.credential.Capabilities;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Relationships;
import io.homeward.remediation.directory.Rules;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Has everybody weighed who has to be: before a list is shown, and in the background. One at a time does it for a tenant, so that whoever shows a
 * list waits for what another has begun; rows that a change is being made of just now are passed over, since that change is not committed.
 */
@Singleton
public class WeighRegistrations {
    private static final int BATCH = 500;

    /** More people than this whose rules have just changed are weighed in the background; who asks meanwhile is told to come again. */
    private static final int MOST_BATCHES = 60;

    private final TenantDatabase database;
    private final RegistrationDetails details;
    private final RegistrationClocks clocks;
    private final Rules rules;
    private final People people;
    private final Relationships relationships;
    private final Capabilities capabilities;
    private final InstantSource clock;

    WeighRegistrations(
            TenantDatabase database,
            RegistrationDetails details,
            RegistrationClocks clocks,
            Rules rules,
            People people,
            Relationships relationships,
            Capabilities capabilities,
            InstantSource clock) {
        this.database = database;
        this.details = details;
        this.clocks = clocks;
        this.rules = rules;
        this.people = people;
        this.relationships = relationships;
        this.capabilities = capabilities;
        this.clock = clock;
    }

    /** @throws Refusal {@link Fault#BUSY} where there are more than can be waited for */
    public void of(TenantId tenant, Instant now) {
        for (int i = 0; i < MOST_BATCHES; i++) {
            if (batch(tenant, now) < BATCH) {
                return;
            }
        }
        throw new Refusal(Fault.BUSY, "The rules have just changed for many people. Ask again in a moment.");
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void inTheBackground() {
        Instant now = clock.instant();
        for (TenantId tenant : details.tenantsToWeigh(now)) {
            boolean more = true;
            while (more) {
                more = batch(tenant, now) == BATCH;
            }
        }
    }

    private int batch(TenantId tenant, Instant now) {
        return database.in(tenant, handle -> {
            details.oneAtATime(handle, tenant);
            // The revision first: whatever is read afterwards is at least as new, and what is newer is weighed once
            // more.
            Optional<Long> revision = details.revision(handle, tenant);
            Optional<TenantRules> known = rules.of(handle, tenant);
            if (revision.isEmpty() || known.isEmpty()) {
                return 0;
            }
            List<PersonId> stale = details.lockStale(handle, tenant, revision.get(), now, BATCH);
            if (!stale.isEmpty()) {
                details.save(handle, tenant, weigh(handle, known.get(), stale, now), revision.get(), now);
            }
            return stale.size();
        });
    }

    private List<Weighed> weigh(Handle handle, TenantRules known, List<PersonId> stale, Instant now) {
        TenantId tenant = known.tenant();
        List<Relationship> running = relationships.ofPartner(handle, tenant).stream()
                .filter(relationship -> relationship.runs(now))
                .toList();
        Map<PersonId, Capability> held = capabilities.ofEach(handle, tenant, stale);
        Map<PersonId, Instant> began = clocks.beganOf(handle, tenant, stale);
        return people.some(handle, tenant, stale).stream()
                .map(person -> Weighed.of(
                        known,
                        person,
                        held.getOrDefault(person.id(), Capability.NONE),
                        Optional.ofNullable(began.get(person.id())),
                        running,
                        now))
                .toList();
    }
}
