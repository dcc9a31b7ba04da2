package io.homeward.remediation.method;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.remediation.credential.Credentials.FactorOf;
import io.homeward.remediation.openid.EdgeSettings;
import io.homeward.tenancy.CurrentCaller;
import io.homeward.vault.Vault;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Graph: somebody's authentication methods, the reset of his password, the end of his sessions. */
@Path(GraphPath.ROOT + "/users")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AuthenticationResource {
    private final AuthenticationMethods methods;
    private final HelpPerson help;
    private final HelpWithMethods helpWithMethods;
    private final Vault vault;
    private final EdgeSettings edge;
    private final CurrentCaller caller;
    private final GraphRequest graph;

    AuthenticationResource(
            AuthenticationMethods methods,
            HelpPerson help,
            HelpWithMethods helpWithMethods,
            Vault vault,
            EdgeSettings edge,
            CurrentCaller caller,
            GraphRequest graph) {
        this.methods = methods;
        this.help = help;
        this.helpWithMethods = helpWithMethods;
        this.vault = vault;
        this.edge = edge;
        this.caller = caller;
        this.graph = graph;
    }

    record Reset(@Nullable @Size(min = 1, max = 1_000) String newPassword) {}

    /** What is in the envelope of a list. */
    record Listed(List<Method> value) {}

    /** Graph's {@code longRunningOperation}. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Operation(
            String id,
            Instant createdDateTime,
            Instant lastActionDateTime,
            String status,
            @Nullable String statusDetail,
            @Nullable String resourceLocation) {}

    @GET
    @Path("{id}/authentication/methods")
    public GraphEntity list(@PathParam("id") String id) {
        return graph.singleton("users('%s')/authentication/methods".formatted(id), new Listed(known(id)));
    }

    @GET
    @Path("{id}/authentication/methods/{method}")
    public GraphEntity one(@PathParam("id") String id, @PathParam("method") String method) {
        return graph.singleton(
                "users('%s')/authentication/methods/$entity".formatted(id),
                known(id).stream()
                        .filter(each -> each.id().equals(method))
                        .findFirst()
                        .orElseThrow(() -> GraphRefusal.notFound(method)));
    }

    @GET
    @Path("{id}/authentication/{collection:[a-zA-Z0-9]+Methods}")
    public GraphEntity listOfKind(@PathParam("id") String id, @PathParam("collection") String collection) {
        return graph.singleton(
                "users('%s')/authentication/%s".formatted(id, collection),
                new Listed(methods.ofKind(caller.get(), id, collection)));
    }

    @GET
    @Path("{id}/authentication/{collection:[a-zA-Z0-9]+Methods}/{method}")
    public GraphEntity oneOfKind(
            @PathParam("id") String id,
            @PathParam("collection") String collection,
            @PathParam("method") String method) {
        Method found = methods.ofKind(caller.get(), id, collection).stream()
                .filter(each -> each.id().equals(method))
                .findFirst()
                .orElseThrow(() -> GraphRefusal.notFound(method));
        return graph.singleton("users('%s')/authentication/%s/$entity".formatted(id, collection), found);
    }

    @DELETE
    @Path("{id}/authentication/fido2Methods/{method}")
    public void removePasskey(@PathParam("id") String id, @PathParam("method") String method) {
        helpWithMethods.remove(caller.get(), id, FactorOf.PASSKEY, method);
    }

    @DELETE
    @Path("{id}/authentication/softwareOathMethods/{method}")
    public void removeApp(@PathParam("id") String id, @PathParam("method") String method) {
        helpWithMethods.remove(caller.get(), id, FactorOf.TOTP, method);
    }

    @POST
    @Path("{id}/authentication/temporaryAccessPassMethods")
    @ResponseStatus(201)
    public GraphEntity issuePass(@PathParam("id") String id, HelpWithMethods.@Nullable Wanted wanted) {
        var asked = wanted == null ? new HelpWithMethods.Wanted(null, null, null) : wanted;
        return graph.singleton(
                "users('%s')/authentication/temporaryAccessPassMethods/$entity".formatted(id),
                helpWithMethods.issue(caller.get(), id, asked));
    }

    @DELETE
    @Path("{id}/authentication/temporaryAccessPassMethods/{method}")
    public void withdrawPass(@PathParam("id") String id, @PathParam("method") String method) {
        helpWithMethods.withdraw(caller.get(), id, method);
    }

    /** Our own: a home administrator vouches for a factor (invariant 6). */
    @POST
    @Path("{id}/authentication/methods/{method}/confirm")
    public void confirm(@PathParam("id") String id, @PathParam("method") String method) {
        helpWithMethods.confirm(caller.get(), id, method);
    }

    /** The password is temporary: it opens nothing but the way to a new one, with MFA (H13). */
    @POST
    @Path("{id}/authentication/methods/{method}/resetPassword")
    public RestResponse<GraphEntity> reset(
            @PathParam("id") String id, @PathParam("method") String method, @Nullable Reset reset) {
        if (!method.equals(Method.PASSWORD)) {
            throw GraphRefusal.notFound(method);
        }
        var done =
                help.resetPassword(caller.get(), id, Optional.ofNullable(reset).map(Reset::newPassword));
        Map<String, String> body =
                done.password().map(made -> Map.of("newPassword", made)).orElse(Map.of());
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.ACCEPTED, graph.singleton("microsoft.graph.passwordResetResponse", body))
                .header("Location", location(done))
                .build();
    }

    private String location(HelpPerson.Reset done) {
        var operation = ResetOperation.done(vault, done.tenant(), done.person(), done.at());
        return "%s/v1.0/users/%s/authentication/operations/%s".formatted(edge.url(), done.person(), operation.id());
    }

    @GET
    @Path("{id}/authentication/operations/{operation}")
    public GraphEntity operation(@PathParam("id") String id, @PathParam("operation") String operation) {
        AuthenticationMethods.Whose whose =
                methods.whose(caller.get(), id).orElseThrow(() -> GraphRefusal.notFound(id));
        TenantId tenant = whose.tenant();
        PersonId person = whose.person();
        var found = ResetOperation.find(vault, tenant, person, operation)
                .orElseThrow(() -> GraphRefusal.notFound(operation));
        return graph.singleton(
                "users('%s')/authentication/operations/$entity".formatted(id),
                new Operation(found.id(), found.at(), found.at(), "succeeded", null, null));
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
