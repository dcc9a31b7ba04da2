package io.homeward.risk.habit;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.risk.familiarity.Lesson;
import io.homeward.risk.familiarity.LessonCodec;
import io.homeward.risk.familiarity.Profile;
import io.homeward.risk.profile.History;
import io.homeward.risk.profile.Profiles;
import io.homeward.risk.signin.SignIns;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Takes back what an intruder taught. An administrator has confirmed that an account is compromised: whatever was learned since the first of its open
 * detections, from the same address or device or in the same flow as one of them, was perhaps not the owner's.
 */
@Singleton
public class Unlearning {
    private final Profiles profiles;
    private final Scores scores;
    private final Learnt learnt;

    private record Taught(SignIns.Key signIn, Lesson lesson) {}

    Unlearning(Profiles profiles, Scores scores, Learnt learnt) {
        this.profiles = profiles;
        this.scores = scores;
        this.learnt = learnt;
    }

    /** In the transaction of the confirmation, before the person's standing is locked. A second time there is nothing left to take back. */
    public void compromised(Handle handle, TenantHabits habits, PersonId person) {
        TenantId tenant = habits.tenant();
        Map<PersonId, History> locked = profiles.lock(handle, tenant, List.of(person));
        List<Taught> suspicious = suspicious(handle, tenant, person);
        if (suspicious.isEmpty()) {
            return;
        }
        History history = locked.getOrDefault(person, History.NONE);
        Profile left = history.habits();
        for (Taught each : suspicious) {
            left = left.without(each.lesson(), habits.model());
            scores.unlearned(handle, tenant, each.signIn());
        }
        profiles.save(handle, tenant, Map.of(person, history.unlearned(left)));
        handle.afterCommit(() -> suspicious.forEach(each -> learnt.takeBack(tenant, each.lesson())));
    }

    private static List<Taught> suspicious(Handle handle, TenantId tenant, PersonId person) {
        return handle.createQuery("""
                        with open as (
                            select ip, correlation_id, sign_in_id, activity_at from detection
                            where tenant_id = :tenant and person_id = :person and state in ('atRisk', 'confirmedCompromised')
                              and sign_in_id is not null)
                        select s.ts, s.event_id, s.lesson from sign_in s
                        where s.tenant_id = :tenant and s.person_id = :person and s.learned and s.lesson is not null
                          and s.ts >= (select min(activity_at) from open)
                          and (s.ip in (select ip from open)
                            or (s.correlation_id <> '' and s.correlation_id in (select correlation_id from open))
                            or (s.device_id <> '' and s.device_id in (
                                select d.device_id from sign_in d join open on d.event_id = open.sign_in_id
                                where d.tenant_id = :tenant and d.person_id = :person)))
                        order by s.ts desc, s.event_id""")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .map((row, context) -> new Taught(
                        new SignIns.Key(
                                row.getObject("ts", OffsetDateTime.class).toInstant(), row.getString("event_id")),
                        LessonCodec.read(row.getBytes("lesson"))))
                .list();
    }
}
