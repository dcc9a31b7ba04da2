package io.homeward.risk.campaign;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpRange;
import io.homeward.risk.Rights;
import io.homeward.risk.detection.Campaign;
import io.homeward.tenancy.CurrentCaller;
import io.homeward.tenancy.TenantDatabase;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;

/** Guessing from many addresses that the tenant has seen in the last 30 days: alerts of the tenant, whoever they have touched. */
@Path("/v1/sprayCampaigns")
@RunOnVirtualThread
public class SprayCampaignResource {
    private static final Duration SHOWN = Duration.ofDays(30);
    private static final int MOST = 500;

    private final Alerts alerts;
    private final TenantDatabase database;
    private final CurrentCaller caller;
    private final InstantSource clock;

    SprayCampaignResource(Alerts alerts, TenantDatabase database, CurrentCaller caller, InstantSource clock) {
        this.alerts = alerts;
        this.database = database;
        this.caller = caller;
        this.clock = clock;
    }

    /** The last first. */
    public record Listed(List<Shown> value) {}

    /**
     * @param keyClass "network", "userAgent" or "cluster"
     * @param cluster tells it from others of its class
     * @param day UTC; a campaign of several days has an alert a day
     * @param failing names that failed where they had never got in
     * @param others other names of the network or client; of a cluster, those that failed alike where they are at home
     * @param errorCode what most tries failed with
     * @param userAgent empty where there are many, or it is not known
     * @param accuses whether a right password that came as its tries did is held against the person
     * @param networks how many
     * @param neighbourhoods where tries came from
     * @param members names that were tried, at most 200
     */
    public record Shown(
            String keyClass,
            String cluster,
            LocalDate day,
            Instant firstSeen,
            Instant lastSeen,
            int failing,
            int others,
            int attempts,
            double surprise,
            double sum,
            int errorCode,
            String userAgent,
            boolean accuses,
            int networks,
            List<String> neighbourhoods,
            List<String> members) {}

    @GET
    public Listed list() {
        TenantId tenant = Rights.READ_DETECTIONS.in(caller.get());
        Instant now = clock.instant();
        return database.in(
                tenant,
                handle -> new Listed(alerts.of(handle, List.of(tenant), now.minus(SHOWN), now).stream()
                        .limit(MOST)
                        .map(SprayCampaignResource::shown)
                        .toList()));
    }

    private static Shown shown(Alerts.Alert alert) {
        Campaign campaign = alert.campaign();
        return new Shown(
                campaign.key().kind().wireName(),
                Long.toHexString(campaign.key().value()),
                alert.day(),
                campaign.since(),
                campaign.at(),
                campaign.names(),
                campaign.others(),
                campaign.attempts(),
                campaign.surprise(),
                campaign.sum(),
                campaign.code(),
                alert.agent(),
                campaign.accuses(),
                campaign.networks().size(),
                campaign.sources().stream().map(IpRange::toString).sorted().toList(),
                alert.members());
    }
}
