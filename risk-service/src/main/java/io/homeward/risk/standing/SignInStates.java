package io.homeward.risk.standing;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskEvent;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.risk.signin.SignIns;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What has become of the risk of single sign-ins. A sign-in follows its detections: it is at risk while one of them is open, and afterwards what the
 * last of them became. What an administrator says about the sign-in itself holds also where nothing was found in it.
 */
@Singleton
public class SignInStates {

    /** The sign-ins of these detections follow them. The caller holds the lock of their person's row. */
    void follow(Handle handle, TenantId tenant, Collection<DetectionId> moved, RiskState state, RiskDetail detail) {
        if (moved.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        update sign_in s set risk_state = :state, risk_detail = :detail
                        from (select distinct sign_in_at, sign_in_id from detection
                              where tenant_id = :tenant and detection_id = any(:ids) and sign_in_id is not null) d
                        where s.tenant_id = :tenant and s.ts = d.sign_in_at and s.event_id = d.sign_in_id
                          and (:state = 'confirmedCompromised' or not exists (
                              select from detection o
                              where o.tenant_id = :tenant and o.sign_in_id = d.sign_in_id and o.sign_in_at = d.sign_in_at
                                and (o.state = 'confirmedCompromised' or (o.state = 'atRisk' and :state <> 'atRisk'))))""")
                .bind("tenant", tenant.value())
                .bind("ids", moved.stream().map(DetectionId::value).toArray(UUID[]::new))
                .bind("state", state.wireName())
                .bind("detail", detail.wireName())
                .execute();
    }

    /**
     * An administrator says what the sign-in is. Comes before what the same event does to the person.
     *
     * @param event one about a sign-in, by which a state and a detail are written
     * @return what administrators had said of it before; empty where it was this and still stands, so that nothing is left to do
     */
    public Optional<Before> said(
            Handle handle,
            TenantId tenant,
            PersonId person,
            SignIns.Key signIn,
            RiskEvent event,
            Instant now,
            String actor) {
        String state = event.state().orElseThrow().wireName();
        String detail = event.detail().orElseThrow().wireName();
        Before before = before(handle, tenant, signIn);
        int changed = handle.createUpdate("""
                        update sign_in set risk_state = :state, risk_detail = :detail
                        where tenant_id = :tenant and ts = :at and event_id = :id
                          and (risk_state is distinct from :state or risk_detail is distinct from :detail)""")
                .bind("tenant", tenant.value())
                .bind("at", signIn.at().atOffset(ZoneOffset.UTC))
                .bind("id", signIn.id())
                .bind("state", state)
                .bind("detail", detail)
                .execute();
        if (changed > 0) {
            handle.createUpdate("""
                            insert into sign_in_feedback
                                (tenant_id, item_id, sign_in_at, sign_in_id, person_id, at, state, detail, by_actor)
                            values (:tenant, :item, :signInAt, :id, :person, :at, :state, :detail, :by)""")
                    .bind("tenant", tenant.value())
                    .bind("item", UUID.randomUUID())
                    .bind("signInAt", signIn.at().atOffset(ZoneOffset.UTC))
                    .bind("id", signIn.id())
                    .bind("person", person.value())
                    .bind("at", now.atOffset(ZoneOffset.UTC))
                    .bind("state", state)
                    .bind("detail", detail)
                    .bind("by", actor)
                    .execute();
        }
        return changed > 0 ? Optional.of(before) : Optional.empty();
    }

    /** @param state what the sign-in had become by an administrator's word; empty where none had spoken of it */
    public record Before(Optional<RiskState> state) {}

    private static Before before(Handle handle, TenantId tenant, SignIns.Key signIn) {
        return new Before(handle.createQuery("""
                        select state from sign_in_feedback
                        where tenant_id = :tenant and sign_in_at = :at and sign_in_id = :id order by nth desc limit 1""")
                .bind("tenant", tenant.value())
                .bind("at", signIn.at().atOffset(ZoneOffset.UTC))
                .bind("id", signIn.id())
                .mapTo(String.class)
                .findOne()
                .flatMap(RiskState::ofWire));
    }
}
