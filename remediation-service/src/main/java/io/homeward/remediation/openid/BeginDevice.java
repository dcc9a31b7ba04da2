package io.homeward.remediation.openid;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.remediation.directory.Application;
import io.homeward.remediation.openid.DeviceAuthorization.State;
import io.homeward.remediation.session.Secrets;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** A device without a browser asks for somebody to sign in for it elsewhere (RFC 8628 section 3.1). */
@Singleton
class BeginDevice {
    /** So many may wait in a tenant, and of them from one neighbourhood: the more wait, the easier one is guessed. */
    private static final int MOST_WAITING = 5_000;

    private static final int MOST_FROM_ONE = 50;
    private static final int DRAWS = 3;

    private final TenantDatabase database;
    private final Clients clients;
    private final DeviceAuthorizations devices;
    private final EdgeSettings edge;
    private final InstantSource clock;

    BeginDevice(
            TenantDatabase database,
            Clients clients,
            DeviceAuthorizations devices,
            EdgeSettings edge,
            InstantSource clock) {
        this.database = database;
        this.clients = clients;
        this.devices = devices;
        this.edge = edge;
        this.clock = clock;
    }

    /** @throws OAuthRefusal where there is no code */
    DeviceCodeResponse begin(TenantId tenant, TokenRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        Application client = clients.ofDevice(tenant, request, now);
        var issuer = new Issuer(edge.url(), tenant);
        Set<String> scopes = Scopes.granted(request.optional("scope").orElse(""), issuer)
                .orElseThrow(() -> new OAuthRefusal(
                        OAuthError.SCOPE_INVALID, "This issuer's own scope is " + issuer.scope() + "."));
        var device = new DeviceAuthorization(
                UUID.randomUUID(),
                tenant,
                client.id(),
                client.displayName(),
                scopes,
                from(request.from()),
                now,
                now.plus(DeviceAuthorization.LIFETIME),
                DeviceAuthorization.FIRST_WAIT,
                Optional.empty(),
                new State.Waiting());
        Secrets.Secret code = Secrets.next();
        UserCode userCode = database.in(tenant, handle -> keep(handle, device, code))
                .orElseThrow(() -> new OAuthRefusal(OAuthError.TOO_MANY_DEVICES));
        return answer(issuer, code, userCode);
    }

    private Optional<UserCode> keep(Handle handle, DeviceAuthorization device, Secrets.Secret code) {
        TenantId tenant = device.tenant();
        devices.forgetOld(handle, tenant, device.askedAt());
        String source = DeviceGuesses.source(device.from().address());
        DeviceAuthorizations.Count waiting = devices.waiting(handle, tenant, source, device.askedAt());
        if (waiting.all() >= MOST_WAITING || waiting.fromThere() >= MOST_FROM_ONE) {
            return Optional.empty();
        }
        for (int i = 0; i < DRAWS; i++) {
            UserCode drawn = UserCode.next();
            if (devices.keep(handle, device, code, drawn, source)) {
                return Optional.of(drawn);
            }
        }
        return Optional.empty();
    }

    private static DeviceAuthorization.From from(TokenRequest.Sender sender) {
        var origin = sender.surroundings().origin();
        return new DeviceAuthorization.From(
                origin.address().map(IpAddress::toString),
                origin.country().map(CountryCode::value),
                sender.userAgent());
    }

    private static DeviceCodeResponse answer(Issuer issuer, Secrets.Secret code, UserCode userCode) {
        String page = issuer.device().toString();
        return new DeviceCodeResponse(
                code.text(),
                userCode.shown(),
                page,
                page + "?user_code=" + userCode.shown(),
                DeviceAuthorization.LIFETIME.toSeconds(),
                DeviceAuthorization.FIRST_WAIT.toSeconds(),
                "To sign in, use a web browser to open the page %s and enter the code %s to authenticate."
                        .formatted(page, userCode.shown()));
    }
}
