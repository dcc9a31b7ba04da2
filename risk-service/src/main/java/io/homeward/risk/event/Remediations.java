package io.homeward.risk.event;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.RiskEvent;
import io.homeward.feed.Change;
import io.homeward.feed.FeedName;
import io.homeward.outbox.ReplicaRows;
import io.homeward.risk.standing.By;
import io.homeward.risk.standing.Closable;
import io.homeward.risk.standing.Standings;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What people and administrators did in remediation-service to close a risk. Each is applied exactly once, in the transaction that moves the
 * feed's cursor, whatever is retried or read again.
 *
 * <p>A remediation closes the detections it lists. Where it lists none it closes, by its kind, those of its sign-in or everything that was known
 * when it was made; what was found later stays.
 */
@Singleton
public class Remediations implements ReplicaRows {
    public static final FeedName FEED = new FeedName("remediations");

    private static final Set<RiskEvent> KINDS = Set.of(
            RiskEvent.MFA_PASSED,
            RiskEvent.SECURE_PASSWORD_CHANGE,
            RiskEvent.SECURE_PASSWORD_RESET,
            RiskEvent.TEMPORARY_PASSWORD_ISSUED);

    /**
     * One remediation in the feed.
     *
     * @param kind the {@code riskDetail} it writes
     * @param by the person's or the administrator's id
     */
    record Remediation(
            UUID id,
            TenantId tenant,
            PersonId person,
            String kind,
            @Nullable String signInId,
            Optional<Set<DetectionId>> detections,
            Instant at,
            @Nullable String by) {}

    private final Standings standings;
    private final InstantSource clock;

    Remediations(Standings standings, InstantSource clock) {
        this.standings = standings;
        this.clock = clock;
    }

    @Override
    public void put(Handle handle, Change change) {
        Remediation made = change.as(Remediation.class);
        // Read before it is remembered as applied: a kind of a newer version stops the feed, which fails closed.
        RiskEvent event = event(made);
        if (!made.tenant().equals(change.tenant())) {
            throw new IllegalStateException("The remediation %s belongs to two tenants".formatted(made.id));
        }
        Instant now = clock.instant();
        if (remember(handle, made, now)) {
            standings.close(handle, made.tenant, made.person, event, closable(made, event), made.at, now, by(made));
        }
    }

    /** Somebody else's transaction may be about the same one; its commit decides. */
    private static boolean remember(Handle handle, Remediation made, Instant now) {
        return handle.createUpdate("""
                                insert into applied_remediation (tenant_id, remediation_id, person_id, kind, applied_at)
                                values (:tenant, :id, :person, :kind, :now) on conflict do nothing""")
                        .bind("tenant", made.tenant.value())
                        .bind("id", made.id)
                        .bind("person", made.person.value())
                        .bind("kind", made.kind)
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .execute()
                > 0;
    }

    private static RiskEvent event(Remediation made) {
        return KINDS.stream()
                .filter(kind -> kind.detail()
                        .filter(detail -> detail.wireName().equals(made.kind))
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Unknown kind of remediation: " + made.kind));
    }

    private static Closable closable(Remediation made, RiskEvent event) {
        if (made.detections.isPresent()) {
            return new Closable.Listed(made.detections.get());
        }
        return switch (event.reach()) {
            case ALL -> new Closable.KnownAt(made.at);
            case LISTED -> made.signInId == null ? new Closable.Listed(Set.of()) : new Closable.OfSignIn(made.signInId);
            case NOTHING, RAISES -> new Closable.Listed(Set.of());
        };
    }

    private static By by(Remediation made) {
        String why = "remediation " + made.id;
        return made.by == null ? By.system(why) : By.actor(made.by, why);
    }

    /** What was applied stays applied; remediation-service may forget it. */
    @Override
    public void remove(Handle handle, TenantId tenant, String key) {
        // Nothing to undo.
    }

    /** Whether a remediation has had its effect. */
    public boolean applied(Handle handle, TenantId tenant, PersonId person, UUID remediation) {
        return handle.createQuery("""
                        select applied_at from applied_remediation
                        where tenant_id = :tenant and remediation_id = :id and person_id = :person""")
                .bind("tenant", tenant.value())
                .bind("id", remediation)
                .bind("person", person.value())
                .mapTo(OffsetDateTime.class)
                .findOne()
                .isPresent();
    }
}
