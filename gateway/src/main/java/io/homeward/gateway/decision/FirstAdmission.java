package io.homeward.gateway.decision;

import io.homeward.accessrules.TenantId;
import io.homeward.decisions.DecisionLine;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** An admission that was written down in full, and how many calls have rested on the same facts since. */
final class FirstAdmission {
    private final UUID id;
    private final Instant at;
    private final TenantId tenant;
    private final Optional<TenantId> home;
    private final AtomicLong repetitions = new AtomicLong();

    FirstAdmission(UUID id, Instant at, TenantId tenant, Optional<TenantId> home) {
        this.id = id;
        this.at = at;
        this.tenant = tenant;
        this.home = home;
    }

    UUID id() {
        return id;
    }

    void repeated() {
        repetitions.incrementAndGet();
    }

    /** What is told of it now. */
    DecisionLine.Repeated told(Instant last) {
        return new DecisionLine.Repeated(id, at, tenant, home, repetitions.get(), last);
    }
}
