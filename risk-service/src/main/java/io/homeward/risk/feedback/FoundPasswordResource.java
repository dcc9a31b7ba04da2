package io.homeward.risk.feedback;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;

/** A person's password was found among leaked or common ones by the service that keeps it. Services only. */
@Path("/internal/tenants/{tenant}/people/{person}")
@RunOnVirtualThread
public class FoundPasswordResource {
    private final Reports reports;
    private final CurrentCaller caller;

    FoundPasswordResource(Reports reports, CurrentCaller caller) {
        this.reports = reports;
        this.caller = caller;
    }

    /** @param passwordSetAt tells this password from the person's others; each is a detection once */
    public record Found(@NotNull Instant passwordSetAt) {}

    @POST
    @Path("leaked-password")
    @Consumes(MediaType.APPLICATION_JSON)
    public void found(@PathParam("tenant") UUID tenant, @PathParam("person") UUID person, @Valid @NotNull Found found) {
        caller.service();
        reports.passwordLeaked(new TenantId(tenant), new PersonId(person), found.passwordSetAt);
    }

    @POST
    @Path("common-password")
    @Consumes(MediaType.APPLICATION_JSON)
    public void common(
            @PathParam("tenant") UUID tenant, @PathParam("person") UUID person, @Valid @NotNull Found found) {
        caller.service();
        reports.passwordCommon(new TenantId(tenant), new PersonId(person), found.passwordSetAt);
    }
}
