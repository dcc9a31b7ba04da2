package io.homeward.risk.health;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.health.DetectorHealth.Fired;
import io.homeward.risk.signin.Outcome;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What detectors have found in a tenant. */
@Singleton
class Firings {
    private static final Duration FAR_BACK = Duration.ofDays(365);

    /** By the detectors' names. Some share a type; they are told apart by what their evidence rests on. */
    Map<String, Fired> of(Handle handle, TenantId tenant, Instant now) {
        var fired = new HashMap<String, Fired>();
        handle.createQuery("""
                        select case when type = 'passwordSpray' and jsonb_exists(evidence, 'keyClass') then 'wideSpray'
                                    when type <> 'maliciousIPAddress' then type
                                    when jsonb_exists(evidence, 'list') then 'listedAddress'
                                    when jsonb_exists(evidence, 'confirmed') then 'confirmedAddress'
                                    else 'guessedPassword' end as name,
                            max(detected_at) as last, count(*) filter (where detected_at > :recent) as recent
                        from detection where tenant_id = :tenant and detected_at > :after and not simulated
                        group by 1""")
                .bind("tenant", tenant.value())
                .bind("recent", now.minus(Inputs.RECENT).atOffset(ZoneOffset.UTC))
                .bind("after", now.minus(FAR_BACK).atOffset(ZoneOffset.UTC))
                .map((row, context) -> new Fired(
                        row.getString("name"),
                        row.getObject("last", OffsetDateTime.class).toInstant(),
                        row.getLong("recent")))
                .forEach(each -> fired.put(each.name(), each));
        return fired;
    }

    /** How many sign-ins with the right secret people made in 30 days: what detectors looked at. */
    long signIns(Handle handle, TenantId tenant, Instant now) {
        return handle.createQuery("""
                        select count(*) from sign_in
                        where tenant_id = :tenant and ts > :recent and ts <= :now and person_id is not null
                          and not error_code = any(:wrongSecret)""")
                .bind("tenant", tenant.value())
                .bind("recent", now.minus(Inputs.RECENT).atOffset(ZoneOffset.UTC))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("wrongSecret", Outcome.wrongSecret())
                .mapTo(Long.class)
                .one();
    }
}
