package io.homeward.risk.feedback;

import io.homeward.graph.GraphPath;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The actions on single sign-ins, also under their qualified names. */
@Path(GraphPath.ROOT
        + "/auditLogs/signIns/{action:(?:microsoft\\.graph\\.)?(?:dismiss|confirmCompromised|confirmSafe)}")
@RunOnVirtualThread
public class SignInFeedbackResource {

    private final SignInFeedback feedback;
    private final CurrentCaller caller;

    SignInFeedbackResource(SignInFeedback feedback, CurrentCaller caller) {
        this.feedback = feedback;
        this.caller = caller;
    }

    /** @param requestIds ids of sign-ins */
    public record SignInIds(@NotEmpty List<@NotEmpty String> requestIds) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public void act(@PathParam("action") String action, @Valid @NotNull SignInIds signIns) {
        Spoken.requireFew(signIns.requestIds, "sign-ins");
        feedback.say(caller.get(), Spoken.act(action), signIns.requestIds);
    }
}
