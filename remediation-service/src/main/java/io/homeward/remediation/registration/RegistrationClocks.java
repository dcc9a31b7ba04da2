package io.homeward.remediation.registration;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * When each person's grace began. A clock that has begun is never set back: neither a policy that is switched off and on nor a group that is
 * left and joined gives anybody another fourteen days.
 */
@Singleton
public class RegistrationClocks {

    public Optional<Instant> began(Handle handle, TenantId tenant, PersonId person) {
        return handle.createQuery(
                        "select started_at from registration_clock where tenant_id = :tenant and person_id = :person")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .mapTo(OffsetDateTime.class)
                .findOne()
                .map(OffsetDateTime::toInstant);
    }

    /** Of those of these whose clock has begun. */
    Map<PersonId, Instant> beganOf(Handle handle, TenantId tenant, Collection<PersonId> people) {
        return handle
                .createQuery("""
                        select person_id, started_at from registration_clock
                        where tenant_id = :tenant and person_id = any(:people)
                        """)
                .bind("tenant", tenant.value())
                .bindArray(
                        "people",
                        UUID.class,
                        people.stream().map(PersonId::value).toList())
                .map((row, context) -> Map.entry(
                        new PersonId(row.getObject("person_id", UUID.class)),
                        row.getObject("started_at", OffsetDateTime.class).toInstant()))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Begins it, unless it has begun. */
    public void begin(Handle handle, TenantId tenant, PersonId person, Instant now) {
        handle.createUpdate("""
                        insert into registration_clock (tenant_id, person_id, started_at) values (:tenant, :person, :now)
                        on conflict do nothing
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
    }
}
