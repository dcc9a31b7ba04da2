package io.homeward.risk.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.risk.event.Feeds;
import io.homeward.risk.event.Remediations;
import io.homeward.risk.standing.Standings;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Reads a person's risk, if wanted not before a remediation has had its effect. */
@Singleton
public class PersonRisk {

    /** Whoever asks holds a person's sign-in open meanwhile; he asks again. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final TenantDatabase database;
    private final Standings standings;
    private final Remediations remediations;
    private final Feeds feeds;

    PersonRisk(TenantDatabase database, Standings standings, Remediations remediations, Feeds feeds) {
        this.database = database;
        this.standings = standings;
        this.remediations = remediations;
        this.feeds = feeds;
    }

    ObjectNode of(TenantId tenant, PersonId person, Optional<UUID> afterRemediation) {
        if (afterRemediation.isPresent() && !applied(tenant, person, afterRemediation.get())) {
            feeds.awaitFresh(Remediations.FEED, PATIENCE);
        }
        return database.in(tenant, handle -> {
            ObjectNode risk = FeedJson.mapper().valueToTree(standings.of(handle, tenant, person));
            afterRemediation.ifPresent(remediation ->
                    risk.put("remediationApplied", remediations.applied(handle, tenant, person, remediation)));
            return risk;
        });
    }

    private boolean applied(TenantId tenant, PersonId person, UUID remediation) {
        return database.in(tenant, handle -> remediations.applied(handle, tenant, person, remediation));
    }
}
