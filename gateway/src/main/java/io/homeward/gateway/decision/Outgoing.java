package io.homeward.gateway.decision;

import io.homeward.accessrules.TenantId;
import io.homeward.decisions.DecisionJson;
import io.homeward.decisions.DecisionLine;
import io.homeward.decisions.LoggedDecision;
import io.homeward.gateway.spool.Lane;
import io.homeward.gateway.spool.Spool;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What of the log goes to risk-service: decisions in full, repetitions as totals now and then, and what was lost as gaps. For the log's thread. */
final class Outgoing {
    private record Lost(List<TenantId> tenants, Lane lane) {}

    private final Spool spool;
    private final Duration every;
    private final InstantSource clock;
    private final Map<FirstAdmission, Instant> repeated = new LinkedHashMap<>();
    private final Map<Lost, Long> lost = new ConcurrentHashMap<>();
    private Instant swept;

    Outgoing(Spool spool, Duration every, InstantSource clock) {
        this.spool = spool;
        this.every = every;
        this.clock = clock;
        this.swept = clock.instant();
    }

    /** @param first the admission that this one repeats */
    void add(LoggedDecision decision, Optional<FirstAdmission> first) throws IOException {
        if (first.isPresent()) {
            repeated.put(first.get(), decision.at());
            return;
        }
        spool.add(
                lane(decision),
                DecisionJson.write(new DecisionLine.Decided(decision)),
                decision.tenants(),
                decision.at());
    }

    /** There was no room for it in memory. Called by whoever decided, so it only counts. */
    void lost(LoggedDecision decision) {
        lost.merge(new Lost(decision.tenants(), lane(decision)), 1L, Long::sum);
    }

    /** @param idle whether nothing waits to be written at the moment */
    void sweep(boolean idle) throws IOException {
        Instant now = clock.instant();
        if (idle) {
            spool.flush();
        }
        if (now.isBefore(swept.plus(every))) {
            return;
        }
        tell(now);
        spool.roll(now, every);
        swept = now;
    }

    void finish() throws IOException {
        tell(clock.instant());
    }

    private void tell(Instant now) throws IOException {
        for (var each : repeated.entrySet()) {
            DecisionLine.Repeated told = each.getKey().told(each.getValue());
            spool.add(Lane.ADMITTED, DecisionJson.write(told), told.tenants(), now);
        }
        repeated.clear();
        for (Lost key : List.copyOf(lost.keySet())) {
            Long many = lost.remove(key);
            if (many != null) {
                spool.missing(key.lane, key.tenants, swept, now, many);
            }
        }
    }

    private static Lane lane(LoggedDecision decision) {
        return decision.admitted() ? Lane.ADMITTED : Lane.REFUSED;
    }
}
