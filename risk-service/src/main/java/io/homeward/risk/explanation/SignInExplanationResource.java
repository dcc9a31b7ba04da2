package io.homeward.risk.explanation;

import io.homeward.risk.Rights;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Why a sign-in has its level. */
@Path("/v1/signIns/{id}/explanation")
@RunOnVirtualThread
public class SignInExplanationResource {
    private final ExplainSignIn explain;
    private final CurrentCaller caller;

    SignInExplanationResource(ExplainSignIn explain, CurrentCaller caller) {
        this.explain = explain;
        this.caller = caller;
    }

    @GET
    public SignInExplanation get(@PathParam("id") String id) {
        return explain.explain(Rights.READ_DETECTIONS.in(caller.get()), id);
    }
}
