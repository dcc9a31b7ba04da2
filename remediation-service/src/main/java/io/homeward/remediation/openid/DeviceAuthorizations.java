package io.homeward.remediation.openid;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.openid.DeviceAuthorization.State;
import io.homeward.remediation.session.Secrets;
import io.homeward.remediation.session.SessionId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Devices that wait. Of both codes only hashes are kept. Every method works in the caller's transaction, bound to the tenant. */
@Singleton
class DeviceAuthorizations {
    private static final int REMOVED_AT_ONCE = 50;

    /** So long after its end a code is known to have been one. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    /** How many wait in a tenant, and of them from one source. */
    record Count(int all, int fromThere) {}

    Count waiting(Handle handle, TenantId tenant, String source, Instant now) {
        return handle.createQuery("""
                        select count(*) as everybody, count(*) filter (where source = :source) as there from device_authorization
                        where tenant_id = :tenant and expires_at > :now
                        """)
                .bind("source", source)
                .bind("tenant", tenant.value())
                .bind("now", utc(now))
                .map((row, context) -> new Count(row.getInt("everybody"), row.getInt("there")))
                .one();
    }

    /** @return false where that user code is in somebody's hands already */
    boolean keep(
            Handle handle, DeviceAuthorization device, Secrets.Secret deviceCode, UserCode userCode, String source) {
        return handle.createUpdate("""
                        insert into device_authorization (tenant_id, device_id, client_id, device_code_hash, user_code_hash, application_name,
                            scopes, source, address, country, user_agent, asked_at, expires_at, wait_seconds)
                        values (:tenant, :id, :client, :deviceCode, :userCode, :name, :scopes, :source, :address, :country, :userAgent,
                            :asked, :expires, :wait)
                        on conflict (tenant_id, user_code_hash) do nothing
                        """)
                        .bind("tenant", device.tenant().value())
                        .bind("id", device.id())
                        .bind("client", device.client().value())
                        .bind("deviceCode", deviceCode.hash())
                        .bind("userCode", Secrets.hash(userCode.text()))
                        .bind("name", device.applicationName())
                        .bindArray("scopes", String.class, device.scopes())
                        .bind("source", source)
                        .bind("address", device.from().address().orElse(null))
                        .bind("country", device.from().country().orElse(null))
                        .bind("userAgent", device.from().userAgent().orElse(null))
                        .bind("asked", utc(device.askedAt()))
                        .bind("expires", utc(device.expiresAt()))
                        .bind("wait", device.pause().toSeconds())
                        .execute()
                == 1;
    }

    /** One that still waits, by what its screen shows. */
    Optional<DeviceAuthorization> byUserCode(Handle handle, TenantId tenant, UserCode code, Instant now) {
        return handle.createQuery("""
                        select * from device_authorization
                        where tenant_id = :tenant and user_code_hash = :code and state = 'waiting' and expires_at > :now
                        """)
                .bind("tenant", tenant.value())
                .bind("code", Secrets.hash(code.text()))
                .bind("now", utc(now))
                .map(DeviceAuthorizations::device)
                .findOne();
    }

    /** Whatever became of it, locked until the transaction ends: of two who ask at once one waits. */
    Optional<DeviceAuthorization> byDeviceCode(Handle handle, TenantId tenant, String code) {
        return handle.createQuery("""
                        select * from device_authorization where tenant_id = :tenant and device_code_hash = :code for update
                        """)
                .bind("tenant", tenant.value())
                .bind("code", Secrets.hash(code))
                .map(DeviceAuthorizations::device)
                .findOne();
    }

    /** Locked as well. */
    Optional<DeviceAuthorization> lock(Handle handle, TenantId tenant, UUID id) {
        return handle.createQuery("""
                        select * from device_authorization where tenant_id = :tenant and device_id = :id for update
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(DeviceAuthorizations::device)
                .findOne();
    }

    void polled(Handle handle, DeviceAuthorization device, Duration wait, Instant now) {
        handle.createUpdate("""
                        update device_authorization set polled_at = :now, wait_seconds = :wait where tenant_id = :tenant and device_id = :id
                        """)
                .bind("now", utc(now))
                .bind("wait", wait.toSeconds())
                .bind("tenant", device.tenant().value())
                .bind("id", device.id())
                .execute();
    }

    void become(Handle handle, DeviceAuthorization device, State state) {
        var update = handle.createUpdate("""
                update device_authorization set state = :state, session_id = :session, request_id = coalesce(:request, request_id),
                    refused_code = :refused, grant_id = :grant
                where tenant_id = :tenant and device_id = :id
                """);
        switch (state) {
            case State.Waiting() -> throw new IllegalArgumentException("What was decided stays decided");
            case State.Allowed(var request, var session) ->
                update.bind("state", "allowed")
                        .bind("session", session.value())
                        .bind("request", request)
                        .bind("refused", (Integer) null)
                        .bind("grant", (UUID) null);
            case State.Denied(var session, var refused) ->
                update.bind("state", "denied")
                        .bind("session", session.value())
                        .bind("request", (UUID) null)
                        .bind("refused", refused.orElse(null))
                        .bind("grant", (UUID) null);
            case State.Spent(var session, var grant) ->
                update.bind("state", "spent")
                        .bind("session", session.value())
                        .bind("request", (UUID) null)
                        .bind("refused", (Integer) null)
                        .bind("grant", grant);
        }
        update.bind("tenant", device.tenant().value()).bind("id", device.id()).execute();
    }

    /** Some of those that nobody asks about any more. */
    void forgetOld(Handle handle, TenantId tenant, Instant now) {
        handle.createUpdate("""
                        delete from device_authorization where tenant_id = :tenant and device_id in (
                            select device_id from device_authorization where tenant_id = :tenant and expires_at < :before
                            order by expires_at limit :most for update skip locked)
                        """)
                .bind("tenant", tenant.value())
                .bind("before", utc(now.minus(REMEMBERED)))
                .bind("most", REMOVED_AT_ONCE)
                .execute();
    }

    private static DeviceAuthorization device(ResultSet row, StatementContext context) throws SQLException {
        return new DeviceAuthorization(
                row.getObject("device_id", UUID.class),
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new ApplicationId(row.getObject("client_id", UUID.class)),
                row.getString("application_name"),
                Set.of((String[]) row.getArray("scopes").getArray()),
                new DeviceAuthorization.From(
                        Optional.ofNullable(row.getString("address")),
                        Optional.ofNullable(row.getString("country")),
                        Optional.ofNullable(row.getString("user_agent"))),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                Duration.ofSeconds(row.getInt("wait_seconds")),
                Optional.ofNullable(row.getObject("polled_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                state(row));
    }

    private static State state(ResultSet row) throws SQLException {
        String state = row.getString("state");
        return switch (state) {
            case "waiting" -> new State.Waiting();
            case "allowed" -> new State.Allowed(row.getObject("request_id", UUID.class), session(row));
            case "denied" ->
                new State.Denied(session(row), Optional.ofNullable(row.getObject("refused_code", Integer.class)));
            case "spent" -> new State.Spent(session(row), row.getObject("grant_id", UUID.class));
            default -> throw new IllegalStateException("No state: " + state);
        };
    }

    private static SessionId session(ResultSet row) throws SQLException {
        return new SessionId(row.getObject("session_id", UUID.class));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
