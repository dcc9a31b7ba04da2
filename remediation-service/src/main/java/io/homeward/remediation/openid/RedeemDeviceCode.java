package io.homeward.remediation.openid;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.directory.Application;
import io.homeward.remediation.openid.DecideAnew.Holding;
import io.homeward.remediation.openid.DeviceAuthorization.State;
import io.homeward.remediation.openid.DeviceSessions.Begun;
import io.homeward.remediation.session.SessionId;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * A device code against tokens (RFC 8628 section 3.4), once. What the device gets is a session of its own
 * ({@link DeviceSessions}).
 */
@Singleton
class RedeemDeviceCode {
    /** In place of what came of a code that was used twice. */
    private static final UUID REUSED = new UUID(0, 0);

    private final TenantDatabase database;
    private final Clients clients;
    private final DeviceAuthorizations devices;
    private final AuthorizationRequests requests;
    private final Grants grants;
    private final DecideAnew anew;
    private final DeviceSessions deviceSessions;
    private final GrantTokens tokens;
    private final InstantSource clock;

    RedeemDeviceCode(
            TenantDatabase database,
            Clients clients,
            DeviceAuthorizations devices,
            AuthorizationRequests requests,
            Grants grants,
            DecideAnew anew,
            DeviceSessions deviceSessions,
            GrantTokens tokens,
            InstantSource clock) {
        this.database = database;
        this.clients = clients;
        this.devices = devices;
        this.requests = requests;
        this.grants = grants;
        this.anew = anew;
        this.deviceSessions = deviceSessions;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** @throws OAuthRefusal where there is no token, or not yet */
    TokenResponse redeem(TenantId tenant, TokenRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        String code = request.required("device_code");
        Application client = clients.ofDevice(tenant, request, now);
        Spent spent =
                switch (database.in(tenant, handle -> ask(handle, tenant, code, client, now))) {
                    case Use.Good(var good) -> good;
                    case Use.Bad(var error, var number) ->
                        throw new OAuthRefusal(error, number, error.description(), Optional.empty());
                };
        Holding browser = anew.live(tenant, spent.session(), false, now);
        return switch (deviceSessions.begin(tenant, spent, browser, client, request, now)) {
            case Begun.With(var grant, var session, var refreshToken) ->
                tokens.of(
                        grant,
                        new Holding(browser.person(), session),
                        Optional.empty(),
                        refreshToken.orElse(null),
                        request,
                        now);
            case Begun.Not(var error, var number) ->
                throw new OAuthRefusal(error, number, error.description(), Optional.empty());
        };
    }

    /** A code that was allowed, and is used up now. */
    record Spent(DeviceAuthorization device, AuthorizationRequest request, SessionId session, UUID grant) {}

    /** What becomes of asking; what is refused is kept all the same. */
    private sealed interface Use {
        record Good(Spent spent) implements Use {}

        record Bad(OAuthError error, int number) implements Use {}

        static Use bad(OAuthError error) {
            return new Bad(error, error.number());
        }
    }

    private Use ask(Handle handle, TenantId tenant, String code, Application client, Instant now) {
        Optional<DeviceAuthorization> found = devices.byDeviceCode(handle, tenant, code)
                .filter(device -> device.client().equals(client.id()));
        if (found.isEmpty()) {
            return Use.bad(OAuthError.DEVICE_CODE_INVALID);
        }
        DeviceAuthorization device = found.get();
        return switch (device.state()) {
            case State.Spent(var session, var grant) -> {
                grants.end(handle, tenant, grant, "codeReused", now);
                devices.become(handle, device, new State.Spent(session, REUSED));
                yield Use.bad(OAuthError.CODE_REUSED);
            }
            case State.Denied(var session, var refused) ->
                refused.<Use>map(number -> new Use.Bad(OAuthError.DEVICE_REFUSED, number))
                        .orElseGet(() -> Use.bad(OAuthError.DEVICE_DENIED));
            case State.Waiting() ->
                device.expired(now) ? Use.bad(OAuthError.DEVICE_CODE_EXPIRED) : wait(handle, device, now);
            case State.Allowed(var request, var session) ->
                device.expired(now)
                        ? Use.bad(OAuthError.DEVICE_CODE_EXPIRED)
                        : spend(handle, device, new AuthorizationId(tenant, request), session, now);
        };
    }

    private Use wait(Handle handle, DeviceAuthorization device, Instant now) {
        boolean hurries = device.hurries(now);
        Duration wait = hurries ? device.pause().plus(DeviceAuthorization.LONGER) : device.pause();
        devices.polled(handle, device, wait, now);
        return Use.bad(hurries ? OAuthError.SLOW_DOWN : OAuthError.AUTHORIZATION_PENDING);
    }

    private Use spend(Handle handle, DeviceAuthorization device, AuthorizationId id, SessionId session, Instant now) {
        Optional<AuthorizationRequest> request = requests.find(handle, id, now);
        if (request.isEmpty()) {
            return Use.bad(OAuthError.DEVICE_CODE_EXPIRED);
        }
        UUID grant = UUID.randomUUID();
        devices.become(handle, device, new State.Spent(session, grant));
        return new Use.Good(new Spent(device, request.get(), session, grant));
    }
}
