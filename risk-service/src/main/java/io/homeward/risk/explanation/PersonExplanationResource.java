package io.homeward.risk.explanation;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.risk.Rights;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;

/** Why a person has the level he has, and what would release him. */
@Path("/v1/people/{id}/riskExplanation")
@RunOnVirtualThread
public class PersonExplanationResource {
    private final ExplainPerson explain;
    private final CurrentCaller caller;

    PersonExplanationResource(ExplainPerson explain, CurrentCaller caller) {
        this.explain = explain;
        this.caller = caller;
    }

    @GET
    public PersonExplanation get(@PathParam("id") String id) {
        TenantId tenant = Rights.READ_RISKY_USERS.in(caller.get());
        return explain.explain(tenant, person(id));
    }

    /** What is no id is nobody's. */
    private static PersonId person(String id) {
        try {
            return new PersonId(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw new Refusal(Fault.NO_SUCH_PERSON);
        }
    }
}
