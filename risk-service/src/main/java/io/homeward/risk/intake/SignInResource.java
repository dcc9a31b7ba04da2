package io.homeward.risk.intake;

import io.homeward.risk.Rights;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

/** One sign-in of another system, scored at once. */
@Path("/v1/signIns")
@RunOnVirtualThread
public class SignInResource {
    private final ScoreSignIn signIns;
    private final CurrentCaller caller;

    SignInResource(ScoreSignIn signIns, CurrentCaller caller) {
        this.signIns = signIns;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public ScoredSignIn score(byte[] signIn) {
        return signIns.score(Rights.WRITE_EVENTS.in(caller.get()), signIn, Manner.SENT);
    }
}
