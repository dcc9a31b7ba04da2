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
        Evidence evidence = evidence(
                UUID.randomUUID().toString(),
                clock.instant(),
                Map.of("by", by),
                "The account's credentials were reported as leaked");
        return leaked(tenant, person, evidence, By.actor(by, "credentials reported as leaked"));
    }

    /**
     * The person's password was found among leaked ones. Each of his passwords is a detection once, also after that one was closed.
     *
     * @param setAt when he was given the password
     * @throws Refusal where there is no such person in the tenant
     */
    UserRisk passwordLeaked(TenantId tenant, PersonId person, Instant setAt) {
        Evidence evidence = evidence(
                "password of " + setAt,
                clock.instant(),
                Map.of("passwordSetAt", setAt.toString()),
                "The account's password is among those that have leaked");
        return leaked(tenant, person, evidence, By.system(evidence.reason()));
    }

    private UserRisk leaked(TenantId tenant, PersonId person, Evidence evidence, By by) {
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
                    .found(handle, tenant, person, List.of(evidence), evidence.activity(), by)
                    .risk();
        });
    }

    private static Evidence evidence(String key, Instant now, Map<String, Object> facts, String reason) {
        return new Evidence(
                DetectionType.LEAKED_CREDENTIALS,
                key,
                RiskLevel.HIGH,
                Evidence.Timing.OFFLINE,
                Optional.empty(),
                now,
                facts,
                reason,
                Score.ENGINE,
                true);
    }
}
