package io.homeward.testsupport.sample;

import io.homeward.tenancy.CurrentCaller;
import io.homeward.tenancy.NotForThisCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says who is calling. */
@Path("/v1")
@RunOnVirtualThread
public class CallerResource {
    private final CurrentCaller caller;

    CallerResource(CurrentCaller caller) {
        this.caller = caller;
    }

    @GET
    @Path("/caller")
    public String caller() {
        return caller.get().toString();
    }

    @GET
    @Path("/person")
    public String person() {
        return caller.person().id().toString();
    }

    @GET
    @Path("/service")
    public String service() {
        return caller.service().name();
    }

    @GET
    @Path("/decision")
    public String decision() {
        return caller.decision().toString();
    }

    /** No annotation at all: asks nobody, and is closed all the same. */
    @GET
    @Path("/forgotten")
    public String forgotten() {
        return "served";
    }

    @GET
    @Path("/open")
    @PermitAll
    public String open() {
        return "open";
    }

    @GET
    @Path("/open/caller")
    @PermitAll
    public String openCaller() {
        return caller.get().toString();
    }

    @ServerExceptionMapper
    public RestResponse<String> refused(NotForThisCaller refusal) {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.FORBIDDEN, refusal.getMessage())
                .build();
    }
}
