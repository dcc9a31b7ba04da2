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
import org.jdbi.v3.core.Handle;

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
     * The person's password was found among leaked ones. Each of his passwords is a detection once, also after that one was closed, and also while
     * another leak is open: what closes that one may not know of this. Nobody can tell since when it has been known, so it dates from when the
     * password was given; a factor that a thief registered since counts for nothing.
     *
     * @param setAt when he was given the password; another machine's clock may say that this is yet to come
     * @throws Refusal where there is no such person in the tenant
     */
    UserRisk passwordLeaked(TenantId tenant, PersonId person, Instant setAt) {
        Instant now = clock.instant();
        Evidence evidence = evidence(
                "password of " + setAt,
                within(setAt, now),
                Map.of("passwordSetAt", setAt.toString()),
                "The account's password is among those that have leaked");
        return found(tenant, person, evidence, now);
    }

    /**
     * The person's password is one of those that everybody tries first: a matter of hygiene, so low, and dated now, so that no factor is too young for
     * it. Each of his passwords is a detection once.
     *
     * @param setAt when he was given the password
     * @throws Refusal where there is no such person in the tenant
     */
    UserRisk passwordCommon(TenantId tenant, PersonId person, Instant setAt) {
        Instant now = clock.instant();
        Evidence evidence = new Evidence(
                DetectionType.COMMON_PASSWORD,
                "password of " + setAt,
                RiskLevel.LOW,
                Evidence.Timing.OFFLINE,
                Optional.empty(),
                now,
                Map.of("passwordSetAt", setAt.toString()),
                "The account's password is one of those that are tried first",
                Score.ENGINE,
                true);
        return found(tenant, person, evidence, now);
    }

    private UserRisk found(TenantId tenant, PersonId person, Evidence evidence, Instant now) {
        return database.in(tenant, handle -> {
            require(handle, tenant, person);
            return standings
                    .found(handle, tenant, person, List.of(evidence), now, By.system(evidence.reason()))
                    .risk();
        });
    }

    private static Instant within(Instant setAt, Instant now) {
        Instant known = setAt.isBefore(now) ? setAt : now;
        return known.isBefore(Instant.EPOCH) ? Instant.EPOCH : known;
    }

    private void require(Handle handle, TenantId tenant, PersonId person) {
        if (people.find(handle, tenant, person).isEmpty()) {
            throw new Refusal(Fault.NO_SUCH_PERSON);
        }
    }

    private UserRisk leaked(TenantId tenant, PersonId person, Evidence evidence, By by) {
        return database.in(tenant, handle -> {
            require(handle, tenant, person);
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

    private static Evidence evidence(String key, Instant activity, Map<String, Object> facts, String reason) {
        return new Evidence(
                DetectionType.LEAKED_CREDENTIALS,
                key,
                RiskLevel.HIGH,
                Evidence.Timing.OFFLINE,
                Optional.empty(),
                activity,
                facts,
                reason,
                Score.ENGINE,
                true);
    }
}
