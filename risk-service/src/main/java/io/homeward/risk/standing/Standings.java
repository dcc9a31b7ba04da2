package io.homeward.risk.standing;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskEvent;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.HomeRoute;
import io.homeward.feed.FeedJson;
import io.homeward.feed.FeedName;
import io.homeward.outbox.Outbox;
import io.homeward.risk.Account;
import io.homeward.risk.directory.KnownPeople;
import io.homeward.risk.directory.KnownRules;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Everybody's risk. Every method works in its caller's transaction and locks the person's row first, so that events of one person queue. */
@Singleton
public class Standings {
    public static final FeedName FEED = new FeedName("standings");

    private final Detections detections;
    private final SignInStates signIns;
    private final KnownRules rules;
    private final KnownPeople people;
    private final Outbox outbox;

    Standings(Detections detections, SignInStates signIns, KnownRules rules, KnownPeople people, Outbox outbox) {
        this.detections = detections;
        this.signIns = signIns;
        this.rules = rules;
        this.people = people;
        this.outbox = outbox;
    }

    /** {@link UserRisk#CLEAR} for somebody who was never flagged. */
    public UserRisk of(Handle handle, TenantId tenant, PersonId person) {
        return read(handle, tenant, person, "").orElse(UserRisk.CLEAR);
    }

    /**
     * What came of evidence.
     *
     * @param added what was not known before, also where it does not count
     */
    public record Found(UserRisk risk, List<DetectionType> added) {
        public Found {
            added = List.copyOf(added);
        }
    }

    /** Evidence was found about a person. What was known already changes nothing. */
    public Found found(Handle handle, TenantId tenant, PersonId person, List<Evidence> found, Instant now, By by) {
        // What does not count leaves no trace on the person, not even a row.
        boolean counts = found.stream().anyMatch(Evidence::counts);
        UserRisk before = counts ? lock(handle, tenant, person) : of(handle, tenant, person);
        var added = new ArrayList<DetectionType>();
        var active = new ArrayList<ActiveDetection>();
        for (Evidence each : found) {
            RiskState state = each.counts() ? RiskState.AT_RISK : RiskState.NONE;
            detections
                    .add(handle, tenant, person, each, RiskDetail.NONE, state, now)
                    .ifPresent(detection -> {
                        added.add(detection.type());
                        if (each.counts()) {
                            active.add(detection);
                        }
                    });
        }
        if (active.isEmpty()) {
            return new Found(before, added);
        }
        signIns.follow(handle, tenant, ids(active), RiskState.AT_RISK, RiskDetail.NONE);
        Move move = Move.found(before, active, onset(handle, tenant, person), now);
        return new Found(keep(handle, tenant, person, move, by, now), added);
    }

    /** The risk of those among these people who were ever flagged. */
    public Map<Account, UserRisk> of(Handle handle, Collection<Account> accounts) {
        var risks = new HashMap<Account, UserRisk>();
        if (accounts.isEmpty()) {
            return risks;
        }
        List<Account> all = List.copyOf(accounts);
        handle.createQuery("""
                        select r.body from unnest(:tenants, :persons) n(tenant, person)
                        cross join lateral (
                            select body from user_risk where tenant_id = n.tenant and person_id = n.person limit 1) r""")
                .bind("tenants", all.stream().map(each -> each.tenant().value()).toArray(UUID[]::new))
                .bind("persons", all.stream().map(each -> each.person().value()).toArray(UUID[]::new))
                .mapTo(String.class)
                .map(Standings::record)
                .forEach(each -> risks.put(new Account(each.tenant(), each.person()), each.risk()));
        return risks;
    }

    /** An event that closes what is listed ({@link RiskEvent.Reach#LISTED}), or everything among it ({@link RiskEvent.Reach#ALL}). */
    public UserRisk close(
            Handle handle,
            TenantId tenant,
            PersonId person,
            RiskEvent event,
            Closable closable,
            Instant at,
            Instant now,
            By by) {
        Optional<UserRisk> known = read(handle, tenant, person, " for update");
        if (known.isEmpty()) {
            return UserRisk.CLEAR;
        }
        UserRisk before = known.get();
        Set<DetectionId> ids = closable(handle, tenant, person, before, closable);
        return Move.closing(before, event, ids, at, now)
                .map(move -> keep(handle, tenant, person, move, by, now))
                .orElse(before);
    }

    private Set<DetectionId> closable(
            Handle handle, TenantId tenant, PersonId person, UserRisk before, Closable closable) {
        Set<DetectionId> active = ids(before.detections());
        return switch (closable) {
            case Closable.Everything everything -> active;
            case Closable.Listed listed -> listed.ids();
            case Closable.KnownAt known -> detections.knownAt(handle, tenant, active, known.at());
            case Closable.OfSignIn of ->
                detections.ofSignIn(handle, tenant, person, of.id()).stream()
                        .map(Detections.Summary::id)
                        .collect(Collectors.toUnmodifiableSet());
        };
    }

    /**
     * An event that raises the person to high with a detection of its own. Said again while it holds, it changes nothing.
     *
     * @param evidence the detection that the event adds; where it is about a sign-in, that one's open detections move with it
     */
    public UserRisk raise(
            Handle handle, TenantId tenant, PersonId person, RiskEvent event, Evidence evidence, Instant now, By by) {
        UserRisk before = lock(handle, tenant, person);
        Set<DetectionId> listed = evidence.signIn()
                .map(signIn -> closable(handle, tenant, person, before, new Closable.OfSignIn(signIn.id())))
                .orElse(ids(before.detections()));
        boolean said = before.detections().stream()
                .anyMatch(each -> each.type().equals(evidence.type()) && listed.contains(each.id()));
        if (said && event.state().filter(before.state()::equals).isPresent()) {
            return before;
        }
        return detections
                .add(
                        handle,
                        tenant,
                        person,
                        evidence,
                        event.detail().orElse(RiskDetail.NONE),
                        event.state().orElse(RiskState.AT_RISK),
                        now)
                .map(added -> Move.raising(before, event, listed, added, onset(handle, tenant, person), now))
                .map(move -> keep(handle, tenant, person, move, by, now))
                .orElse(before);
    }

    private static Set<DetectionId> ids(Collection<ActiveDetection> detections) {
        return detections.stream().map(ActiveDetection::id).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Something that changes nothing is written into the person's history, once.
     *
     * @param id of the item
     */
    public UserRisk note(Handle handle, TenantId tenant, PersonId person, UUID id, Instant now, By by) {
        UserRisk risk = of(handle, tenant, person);
        remember(handle, tenant, person, new HistoryItem(id, now, risk, Set.of(), by.actor(), by.why()));
        return risk;
    }

    /** The row is made where there is none, so that there is something to lock; it is only kept if something is said about the person. */
    private UserRisk lock(Handle handle, TenantId tenant, PersonId person) {
        handle.createUpdate("""
                        insert into user_risk (tenant_id, person_id, level, state, detail, updated_at, body)
                        values (:tenant, :person, 'none', 'none', 'none', now(), cast(:body as jsonb)) on conflict do nothing""")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("body", json(new StandingRecord(tenant, person, UserRisk.CLEAR)))
                .execute();
        return read(handle, tenant, person, " for update").orElseThrow();
    }

    private UserRisk keep(Handle handle, TenantId tenant, PersonId person, Move move, By by, Instant now) {
        UserRisk after = move.after();
        detections.move(handle, tenant, move, now);
        signIns.follow(handle, tenant, move.moved(), move.movedTo(), move.movedDetail());
        var record = new StandingRecord(tenant, person, after);
        long version = outbox.append(handle, FEED, tenant, person.toString(), record);
        handle.createUpdate("""
                        update user_risk set level = :level, state = :state, detail = :detail, updated_at = :now, version = :version,
                            body = cast(:body as jsonb)
                        where tenant_id = :tenant and person_id = :person""")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("level", after.level().wireName())
                .bind("state", after.state().wireName())
                .bind("detail", after.detail().wireName())
                .bind("now", utc(now))
                .bind("version", version)
                .bind("body", json(record))
                .execute();
        remember(
                handle,
                tenant,
                person,
                new HistoryItem(UUID.randomUUID(), now, after, move.types(), by.actor(), by.why()));
        return after;
    }

    private static void remember(Handle handle, TenantId tenant, PersonId person, HistoryItem item) {
        handle.createUpdate("""
                        insert into user_risk_history
                            (tenant_id, person_id, item_id, at, level, state, detail, event_types, risk_epoch, by_actor, why)
                        values (:tenant, :person, :item, :at, :level, :state, :detail, :types, :epoch, :by, :why)
                        on conflict do nothing""")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("item", item.id())
                .bind("at", utc(item.at()))
                .bind("level", item.after().level().wireName())
                .bind("state", item.after().state().wireName())
                .bind("detail", item.after().detail().wireName())
                .bind(
                        "types",
                        item.types().stream()
                                .map(DetectionType::wireName)
                                .sorted()
                                .toArray(String[]::new))
                .bind("epoch", item.after().riskEpoch())
                .bind("by", item.by().orElse(null))
                .bind("why", item.why())
                .execute();
    }

    private Onset onset(Handle handle, TenantId tenant, PersonId person) {
        return (before, level) -> rules.of(handle, tenant).flatMap(known -> people.find(handle, tenant, person)
                .map(one ->
                        HomeRoute.atOnset(before, known, Subject.member(person, one.groups(), one.roles()), level)));
    }

    private static Optional<UserRisk> read(Handle handle, TenantId tenant, PersonId person, String lock) {
        return handle.createQuery("select body from user_risk where tenant_id = :tenant and person_id = :person" + lock)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .mapTo(String.class)
                .findOne()
                .map(body -> record(body).risk());
    }

    private static StandingRecord record(String body) {
        try {
            return FeedJson.mapper().readValue(body, StandingRecord.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A standing that we have written cannot be read", e);
        }
    }

    private static String json(StandingRecord record) {
        try {
            return FeedJson.mapper().writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
