package io.homeward.gateway.route;

import io.homeward.accessrules.TenantId;
import io.homeward.gateway.web.Fault;
import io.homeward.gateway.web.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many batches are answered at once in this process: each holds its answers in memory, and one tenant is not to take all places. */
final class BatchSlots {
    static final int AT_ONCE = 32;
    static final int OF_A_TENANT = 4;

    private final Map<TenantId, Integer> running = new HashMap<>();
    private int all;

    /** Takes a place, to be left again; a refusal where there is none. */
    synchronized Optional<Refusal> take(TenantId tenant) {
        if (running.getOrDefault(tenant, 0) >= OF_A_TENANT) {
            return Optional.of(Refusal.of(
                            Fault.TOO_MANY_CALLS,
                            "%d batches of your tenant are being answered at the moment. Try again shortly."
                                    .formatted(OF_A_TENANT))
                    .with("Retry-After", "1"));
        }
        if (all >= AT_ONCE) {
            return Optional.of(Refusal.of(
                    Fault.SERVICE_AWAY, "Too many batches are being answered at the moment. Try again shortly."));
        }
        all++;
        running.merge(tenant, 1, Integer::sum);
        return Optional.empty();
    }

    synchronized void leave(TenantId tenant) {
        all--;
        running.computeIfPresent(tenant, (key, many) -> many > 1 ? many - 1 : null);
    }
}
