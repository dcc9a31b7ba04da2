package io.homeward.risk.decisionlog;

import io.homeward.tenancy.CurrentCaller;
import io.homeward.tenancy.NotForThisCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** The decision log of the gateways, and of nobody else. */
@Path("/internal/decisions")
@RunOnVirtualThread
public class InternalDecisionResource {
    private static final String GATEWAY = "gateway";

    private final TakeDecisions decisions;
    private final CurrentCaller caller;

    InternalDecisionResource(TakeDecisions decisions, CurrentCaller caller) {
        this.decisions = decisions;
        this.caller = caller;
    }

    @POST
    @Consumes("application/x-ndjson")
    public TakeDecisions.Taken take(@HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding, byte[] body) {
        if (!caller.service().name().equals(GATEWAY)) {
            throw new NotForThisCaller("Decisions are told by gateways");
        }
        return decisions.take(ToldLines.of(body, encoding));
    }
}
