package io.homeward.graph.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.graph.refusal.Answers;
import io.homeward.graph.refusal.Rejection;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Outside the Graph API. */
@Path("/v1/things")
@RunOnVirtualThread
public class OwnResource {
    private final CurrentCaller caller;
    private final Answers answers;

    OwnResource(CurrentCaller caller, Answers answers) {
        this.caller = caller;
        this.answers = answers;
    }

    @POST
    public DetectionResource.Change create(@NotNull @Valid DetectionResource.Change change) {
        return change;
    }

    @GET
    @Path("services-only")
    public String servicesOnly() {
        return caller.service().name();
    }

    @GET
    @Path("roles-only")
    @RolesAllowed("nobody-has-this")
    public String rolesOnly() {
        return "served";
    }

    @GET
    @Path("broken")
    public String broken() {
        throw new IllegalStateException("a secret of ours");
    }

    @GET
    @Path("unwritable")
    public Unwritable unwritable() {
        return new Unwritable();
    }

    @GET
    @Path("without-database")
    public String withoutDatabase() {
        throw new IllegalStateException(new SQLException("connection refused", "08001"));
    }

    @GET
    @Path("refused")
    public String refused() {
        throw new Refusal();
    }

    @ServerExceptionMapper
    public RestResponse<ObjectNode> refused(Refusal refusal, RoutingContext request) {
        return answers.to(
                request,
                Rejection.of(
                                409,
                                Fault.POLICY_CHANGED,
                                "The policy was changed by someone else",
                                "The latest version is 3")
                        .withMember("version", 3)
                        .withHeader("Retry-After", "5"));
    }

    enum Fault {
        POLICY_CHANGED
    }

    static final class Refusal extends RuntimeException {}

    public static final class Unwritable {

        public String getName() {
            if (hashCode() == 0) {
                return "";
            }
            throw new IllegalStateException("a secret of ours");
        }
    }
}
