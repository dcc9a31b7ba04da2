package io.homeward.remediation.openid;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.remediation.session.Secrets;
import io.homeward.remediation.session.SessionId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Requests and the codes that answered them. Every method works in the caller's transaction, bound to the request's tenant. */
@Singleton
class AuthorizationRequests {
    private static final int REMOVED_AT_ONCE = 50;

    /** @param home of the person whose session it is */
    record Answered(TenantId home, SessionId session, Instant codeExpiresAt, Optional<UUID> grant) {}

    record Kept(AuthorizationRequest request, Optional<Answered> answered) {}

    void keep(Handle handle, AuthorizationRequest request) {
        handle.createUpdate("""
                        insert into authorization_request (tenant_id, request_id, document, expires_at)
                        values (:tenant, :id, cast(:document as jsonb), :expires)
                        """)
                .bind("tenant", request.tenant().value())
                .bind("id", request.id().value())
                .bind("document", write(request))
                .bind("expires", utc(request.began().plus(AuthorizationRequest.LIFETIME)))
                .execute();
    }

    Optional<AuthorizationRequest> find(Handle handle, AuthorizationId id, Instant now) {
        return find(handle, id, now, "").map(Kept::request);
    }

    /** Locked until the transaction ends: of two who answer it at once one waits. */
    Optional<Kept> lock(Handle handle, AuthorizationId id, Instant now) {
        return find(handle, id, now, "for update");
    }

    void answer(
            Handle handle, AuthorizationId id, TenantId home, SessionId session, Secrets.Secret code, Instant until) {
        handle.createUpdate("""
                        update authorization_request set home_id = :home, session_id = :session, code_hash = :code, code_expires_at = :until
                        where tenant_id = :tenant and request_id = :id
                        """)
                .bind("home", home.value())
                .bind("session", session.value())
                .bind("code", code.hash())
                .bind("until", utc(until))
                .bind("tenant", id.tenant().value())
                .bind("id", id.value())
                .execute();
    }

    /** Whose code it is, locked; also one that has been used, as long as that is remembered. */
    Optional<Kept> byCode(Handle handle, TenantId tenant, String code, Instant now) {
        return handle.createQuery("""
                        select * from authorization_request
                        where tenant_id = :tenant and code_hash = :code and expires_at > :now for update
                        """)
                .bind("tenant", tenant.value())
                .bind("code", Secrets.hash(code))
                .bind("now", utc(now))
                .map((row, context) -> kept(row))
                .findOne();
    }

    /** @param until it is remembered, so that a second use shows */
    void redeemed(Handle handle, AuthorizationId id, UUID grant, Instant until) {
        handle.createUpdate("""
                        update authorization_request set grant_id = :grant, expires_at = greatest(expires_at, :until)
                        where tenant_id = :tenant and request_id = :id
                        """)
                .bind("grant", grant)
                .bind("until", utc(until))
                .bind("tenant", id.tenant().value())
                .bind("id", id.value())
                .execute();
    }

    /** Whether this is what came of its code. */
    boolean cameOf(Handle handle, AuthorizationId id, UUID grant) {
        return handle.createQuery("""
                        select grant_id from authorization_request where tenant_id = :tenant and request_id = :id for update
                        """)
                .bind("tenant", id.tenant().value())
                .bind("id", id.value())
                .mapTo(UUID.class)
                .findOne()
                .filter(grant::equals)
                .isPresent();
    }

    /** Some of those that nobody can come back to. */
    void forgetExpired(Handle handle, TenantId tenant, Instant now) {
        handle.createUpdate("""
                        delete from authorization_request where tenant_id = :tenant and request_id in (
                            select request_id from authorization_request where tenant_id = :tenant and expires_at < :now
                            order by expires_at limit :most for update skip locked)
                        """)
                .bind("tenant", tenant.value())
                .bind("now", utc(now))
                .bind("most", REMOVED_AT_ONCE)
                .execute();
    }

    private static Optional<Kept> find(Handle handle, AuthorizationId id, Instant now, String lock) {
        return handle.createQuery("""
                        select * from authorization_request
                        where tenant_id = :tenant and request_id = :id and expires_at > :now <lock>
                        """)
                .define("lock", lock)
                .bind("tenant", id.tenant().value())
                .bind("id", id.value())
                .bind("now", utc(now))
                .map((row, context) -> kept(row))
                .findOne();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        Optional<Answered> answered = row.getString("code_hash") == null
                ? Optional.empty()
                : Optional.of(new Answered(
                        new TenantId(row.getObject("home_id", UUID.class)),
                        new SessionId(row.getObject("session_id", UUID.class)),
                        row.getObject("code_expires_at", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject("grant_id", UUID.class))));
        return new Kept(read(row.getString("document")), answered);
    }

    private static String write(AuthorizationRequest request) {
        try {
            return FeedJson.mapper().writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A request cannot be written", e);
        }
    }

    private static AuthorizationRequest read(String document) {
        try {
            return FeedJson.mapper().readValue(document, AuthorizationRequest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A kept request cannot be read", e);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
