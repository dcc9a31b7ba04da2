package io.homeward.remediation.recovery;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Handle;

/** How many codes may go to one person: those for his own places, those for one strange neighbourhood, and those for all strangers, each by itself. */
@Singleton
class CodeBudget {
    private static final int FOR_ONE_STRANGER = 3;
    private static final Duration COUNTED = Duration.ofHours(1);

    private final RecoverySettings settings;

    CodeBudget(RecoverySettings settings) {
        this.settings = settings;
    }

    private record Sent(int here, int together) {}

    /** @param known the right password came from there before */
    boolean allows(Handle handle, TenantId tenant, PersonId person, String source, boolean known, Instant now) {
        handle.createUpdate("delete from mail_code_sent where tenant_id = :tenant and at < :before")
                .bind("tenant", tenant.value())
                .bind("before", now.minus(COUNTED).atOffset(ZoneOffset.UTC))
                .execute();
        Sent sent = handle.createQuery("""
                        select count(*) filter (where source = :source) as here, count(*) as together from mail_code_sent
                        where tenant_id = :tenant and person_id = :person and known = :known
                        """)
                .bind("source", source)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("known", known)
                .map((row, context) -> new Sent(row.getInt("here"), row.getInt("together")))
                .one();
        return known
                ? sent.together() < settings.perHour()
                : sent.here() < FOR_ONE_STRANGER && sent.together() < settings.perHourForStrangers();
    }
}
