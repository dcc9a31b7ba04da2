package io.homeward.risk.report;

import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphQuery;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.risk.Rights;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.jboss.resteasy.reactive.RestResponse;

/** Graph {@code auditLogs/signIns}, to read. */
@Path(GraphPath.ROOT + "/auditLogs/signIns")
@RunOnVirtualThread
public class SignInLogResource {
    private final SignInLog log;
    private final GraphRequest graph;
    private final CurrentCaller caller;

    SignInLogResource(SignInLog log, GraphRequest graph, CurrentCaller caller) {
        this.log = log;
        this.graph = graph;
        this.caller = caller;
    }

    @GET
    public GraphCollection list() {
        TenantId tenant = Rights.READ_SIGN_INS.in(caller.get());
        GraphQuery query = graph.query(SignInLog.SET);
        return graph.collection(query, log.page(tenant, query));
    }

    @GET
    @Path(GraphPath.COUNT)
    public RestResponse<String> count() {
        TenantId tenant = Rights.READ_SIGN_INS.in(caller.get());
        return graph.count(log.page(tenant, graph.countQuery(SignInLog.SET)));
    }

    @GET
    @Path("{id}")
    public GraphEntity get(@PathParam("id") String id) {
        TenantId tenant = Rights.READ_SIGN_INS.in(caller.get());
        return graph.entity(SignInLog.SET, log.find(tenant, id).orElseThrow(() -> new Refusal(Fault.NO_SUCH_SIGN_IN)));
    }
}
