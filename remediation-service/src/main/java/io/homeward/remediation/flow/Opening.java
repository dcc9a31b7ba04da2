package io.homeward.remediation.flow;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.policy.MfaDemand;
import io.homeward.remediation.directory.Person;
import io.homeward.remediation.enrolment.Admitted;
import io.homeward.remediation.openid.AuthorizationId;
import io.homeward.remediation.openid.AuthorizationRequest;
import io.homeward.remediation.risk.SignIn;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a flow was begun with.
 *
 * @param userPrincipalName as typed; whether there is somebody of that name is nobody's business yet. Empty where a passkey is to say who it is
 * @param tenantName shown to people
 * @param provider of the tenant's own that signs in whoever bears such a name; empty where this service does
 * @param enrolment shown in place of a name: it is the first factor
 * @param request of the application that wants to know who he is; it is answered when the flow is over. The flow is in the person's home, the
 *     request in the tenant whose application it is
 * @param recovering says to have forgotten his password: a code by e-mail comes first, and no session at the end
 * @param ownPage is signed in for, in the place of an application
 * @param demanded a second factor that is passed whatever the policies say: the application wants it, or another tenant is entered (D23)
 * @param device whether a device waits for it (RFC 8628)
 * @param remediate came by the link of a standing notice, to close the open risk (D3, D4, D5)
 */
record Opening(
        ApplicationId application,
        String applicationName,
        String tenantName,
        String userPrincipalName,
        Optional<UUID> provider,
        Optional<Admitted> enrolment,
        Optional<AuthorizationId> request,
        Optional<OwnPage> ownPage,
        Optional<MfaDemand> demanded,
        boolean remediate,
        Optional<Recovering> recovering,
        Optional<String> deviceId,
        Optional<SignIn.Location> location,
        Instant began,
        boolean device) {
    /** Stands in place of an application where he comes for none. No tenant has one with this id: those are random. */
    static final ApplicationId OUR_PAGES = ApplicationId.of("00000000-0000-0000-0000-000000000001");

    /** @param address from where it was asked for, as the gateway saw it */
    record Recovering(Optional<String> address) {
        Recovering {
            requireNonNull(address, "address");
        }
    }

    Opening {
        requireNonNull(application, "application");
        requireNonNull(applicationName, "applicationName");
        requireNonNull(tenantName, "tenantName");
        requireNonNull(userPrincipalName, "userPrincipalName");
        provider = requireNonNullElse(provider, Optional.empty()); // a flow kept by an earlier version has none
        enrolment = requireNonNullElse(enrolment, Optional.empty()); // nor this
        request = requireNonNullElse(request, Optional.empty());
        ownPage = requireNonNullElse(ownPage, Optional.empty());
        recovering = requireNonNullElse(recovering, Optional.empty()); // nor this
        demanded = requireNonNullElse(demanded, Optional.empty());
        requireNonNull(deviceId, "deviceId");
        requireNonNull(location, "location");
        requireNonNull(began, "began");
    }

    /** The same, once it is known who it is. */
    Opening named(String name) {
        return new Opening(
                application,
                applicationName,
                tenantName,
                name,
                provider,
                enrolment,
                request,
                ownPage,
                demanded,
                remediate,
                recovering,
                deviceId,
                location,
                began,
                device);
    }

    /** Whether there is an application that may be given a token. */
    boolean forApplication() {
        return !application.equals(OUR_PAGES);
    }

    /** Whether a passkey is to say who it is. */
    boolean nameless() {
        return userPrincipalName.isEmpty();
    }

    /** Of somebody whose browser carries a session already. */
    static Opening continuing(AuthorizationRequest request, Person person, Instant now) {
        return new Opening(
                request.client(),
                request.applicationName(),
                "",
                person.userPrincipalName(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(request.id()),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now,
                request.device().isPresent());
    }
}
