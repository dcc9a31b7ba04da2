package io.homeward.remediation.session;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** One person's sessions that go on, for himself. Every method works in the caller's transaction, bound to the tenant. */
@Singleton
public class PersonSessions {
    private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

    /**
     * @param signInId the sign-in it came from, as risk-service knows it
     * @param mfa whether a second factor was passed in it
     */
    public record Going(
            SessionId id, ApplicationId client, Instant authTime, boolean mfa, UUID signInId, Instant expiresAt) {}

    /** Where a page ends; opaque to the caller. */
    public record Place(Instant authTime, SessionId id) {

        /** Empty where the text was not made here. */
        public static Optional<Place> of(String text) {
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ", -1);
                return parts.length == 2
                        ? Optional.of(new Place(Instant.parse(parts[0]), SessionId.of(parts[1])))
                                .filter(place -> comparable(place.authTime()))
                        : Optional.empty();
            } catch (IllegalArgumentException | DateTimeParseException e) {
                return Optional.empty();
            }
        }

        /** The database reaches less far than {@link Instant}. */
        private static boolean comparable(Instant at) {
            return at.isAfter(Instant.EPOCH) && at.isBefore(FAR);
        }

        public String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((authTime + " " + id).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** The newest first. */
    public List<Going> page(
            Handle handle, TenantId tenant, PersonId person, Optional<Place> behind, int limit, Instant now) {
        String further = behind.isPresent() ? "and (s.auth_time, s.session_id) < (:at, :id)" : "";
        var query = handle.createQuery("""
                        select s.session_id, s.client_id, s.auth_time, s.mfa_at is not null as mfa, s.sign_in_id, s.expires_at
                        from session s left join account a using (tenant_id, person_id)
                        where s.tenant_id = :tenant and s.person_id = :person and s.ended_at is null and s.expires_at > :now
                            and s.began_session_epoch >= coalesce(a.session_epoch, 0) <further>
                        order by s.auth_time desc, s.session_id desc limit :limit
                        """)
                .define("further", further)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("limit", limit);
        behind.ifPresent(place -> query.bind("at", place.authTime().atOffset(ZoneOffset.UTC))
                .bind("id", place.id().value()));
        return query.map((row, context) -> new Going(
                        new SessionId(row.getObject("session_id", UUID.class)),
                        new ApplicationId(row.getObject("client_id", UUID.class)),
                        row.getObject("auth_time", OffsetDateTime.class).toInstant(),
                        row.getBoolean("mfa"),
                        row.getObject("sign_in_id", UUID.class),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * No token is issued from it any more; access tokens that are out live for their ten minutes at most.
     *
     * @return whether it was one of his that went on
     */
    public boolean end(
            Handle handle, TenantId tenant, PersonId person, SessionId session, String because, Instant now) {
        return handle.createUpdate("""
                        update session set ended_at = :now, ended_because = :because, logouts_due = true
                        where tenant_id = :tenant and session_id = :session and person_id = :person and ended_at is null
                        """)
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .bind("because", because)
                        .bind("tenant", tenant.value())
                        .bind("session", session.value())
                        .bind("person", person.value())
                        .execute()
                == 1;
    }
}
