package io.homeward.risk.habit;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.risk.familiarity.Lesson;
import io.homeward.risk.familiarity.LessonCodec;
import io.homeward.risk.familiarity.Profile;
import io.homeward.risk.profile.History;
import io.homeward.risk.profile.Profiles;
import io.homeward.risk.signin.SignIn;
import io.homeward.risk.signin.SignIns;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Takes back what an intruder taught. An administrator has confirmed that an account is compromised: whatever was learned since the first of its open
 * detections, or since the sign-in that was not the owner's, from the same address or device, in the same flow or session, was perhaps not his.
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
        takeBack(handle, habits, person, () -> sinceTheFirstOpen(handle, habits.tenant(), person));
    }

    /** The same for what was learned since one sign-in that was not the owner's, that one included. */
    public void compromised(Handle handle, TenantHabits habits, PersonId person, SignIn signIn) {
        takeBack(handle, habits, person, () -> since(handle, habits.tenant(), person, signIn));
    }

    private void takeBack(Handle handle, TenantHabits habits, PersonId person, Supplier<List<Taught>> taught) {
        TenantId tenant = habits.tenant();
        Map<PersonId, History> locked = profiles.lock(handle, tenant, List.of(person));
        List<Taught> suspicious = taught.get();
        if (suspicious.isEmpty()) {
            return;
        }
        History history = locked.getOrDefault(person, History.NONE);
        Profile left = history.habits();
        for (Taught each : suspicious) {
            left = habits.without(left, each.lesson());
            scores.unlearned(handle, tenant, each.signIn());
        }
        profiles.save(handle, tenant, Map.of(person, history.unlearned(left)));
        handle.afterCommit(() -> suspicious.forEach(each -> learnt.takeBack(tenant, each.lesson())));
    }

    private static List<Taught> sinceTheFirstOpen(Handle handle, TenantId tenant, PersonId person) {
        return handle.createQuery("""
                        with open as (
                            select ip, correlation_id, sign_in_id, activity_at from detection
                            where tenant_id = :tenant and person_id = :person and state in ('atRisk', 'confirmedCompromised')
                              and sign_in_id is not null and not simulated)
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
                .map((row, context) -> taught(row))
                .list();
    }

    private static List<Taught> since(Handle handle, TenantId tenant, PersonId person, SignIn signIn) {
        return handle.createQuery("""
                        select s.ts, s.event_id, s.lesson from sign_in s
                        where s.tenant_id = :tenant and s.person_id = :person and s.learned and s.lesson is not null
                          and s.ts >= :at
                          and (s.event_id = :id or s.ip = cast(:ip as inet)
                            or (s.correlation_id <> '' and s.correlation_id = :correlation)
                            or (s.session_id <> '' and s.session_id = :session)
                            or (s.device_id <> '' and s.device_id = :device))
                        order by s.ts desc, s.event_id""")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("at", signIn.at().atOffset(ZoneOffset.UTC))
                .bind("id", signIn.id())
                .bind("ip", signIn.address().map(IpAddress::toString).orElse(null))
                .bind("correlation", signIn.correlationId())
                .bind("session", signIn.session().id())
                .bind("device", signIn.device().id())
                .map((row, context) -> taught(row))
                .list();
    }

    private static Taught taught(ResultSet row) throws SQLException {
        return new Taught(
                new SignIns.Key(row.getObject("ts", OffsetDateTime.class).toInstant(), row.getString("event_id")),
                LessonCodec.read(row.getBytes("lesson")));
    }
}
