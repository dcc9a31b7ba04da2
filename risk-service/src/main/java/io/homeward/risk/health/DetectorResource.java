package io.homeward.risk.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.risk.Rights;
import io.homeward.risk.detection.Input;
import io.homeward.risk.health.DetectorHealth.Fired;
import io.homeward.risk.score.Detectors;
import io.homeward.risk.score.Score;
import io.homeward.tenancy.CurrentCaller;
import io.homeward.tenancy.TenantDatabase;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the detectors see, what they miss, and how often they speak. */
@Path("/v1/detectors")
@RunOnVirtualThread
public class DetectorResource {
    private final Detectors detectors;
    private final Inputs inputs;
    private final Firings firings;
    private final TenantDatabase database;
    private final CurrentCaller caller;
    private final InstantSource clock;

    DetectorResource(
            Detectors detectors,
            Inputs inputs,
            Firings firings,
            TenantDatabase database,
            CurrentCaller caller,
            InstantSource clock) {
        this.detectors = detectors;
        this.inputs = inputs;
        this.firings = firings;
        this.database = database;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * @param signIns how many sign-ins the detectors looked at in the 30 days before
     * @param limits the numbers in force
     */
    public record Health(String engine, Instant at, long signIns, JsonNode limits, List<DetectorHealth> value) {}

    @GET
    public Health health() {
        TenantId tenant = Rights.READ_DETECTIONS.in(caller.get());
        Instant now = clock.instant();
        return database.in(tenant, handle -> {
            Map<Input, Presence> present = inputs.of(handle, tenant, now);
            Map<String, Fired> fired = firings.of(handle, tenant, now);
            long signIns = firings.signIns(handle, tenant, now);
            return new Health(
                    Score.ENGINE,
                    now,
                    signIns,
                    FeedJson.mapper().valueToTree(detectors.limits()),
                    detectors.all().stream()
                            .map(each -> DetectorHealth.of(
                                    each, present, Optional.ofNullable(fired.get(each.name())), signIns))
                            .toList());
        });
    }
}
