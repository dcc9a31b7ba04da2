package io.homeward.risk.fanout;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.feed.FeedJson;
import io.homeward.risk.directory.KnownPeople;
import io.homeward.risk.directory.KnownRelationships;
import io.homeward.risk.fanout.Team.Colleague;
import io.homeward.risk.score.Detectors;
import io.homeward.risk.standing.By;
import io.homeward.risk.standing.Evidence;
import io.homeward.risk.standing.Standings;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Keeps technicians' rounds and raises who is out of the ordinary, at his home. Saying an entry again changes nothing. */
@Singleton
public class WatchRounds {
    /** The version of the rule, for the record. */
    private static final String ENGINE = "fan-out-1";

    private final TenantDatabase database;
    private final KnownPeople people;
    private final KnownRelationships relationships;
    private final Standings standings;
    private final FanOut rule;

    WatchRounds(
            TenantDatabase database,
            KnownPeople people,
            KnownRelationships relationships,
            Standings standings,
            Detectors detectors) {
        this.database = database;
        this.people = people;
        this.relationships = relationships;
        this.standings = standings;
        this.rule = new FanOut(detectors.limits().fanOut());
    }

    /** A delegated entry into a customer's tenant. */
    public record Entry(TenantId customer, Instant at) {}

    /** Somebody of the tenant entered these customers. Whoever is not known here is nobody's risk. */
    public void entered(TenantId home, PersonId person, List<Entry> entries, Instant now) {
        database.in(home, handle -> {
            if (people.find(handle, home, person).isEmpty()) {
                return home;
            }
            Rounds before = lock(handle, home, person, now);
            Rounds rounds = before;
            for (Entry each : entries) {
                rounds = rounds.entered(each.customer, each.at);
            }
            if (!rounds.equals(before)) {
                Instant at =
                        entries.stream().map(Entry::at).max(Instant::compareTo).orElse(now);
                keep(handle, home, person, judged(handle, home, person, rounds, at, now), at);
            }
            return home;
        });
    }

    private Rounds judged(Handle handle, TenantId home, PersonId person, Rounds rounds, Instant at, Instant now) {
        Instant newSince = at.minus(rule.limits().newRelationship());
        Set<TenantId> onboarded = relationships.customersNewSince(handle, home, newSince);
        Team team = Team.of(colleagues(handle, home, person), at, rule.limits());
        Optional<FanOut.Found> found = rule.judge(rounds, team, onboarded, at);
        if (found.isEmpty()) {
            return rounds;
        }
        standings.found(
                handle,
                home,
                person,
                List.of(evidence(found.get(), at, now)),
                now,
                By.system("Entered unusually many customers"));
        return rounds.unusual(at, rule.mostToLearn(rounds, team, at));
    }

    /** Once a day and level, however many entries follow. */
    private static Evidence evidence(FanOut.Found found, Instant at, Instant now) {
        return new Evidence(
                DetectionType.DELEGATED_FAN_OUT,
                "%s %s"
                        .formatted(
                                at.atOffset(ZoneOffset.UTC).toLocalDate(),
                                found.level().wireName()),
                found.level(),
                Evidence.Timing.OFFLINE,
                Optional.empty(),
                at.isAfter(now) ? now : at,
                found.evidence(),
                found.reason(),
                ENGINE,
                true);
    }

    /** One person's entries queue. */
    private static Rounds lock(Handle handle, TenantId home, PersonId person, Instant now) {
        handle.createUpdate("""
                        insert into delegate_rounds (tenant_id, person_id, updated_at, days, usual, recent, body)
                        values (:tenant, :person, :now, 0, 0, 0, cast(:body as jsonb)) on conflict do nothing""")
                .bind("tenant", home.value())
                .bind("person", person.value())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("body", json(Rounds.NONE))
                .execute();
        return handle.createQuery("""
                        select body from delegate_rounds where tenant_id = :tenant and person_id = :person for update""")
                .bind("tenant", home.value())
                .bind("person", person.value())
                .mapTo(String.class)
                .map(WatchRounds::read)
                .one();
    }

    private void keep(Handle handle, TenantId home, PersonId person, Rounds rounds, Instant at) {
        Habit habit = rounds.habit(at, rule.limits().window());
        handle.createUpdate("""
                        update delegate_rounds set updated_at = greatest(updated_at, :at), days = :days, usual = :usual, recent = :recent,
                            body = cast(:body as jsonb)
                        where tenant_id = :tenant and person_id = :person""")
                .bind("tenant", home.value())
                .bind("person", person.value())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .bind("days", habit.days())
                .bind("usual", habit.usual())
                .bind("recent", rounds.recent(at, rule.limits().window(), Set.of()))
                .bind("body", json(rounds))
                .execute();
    }

    private static List<Colleague> colleagues(Handle handle, TenantId home, PersonId person) {
        return handle.createQuery("""
                        select days, usual, recent, updated_at from delegate_rounds
                        where tenant_id = :tenant and person_id <> :person""")
                .bind("tenant", home.value())
                .bind("person", person.value())
                .map((row, context) -> new Colleague(
                        row.getInt("days"),
                        row.getDouble("usual"),
                        row.getInt("recent"),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static String json(Rounds rounds) {
        try {
            return FeedJson.mapper().writeValueAsString(rounds);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Rounds read(String body) {
        try {
            return FeedJson.mapper().readValue(body, Rounds.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Rounds that were readable when they were kept are not any more", e);
        }
    }
}
