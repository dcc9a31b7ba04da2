package io.homeward.risk.quarantine;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.risk.habit.HabitSettings;
import io.homeward.risk.habit.Teaching;
import io.homeward.risk.habit.TenantHabits;
import io.homeward.risk.profile.Profiles;
import io.homeward.risk.signin.Kept;
import io.homeward.risk.signin.Outcome;
import io.homeward.risk.signin.SignIn;
import io.homeward.risk.signin.SignIns;
import io.homeward.risk.standing.Detections;
import io.homeward.risk.standing.Standings;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Which risky sign-ins are learned from after all. Somebody who passed a second factor is most likely the owner in a new place; somebody who stole it
 * is most likely found out within a day.
 */
@Singleton
public class Quarantine {
    private final SignIns signIns;
    private final Profiles profiles;
    private final Detections detections;
    private final Standings standings;
    private final Teaching teaching;
    private final HabitSettings settings;

    /** What came of one look. */
    enum Decided {
        NOTHING_DUE,
        LEARNED,
        DROPPED
    }

    private record Due(SignIns.Key signIn, PersonId person, Instant enteredAt, boolean resistant) {}

    Quarantine(
            SignIns signIns,
            Profiles profiles,
            Detections detections,
            Standings standings,
            Teaching teaching,
            HabitSettings settings) {
        this.signIns = signIns;
        this.profiles = profiles;
        this.detections = detections;
        this.standings = standings;
        this.teaching = teaching;
        this.settings = settings;
    }

    /**
     * A sign-in has ended. Where it was risky and a second factor was passed it is kept apart; a second time changes nothing.
     *
     * @param resistant whether that factor is one nobody relays or wears down: what is open about the second factor says nothing against it
     */
    public void ended(Handle handle, TenantId tenant, Kept kept, boolean resistant, Instant now) {
        SignIn signIn = kept.signIn();
        Optional<PersonId> person = signIn.person();
        if (person.isEmpty() || !passed(kept) || !kept.level().atLeast(RiskLevel.MEDIUM)) {
            return;
        }
        if (elsewhereAtRisk(handle, tenant, person.get(), signIn, resistant)) {
            return;
        }
        handle.createUpdate("""
                        insert into lesson_due (tenant_id, sign_in_at, sign_in_id, person_id, entered_at, due_at, resistant)
                        values (:tenant, :at, :id, :person, :now, :due, :resistant) on conflict do nothing""")
                .bind("tenant", tenant.value())
                .bind("at", utc(signIn.at()))
                .bind("id", signIn.id())
                .bind("person", person.get().value())
                .bind("now", utc(now))
                .bind("due", utc(now.plus(settings.quarantine())))
                .bind("resistant", resistant)
                .execute();
    }

    private static boolean passed(Kept kept) {
        return kept.signIn().outcome().kind() == Outcome.Kind.ACCEPTED
                && kept.mfa().filter(mfa -> mfa == Kept.Mfa.PASSED).isPresent()
                && !kept.learned();
    }

    /** At high risk for another reason than this sign-in, or the factor itself may be somebody else's. */
    private boolean elsewhereAtRisk(Handle handle, TenantId tenant, PersonId person, SignIn signIn, boolean resistant) {
        UserRisk risk = standings.of(handle, tenant, person);
        Set<DetectionId> own = detections.ofSignIn(handle, tenant, person, signIn.id()).stream()
                .map(Detections.Summary::id)
                .collect(Collectors.toUnmodifiableSet());
        boolean high = risk.detections().stream()
                .filter(each -> !own.contains(each.id()))
                .map(ActiveDetection::level)
                .anyMatch(level -> level.atLeast(RiskLevel.HIGH));
        return high || risk.confirmedCompromise() || (risk.threatensSecondFactor() && !resistant);
    }

    /** Decides the one that has waited longest among those nobody else is deciding. */
    Decided decide(Handle handle, TenantHabits habits, Instant now) {
        TenantId tenant = habits.tenant();
        Optional<Due> found = handle.createQuery("""
                        select sign_in_at, sign_in_id, person_id, entered_at, resistant from lesson_due
                        where tenant_id = :tenant and due_at <= :now order by due_at limit 1 for update skip locked""")
                .bind("tenant", tenant.value())
                .bind("now", utc(now))
                .map((row, context) -> new Due(
                        new SignIns.Key(
                                row.getObject("sign_in_at", OffsetDateTime.class)
                                        .toInstant(),
                                row.getString("sign_in_id")),
                        new PersonId(row.getObject("person_id", UUID.class)),
                        row.getObject("entered_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("resistant")))
                .findOne();
        if (found.isEmpty()) {
            return Decided.NOTHING_DUE;
        }
        Due due = found.get();
        // Before the sign-in: whoever takes sign-ins in locks in this order.
        profiles.lock(handle, tenant, List.of(due.person()));
        Optional<Kept> kept = signIns.lock(handle, tenant, due.signIn().id())
                .filter(Quarantine::passed)
                .filter(each -> undoubted(handle, tenant, due));
        kept.ifPresent(each -> teaching.teach(handle, habits, due.person(), each.signIn(), Teaching.AFTER_QUARANTINE));
        handle.createUpdate(
                        "delete from lesson_due where tenant_id = :tenant and sign_in_at = :at and sign_in_id = :id")
                .bind("tenant", tenant.value())
                .bind("at", utc(due.signIn().at()))
                .bind("id", due.signIn().id())
                .execute();
        return kept.isPresent() ? Decided.LEARNED : Decided.DROPPED;
    }

    private boolean undoubted(Handle handle, TenantId tenant, Due due) {
        UserRisk risk = standings.of(handle, tenant, due.person());
        if (risk.openLevel().atLeast(RiskLevel.HIGH) || (risk.threatensSecondFactor() && !due.resistant())) {
            return false;
        }
        // Of the person: what is severe and came up in between. Of the sign-in: whatever came up, is open still, or is
        // about more than
        // familiarity, travel and address.
        return handle
                .createQuery("""
                        select type, state, sign_in_id = :id as own, detected_at > :entered as since, level from detection
                        where tenant_id = :tenant and person_id = :person
                          and (sign_in_id = :id or (detected_at > :entered and level = 'high'))""")
                .bind("tenant", tenant.value())
                .bind("person", due.person().value())
                .bind("id", due.signIn().id())
                .bind("entered", utc(due.enteredAt()))
                .map((row, context) -> !row.getBoolean("since")
                        && new DetectionType(row.getString("type")).closableByMfa()
                        && RiskState.ofWire(row.getString("state"))
                                .filter(state -> !state.open())
                                .isPresent())
                .list()
                .stream()
                .allMatch(harmless -> harmless);
    }

    /** One that could not be decided is tried again later, behind the others. */
    void postpone(Handle handle, TenantId tenant, Instant now) {
        handle.createUpdate("""
                        update lesson_due set due_at = :later where (tenant_id, sign_in_at, sign_in_id) in (
                            select tenant_id, sign_in_at, sign_in_id from lesson_due
                            where tenant_id = :tenant and due_at <= :now order by due_at limit 1 for update skip locked)""")
                .bind("tenant", tenant.value())
                .bind("now", utc(now))
                .bind("later", utc(now.plus(settings.quarantine())))
                .execute();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
