package io.homeward.remediation.method;

import io.homeward.accessrules.place.Surroundings;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.remediation.session.SessionId;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/**
 * Graph: the same for whoever is calling, about himself, and what he may do to his own factors. Somebody from another tenant has what he proves
 * himself with at home.
 */
@Path(GraphPath.ROOT + "/me")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MeResource {
    private final AuthenticationResource users;
    private final OwnFactors own;
    private final CurrentCaller caller;
    private final GraphRequest graph;

    MeResource(AuthenticationResource users, OwnFactors own, CurrentCaller caller, GraphRequest graph) {
        this.users = users;
        this.own = own;
        this.caller = caller;
        this.graph = graph;
    }

    record Renamed(@NotNull String displayName) {}

    @GET
    @Path("authentication/methods")
    public GraphEntity list() {
        return users.list(me());
    }

    @GET
    @Path("authentication/{collection:[a-zA-Z0-9]+Methods}")
    public GraphEntity listOfKind(@PathParam("collection") String collection) {
        return users.listOfKind(me(), collection);
    }

    @GET
    @Path("authentication/{collection:[a-zA-Z0-9]+Methods}/{method}")
    public GraphEntity oneOfKind(@PathParam("collection") String collection, @PathParam("method") String method) {
        return users.oneOfKind(me(), collection, method);
    }

    @DELETE
    @Path("authentication/{collection:fido2Methods|softwareOathMethods}/{method}")
    public void remove(@PathParam("method") String method) {
        Caller.Person me = himself();
        own.remove(me.home(), me.id(), new SessionId(me.sessionId()), method, Surroundings.UNKNOWN);
    }

    @PATCH
    @Path("authentication/fido2Methods/{method}")
    public void rename(@PathParam("method") String method, @NotNull @Valid Renamed renamed) {
        Caller.Person me = himself();
        own.rename(me.home(), me.id(), new SessionId(me.sessionId()), method, renamed.displayName());
    }

    /** Our own: a new set, shown this once. */
    @POST
    @Path("authentication/renewRecoveryCodes")
    public GraphEntity renewRecoveryCodes() {
        Caller.Person me = himself();
        var codes = own.renewRecoveryCodes(me.home(), me.id(), new SessionId(me.sessionId()), Surroundings.UNKNOWN);
        return graph.singleton("microsoft.graph.recoveryCodes", Map.of("recoveryCodes", codes));
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

    /** In his own name: what a portal does on somebody's behalf does not reach his factors. */
    private Caller.Person himself() {
        Caller.Person person = caller.person();
        if (!person.isMember() || person.actor().isPresent()) {
            throw GraphRefusal.forbidden();
        }
        return person;
    }
}
