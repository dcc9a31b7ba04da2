package io.homeward.risk.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One person's risk, for the suite's own services. */
@Path("/internal/tenants/{tenant}/people/{person}/risk")
@RunOnVirtualThread
public class PersonRiskResource {
    private final PersonRisk risk;
    private final CurrentCaller caller;

    PersonRiskResource(PersonRisk risk, CurrentCaller caller) {
        this.risk = risk;
        this.caller = caller;
    }

    /**
     * @param afterRemediation waits a little for this remediation to arrive and have its effect
     * @return as in the feed {@code standings}, with {@code remediationApplied} beside it where a remediation was named
     */
    @GET
    public ObjectNode get(
            @PathParam("tenant") UUID tenant,
            @PathParam("person") UUID person,
            @QueryParam("afterRemediation") @Nullable UUID afterRemediation) {
        caller.service();
        return risk.of(new TenantId(tenant), new PersonId(person), Optional.ofNullable(afterRemediation));
    }
}
