package io.homeward.remediation.method;

import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Graph: the same for whoever is calling, about himself. Somebody from another tenant has what he proves himself with at home. */
@Path(GraphPath.ROOT + "/me")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MeResource {
    private final AuthenticationResource users;
    private final CurrentCaller caller;

    MeResource(AuthenticationResource users, CurrentCaller caller) {
        this.users = users;
        this.caller = caller;
    }

    @GET
    @Path("authentication/methods")
    public GraphEntity list() {
        return users.list(me());
    }

    @GET
    @Path("authentication/passwordMethods/{method}")
    public GraphEntity password(@PathParam("method") String method) {
        return users.password(me(), method);
    }

    @POST
    @Path("revokeSignInSessions")
    public GraphEntity revoke() {
        return users.revoke(me());
    }

    private String me() {
        Caller.Person person = caller.person();
        if (!person.isMember()) {
            throw GraphRefusal.notFound("me");
        }
        return person.id().toString();
    }
}
