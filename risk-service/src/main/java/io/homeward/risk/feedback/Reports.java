package io.homeward.risk.feedback;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.risk.directory.KnownPeople;
import io.homeward.risk.score.Score;
import io.homeward.risk.standing.By;
import io.homeward.risk.standing.Evidence;
import io.homeward.risk.standing.Standings;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Evidence about a person that was found elsewhere, and is reported through the API. */
@Singleton
public class Reports {
    private final TenantDatabase database;
    private final KnownPeople people;
    private final Standings standings;
    private final InstantSource clock;

    Reports(TenantDatabase database, KnownPeople people, Standings standings, InstantSource clock) {
        this.database = database;
        this.people = people;
        this.standings = standings;
        this.clock = clock;
    }

    /**
     * The person's present credentials were found in a leak. While one such report is open, another changes nothing.
     *
     * @throws Refusal where there is no such person in the tenant
     */
    UserRisk leaked(TenantId tenant, PersonId person, String by) {
        Instant now = clock.instant();
        return database.in(tenant, handle -> {
            if (people.find(handle, tenant, person).isEmpty()) {
                throw new Refusal(Fault.NO_SUCH_PERSON);
            }
            UserRisk before = standings.of(handle, tenant, person);
            boolean open =
                    before.detections().stream().anyMatch(each -> each.type().equals(DetectionType.LEAKED_CREDENTIALS));
            if (open) {
                return before;
            }
            return standings
                    .found(
                            handle,
                            tenant,
                            person,
                            List.of(evidence(now, by)),
                            now,
                            By.actor(by, "credentials reported as leaked"))
                    .risk();
        });
    }

    private static Evidence evidence(Instant now, String by) {
        return new Evidence(
                DetectionType.LEAKED_CREDENTIALS,
                UUID.randomUUID().toString(),
                RiskLevel.HIGH,
                Evidence.Timing.OFFLINE,
                Optional.empty(),
                now,
                Map.of("by", by),
                "The account's credentials were reported as leaked",
                Score.ENGINE,
                true);
    }
}
