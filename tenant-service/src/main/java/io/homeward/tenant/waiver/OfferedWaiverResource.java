package io.homeward.tenant.waiver;

import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Home waivers as a customer sees and accepts them. */
@Path(WaiverResource.PATH)
@RunOnVirtualThread
public class OfferedWaiverResource {
    private final AcceptWaiver accept;
    private final Admission admission;
    private final Clock clock;

    OfferedWaiverResource(AcceptWaiver accept, Admission admission, Clock clock) {
        this.accept = accept;
        this.admission = admission;
        this.clock = clock;
    }

    record Home(UUID tenantId, String displayName) {}

    /** @param person a pseudonym that is the same each time and another for every customer */
    record Shown(UUID id, Home home, UUID person, String reason, Instant from, Instant until, boolean accepted) {
        static Shown of(Offered offered) {
            return new Shown(
                    offered.id().value(),
                    new Home(offered.home().value(), offered.homeName()),
                    offered.pseudonym(),
                    offered.reason(),
                    offered.from(),
                    offered.until(),
                    offered.accepted());
        }
    }

    record All(List<Shown> value) {}

    @GET
    @Path("offered")
    public All offered() {
        var by = admission.to(Right.READ_OFFERED_WAIVERS);
        return new All(accept.offered(by.tenant(), clock.instant()).stream()
                .map(Shown::of)
                .toList());
    }

    @POST
    @Path("{waiver}/accept")
    public Shown accept(@PathParam("waiver") String waiver) {
        var by = admission.to(Right.WRITE_EXTERNAL_ACCESS);
        return Shown.of(accept.accept(by, WaiverResource.id(waiver), now()));
    }

    @POST
    @Path("{waiver}/withdraw")
    @ResponseStatus(204)
    public void withdraw(@PathParam("waiver") String waiver) {
        var by = admission.to(Right.WRITE_EXTERNAL_ACCESS);
        accept.withdraw(by, WaiverResource.id(waiver), now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
