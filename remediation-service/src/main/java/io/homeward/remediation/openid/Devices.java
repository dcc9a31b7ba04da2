package io.homeward.remediation.openid;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.SignInCode;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.home.HomeDecision;
import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.Platform;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.remediation.directory.Applications;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Person;
import io.homeward.remediation.openid.AuthorizationRequest.Prompt;
import io.homeward.remediation.openid.AuthorizationRequest.ResponseMode;
import io.homeward.remediation.openid.DeviceAuthorization.State;
import io.homeward.remediation.session.BrowserSessions;
import io.homeward.remediation.session.BrowserSessions.Known;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * What a person does for a device with his browser: he types what its screen shows, signs in anew whatever session there is (so that one click in a
 * message opens nothing), and says whether it may come in. Only the session that came of this very sign-in can say it.
 */
@Singleton
public class Devices {
    private static final Logger LOG = Logger.getLogger(Devices.class);

    private final TenantDatabase database;
    private final DeviceAuthorizations devices;
    private final DeviceGuesses guesses;
    private final AuthorizationRequests requests;
    private final Applications applications;
    private final People people;
    private final BrowserSessions browsers;
    private final Continuing continuing;
    private final CurrentRisk currentRisk;
    private final EdgeSettings edge;

    Devices(
            TenantDatabase database,
            DeviceAuthorizations devices,
            DeviceGuesses guesses,
            AuthorizationRequests requests,
            Applications applications,
            People people,
            BrowserSessions browsers,
            Continuing continuing,
            CurrentRisk currentRisk,
            EdgeSettings edge) {
        this.database = database;
        this.devices = devices;
        this.guesses = guesses;
        this.requests = requests;
        this.applications = applications;
        this.people = people;
        this.browsers = browsers;
        this.continuing = continuing;
        this.currentRisk = currentRisk;
        this.edge = edge;
    }

    /** What became of a code that was typed. */
    public sealed interface Entered {
        /** @param request for which he signs in now */
        record Found(AuthorizationId request) implements Entered {}

        record Unknown() implements Entered {}

        /** There were too many wrong ones, from there or in all. */
        record TooMany() implements Entered {}
    }

    /** @param address of the browser, as the gateway saw it */
    public Entered enter(TenantId tenant, String typed, Optional<String> address, Instant now) {
        String source = DeviceGuesses.source(address);
        return database.in(tenant, handle -> {
            if (!guesses.mayLook(handle, tenant, source, now)) {
                return new Entered.TooMany();
            }
            Optional<DeviceAuthorization> found = UserCode.typed(typed)
                    .flatMap(code -> devices.byUserCode(handle, tenant, code, now))
                    .filter(device -> applications
                            .enabled(handle, tenant, device.client())
                            .isPresent());
            if (found.isEmpty()) {
                return new Entered.Unknown();
            }
            guesses.right(handle, tenant, source, now);
            AuthorizationRequest request = request(found.get(), now);
            requests.forgetExpired(handle, tenant, now);
            requests.keep(handle, request);
            return new Entered.Found(request.id());
        });
    }

    /** A sign-in of its own, whoever is signed in already. */
    private AuthorizationRequest request(DeviceAuthorization device, Instant now) {
        AuthorizationId id = AuthorizationId.next(device.tenant());
        return new AuthorizationRequest(
                id,
                device.client(),
                device.applicationName(),
                new Issuer(edge.url(), device.tenant()).device(id),
                ResponseMode.QUERY,
                device.scopes(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(Prompt.LOGIN),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                ClaimsAsked.NONE,
                List.of(),
                now,
                Optional.of(device.id()));
    }

    /** How things stand with a device, for who has signed in for it. */
    public sealed interface Seen {
        /** He has not said yet; what he is told of it before he does. */
        record Waiting(
                String applicationName,
                String personName,
                Optional<String> address,
                Optional<CountryCode> country,
                Optional<Platform> platform,
                Instant askedAt)
                implements Seen {}

        record Allowed(String applicationName) implements Seen {}

        record Denied() implements Seen {}

        /** @param code why the law does not let it in */
        record Refused(String applicationName, int code) implements Seen {}

        /** It has expired, somebody else has decided, or this is not the browser that signed in for it. */
        record Over() implements Seen {}
    }

    /** @param cookie what the browser carries of a session */
    public Seen look(AuthorizationId id, String cookie, Instant now) {
        return asking(id, cookie, now)
                .map(asking -> database.in(id.tenant(), handle -> seen(handle, asking, now)))
                .orElseGet(Seen.Over::new);
    }

    /** Whoever has signed in for a device, and may decide. */
    private record Asking(AuthorizationRequest request, Known who) {
        UUID device() {
            return request.device().orElseThrow();
        }

        PersonId person() {
            return who.session().person();
        }
    }

    /** He is at home here (D27), and his session is the one that this request was answered with. */
    private Optional<Asking> asking(AuthorizationId id, String cookie, Instant now) {
        return browsers.verify(cookie, now)
                .filter(known -> known.home().equals(id.tenant()))
                .flatMap(known -> database.in(id.tenant(), handle -> requests.lock(handle, id, now))
                        .filter(kept -> kept.request().device().isPresent())
                        .filter(kept -> kept.answered()
                                .filter(answered -> answered.session()
                                        .equals(known.session().id()))
                                .isPresent())
                        .map(kept -> new Asking(kept.request(), known)));
    }

    private Seen seen(Handle handle, Asking asking, Instant now) {
        TenantId tenant = asking.request().tenant();
        Optional<DeviceAuthorization> device = devices.lock(handle, tenant, asking.device());
        if (device.isEmpty()) {
            return new Seen.Over();
        }
        var session = asking.who().session().id();
        return switch (device.get().state()) {
            case State.Waiting() -> device.get().expired(now) ? new Seen.Over() : waiting(handle, asking, device.get());
            case State.Allowed(var request, var by) ->
                by.equals(session) ? new Seen.Allowed(device.get().applicationName()) : new Seen.Over();
            case State.Spent(var by, var grant) ->
                by.equals(session) ? new Seen.Allowed(device.get().applicationName()) : new Seen.Over();
            case State.Denied(var by, var refused) ->
                by.equals(session)
                        ? refused.<Seen>map(
                                        code -> new Seen.Refused(device.get().applicationName(), code))
                                .orElseGet(Seen.Denied::new)
                        : new Seen.Over();
        };
    }

    private Seen waiting(Handle handle, Asking asking, DeviceAuthorization device) {
        String name = people.find(handle, device.tenant(), asking.person())
                .map(Person::userPrincipalName)
                .orElse("");
        var from = device.from();
        return new Seen.Waiting(
                device.applicationName(),
                name,
                from.address(),
                from.country().flatMap(CountryCode::parse),
                from.userAgent().flatMap(Platform::ofUserAgent),
                device.askedAt());
    }

    /**
     * He allows it; the law is asked about the device by itself. What was decided once stays so.
     *
     * @param from where his browser is
     */
    public void allow(AuthorizationId id, String cookie, Surroundings from, Instant now) {
        asking(id, cookie, now).ifPresent(asking -> {
            Optional<SignInCode> refused = refused(asking, from, now);
            refused.ifPresent(code -> LOG.infof("D27 %s: no device for %s", code, asking.person()));
            var session = asking.who().session().id();
            decide(
                    asking,
                    refused.<State>map(code -> new State.Denied(session, Optional.of(code.number())))
                            .orElseGet(() -> new State.Allowed(id.value(), session)),
                    now);
        });
    }

    public void deny(AuthorizationId id, String cookie, Instant now) {
        asking(id, cookie, now)
                .ifPresent(asking ->
                        decide(asking, new State.Denied(asking.who().session().id(), Optional.empty()), now));
    }

    /** As long as nobody has: of two browsers the first counts. */
    private void decide(Asking asking, State state, Instant now) {
        TenantId tenant = asking.request().tenant();
        database.in(tenant, handle -> {
            devices.lock(handle, tenant, asking.device())
                    .filter(device -> device.state() instanceof State.Waiting)
                    .filter(device -> !device.expired(now))
                    .ifPresent(device -> devices.become(handle, device, state));
            return tenant;
        });
    }

    private Optional<SignInCode> refused(Asking asking, Surroundings from, Instant now) {
        TenantId home = asking.request().tenant();
        var session = asking.who().session();
        var risk = currentRisk.of(home, session.person());
        if (risk.riskEpoch() > session.began().risk()) {
            return Optional.of(SignInCode.FRESH_SIGN_IN_NEEDED);
        }
        var device = new Continuing.OfDevice(CurrentRisk.ofSignIn(session), risk, true, from);
        Optional<HomeDecision> decision = continuing.onDevice(home, session, asking.request(), device, now);
        return decision.filter(each -> each instanceof HomeDecision.SignedIn).isPresent()
                ? Optional.empty()
                : Optional.of(DeviceSessions.code(decision));
    }
}
