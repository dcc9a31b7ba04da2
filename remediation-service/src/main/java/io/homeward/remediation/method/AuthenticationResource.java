package io.homeward.remediation.method;

import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.remediation.method.AuthenticationMethods.Method;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Graph: somebody's authentication methods, the reset of his password, the end of his sessions. */
@Path(GraphPath.ROOT + "/users")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AuthenticationResource {
    private final AuthenticationMethods methods;
    private final HelpPerson help;
    private final CurrentCaller caller;
    private final GraphRequest graph;

    AuthenticationResource(AuthenticationMethods methods, HelpPerson help, CurrentCaller caller, GraphRequest graph) {
        this.methods = methods;
        this.help = help;
        this.caller = caller;
        this.graph = graph;
    }

    record Reset(@Nullable @Size(min = 1, max = 1_000) String newPassword) {}

    /** What is in the envelope of a list. */
    record Listed(List<Method> value) {}

    @GET
    @Path("{id}/authentication/methods")
    public GraphEntity list(@PathParam("id") String id) {
        return graph.singleton("users('%s')/authentication/methods".formatted(id), new Listed(known(id)));
    }

    @GET
    @Path("{id}/authentication/passwordMethods/{method}")
    public GraphEntity password(@PathParam("id") String id, @PathParam("method") String method) {
        Method found = known(id).stream()
                .filter(each -> each.id().equals(method) && method.equals(AuthenticationMethods.PASSWORD))
                .findFirst()
                .orElseThrow(() -> GraphRefusal.notFound(method));
        return graph.singleton("users('%s')/authentication/passwordMethods/$entity".formatted(id), found);
    }

    /** The password is temporary: it opens nothing but the way to a new one, with MFA (H13). */
    @POST
    @Path("{id}/authentication/methods/{method}/resetPassword")
    @ResponseStatus(202)
    public GraphEntity reset(@PathParam("id") String id, @PathParam("method") String method, @Nullable Reset reset) {
        if (!method.equals(AuthenticationMethods.PASSWORD)) {
            throw GraphRefusal.notFound(method);
        }
        Optional<String> given = Optional.ofNullable(reset).map(Reset::newPassword);
        return help.resetPassword(caller.get(), id, given)
                .map(made -> graph.singleton("microsoft.graph.passwordResetResponse", Map.of("newPassword", made)))
                .orElseGet(() -> graph.singleton("microsoft.graph.passwordResetResponse", Map.of()));
    }

    @POST
    @Path("{id}/revokeSignInSessions")
    public GraphEntity revoke(@PathParam("id") String id) {
        help.revokeSessions(caller.get(), id);
        return graph.singleton("Edm.Boolean", Map.of("value", true));
    }

    private List<Method> known(String id) {
        return methods.of(caller.get(), id).orElseThrow(() -> GraphRefusal.notFound(id));
    }
}
