package io.homeward.risk.campaign;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.detection.Campaign;
import io.homeward.risk.detection.Campaigns;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The campaigns of the last day, in memory: whoever scores asks nobody. Fetched every two seconds, in one statement for all tenants that have been asked
 * for since.
 */
@Singleton
public class UnderWay {
    private static final int MOST_TENANTS = 10_000;

    private final TenantDatabase database;
    private final Alerts alerts;
    private final InstantSource clock;
    private final Set<TenantId> asked = ConcurrentHashMap.newKeySet();
    private volatile Map<TenantId, List<Campaign>> known = Map.of();

    UnderWay(TenantDatabase database, Alerts alerts, InstantSource clock) {
        this.database = database;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** As of some seconds ago. */
    public List<Campaign> of(TenantId tenant) {
        if (asked.size() < MOST_TENANTS) {
            asked.add(tenant);
        }
        return known.getOrDefault(tenant, List.of());
    }

    /** What the tenants asked for since the last time have; of whoever was not asked for since, nothing is known until he is. */
    public void fetch() {
        Set<TenantId> tenants = new HashSet<>(asked);
        asked.removeAll(tenants);
        tenants.addAll(known.keySet());
        if (tenants.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        known =
                database
                        .inEach(tenants, handle -> alerts.of(handle, tenants, now.minus(Campaigns.WINDOW), now))
                        .stream()
                        .collect(Collectors.groupingBy(
                                Alerts.Alert::tenant, Collectors.mapping(Alerts.Alert::campaign, Collectors.toList())));
    }
}
