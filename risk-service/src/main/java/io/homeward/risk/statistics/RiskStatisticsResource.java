package io.homeward.risk.statistics;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.Rights;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A tenant's risk over time, for charts. */
@Path("/v1/riskStatistics")
@RunOnVirtualThread
public class RiskStatisticsResource {
    private final CountRisk count;
    private final CurrentCaller caller;
    private final InstantSource clock;

    RiskStatisticsResource(CountRisk count, CurrentCaller caller, InstantSource clock) {
        this.count = count;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    public RiskStatistics get(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("interval") @DefaultValue("P1D") String interval) {
        TenantId tenant = Rights.READ_DETECTIONS.in(caller.get());
        return count.count(tenant, Stretch.of(from, to, interval, clock.instant()));
    }
}
