package io.homeward.risk.explanation;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.HomeRoute;
import io.homeward.accessrules.standing.SecondFactor;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.risk.directory.Known;
import io.homeward.risk.directory.KnownPeople;
import io.homeward.risk.directory.KnownRules;
import io.homeward.risk.standing.Standings;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Says why a person has the level he has. */
@Singleton
public class ExplainPerson {
    /** The newest of his history; all of it is in Graph's. */
    private static final int EVENTS = 20;

    /** Whoever has all that a remediation may ask for: what is left then is what rules and detections leave. */
    private static final Capability ABLE = new Capability(
            List.of(new SecondFactor("any", FactorKind.PASSKEY, Instant.EPOCH, true, true)), true, false, 0);

    private final TenantDatabase database;
    private final Standings standings;
    private final FoundDetections detections;
    private final KnownPeople people;
    private final KnownRules rules;
    private final InstantSource clock;

    ExplainPerson(
            TenantDatabase database,
            Standings standings,
            FoundDetections detections,
            KnownPeople people,
            KnownRules rules,
            InstantSource clock) {
        this.database = database;
        this.standings = standings;
        this.detections = detections;
        this.people = people;
        this.rules = rules;
        this.clock = clock;
    }

    /** What is kept about a person. */
    record Material(
            PersonId id,
            Optional<Known> person,
            UserRisk risk,
            Map<UUID, FoundDetections.Found> found,
            Optional<HomeRoute> route,
            List<PersonExplanation.Event> history) {}

    /** @throws Refusal {@link Fault#NO_SUCH_PERSON} of somebody who is not in the directory and never was at risk */
    PersonExplanation explain(TenantId tenant, PersonId person) {
        Instant now = clock.instant();
        Material material = database.in(tenant, handle -> {
            UserRisk risk = standings.of(handle, tenant, person);
            Optional<Known> known = people.find(handle, tenant, person);
            List<PersonExplanation.Event> history = history(handle, tenant, person);
            if (known.isEmpty() && history.isEmpty()) {
                throw new Refusal(Fault.NO_SUCH_PERSON);
            }
            List<UUID> ids = risk.detections().stream()
                    .map(ActiveDetection::id)
                    .map(each -> each.value())
                    .toList();
            return new Material(
                    person,
                    known,
                    risk,
                    detections.of(handle, tenant, person, ids),
                    route(handle, tenant, known, risk),
                    history);
        });
        return new PersonAccount(material, now).explanation();
    }

    private Optional<HomeRoute> route(Handle handle, TenantId tenant, Optional<Known> known, UserRisk risk) {
        return risk.open()
                ? rules.of(handle, tenant)
                        .flatMap(home -> known.map(one -> HomeRoute.offered(
                                home, Subject.member(one.id(), one.groups(), one.roles()), risk, ABLE)))
                : Optional.empty();
    }

    private static List<PersonExplanation.Event> history(Handle handle, TenantId tenant, PersonId person) {
        return handle.createQuery("""
                        select at, level, state, detail, event_types, by_actor, why from user_risk_history
                        where tenant_id = :tenant and person_id = :person order by nth desc limit :most""")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("most", EVENTS)
                .map((row, context) -> event(row))
                .list();
    }

    private static PersonExplanation.Event event(ResultSet row) throws SQLException {
        return new PersonExplanation.Event(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("level"),
                row.getString("state"),
                row.getString("detail"),
                List.of((String[]) row.getArray("event_types").getArray()),
                row.getString("by_actor"),
                row.getString("why"));
    }
}
