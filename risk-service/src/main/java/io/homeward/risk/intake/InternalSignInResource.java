package io.homeward.risk.intake;

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
import java.util.UUID;

/** Sign-ins of the suite's own pages: scored before the decision, and told how they ended. */
@Path("/internal/tenants/{tenant}/sign-ins")
@RunOnVirtualThread
public class InternalSignInResource {
    private final ScoreSignIn signIns;
    private final CurrentCaller caller;

    InternalSignInResource(ScoreSignIn signIns, CurrentCaller caller) {
        this.signIns = signIns;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public ScoredSignIn score(@PathParam("tenant") UUID tenant, byte[] signIn) {
        caller.service();
        return signIns.score(new TenantId(tenant), signIn, Manner.OWN);
    }

    @POST
    @Path("{id}/outcome")
    @Consumes(MediaType.APPLICATION_JSON)
    public void ended(@PathParam("tenant") UUID tenant, @PathParam("id") String id, @Valid @NotNull Ending ending) {
        caller.service();
        signIns.ended(new TenantId(tenant), id, ending);
    }
}
