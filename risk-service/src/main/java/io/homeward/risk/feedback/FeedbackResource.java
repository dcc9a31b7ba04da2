package io.homeward.risk.feedback;

import io.homeward.accessrules.PersonId;
import io.homeward.graph.GraphPath;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
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
import java.util.UUID;

/** The actions on risky users, also under their qualified names. */
@Path(GraphPath.ROOT
        + "/identityProtection/riskyUsers/{action:(?:microsoft\\.graph\\.)?(?:dismiss|confirmCompromised|confirmSafe)}")
@RunOnVirtualThread
public class FeedbackResource {

    private final Feedback feedback;
    private final CurrentCaller caller;

    FeedbackResource(Feedback feedback, CurrentCaller caller) {
        this.feedback = feedback;
        this.caller = caller;
    }

    public record Users(@NotEmpty List<@NotNull String> userIds) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public void act(@PathParam("action") String action, @Valid @NotNull Users users) {
        Spoken.requireFew(users.userIds, "users");
        feedback.say(
                caller.get(),
                Spoken.act(action),
                users.userIds.stream().map(FeedbackResource::person).toList());
    }

    /** What is no id at all is answered as somebody else's person is. */
    private static PersonId person(String id) {
        try {
            return new PersonId(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw new Refusal(Fault.PERSON_NOT_AT_HOME_HERE);
        }
    }
}
