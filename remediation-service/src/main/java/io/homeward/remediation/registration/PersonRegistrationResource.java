package io.homeward.remediation.registration;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** How far one person is, for administrators and for himself. */
@Path("/v1/people/{person}/registration")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PersonRegistrationResource {
    private final PersonRegistration registration;
    private final CurrentCaller caller;
    private final InstantSource clock;

    PersonRegistrationResource(PersonRegistration registration, CurrentCaller caller, InstantSource clock) {
        this.registration = registration;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    public PersonRegistration.Shown get(@PathParam("person") String person) {
        PersonId id = id(person);
        TenantId tenant = ReportReader.tenant(caller.get(), id);
        return registration
                .find(tenant, id, clock.instant().truncatedTo(ChronoUnit.MICROS))
                .orElseThrow(PersonRegistrationResource::unknown);
    }

    private static PersonId id(String text) {
        try {
            return PersonId.of(text);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static Refusal unknown() {
        return new Refusal(Fault.NOT_FOUND, "Nobody of that id signs in here.");
    }
}
