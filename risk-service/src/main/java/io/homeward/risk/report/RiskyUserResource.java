package io.homeward.risk.report;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.risk.Rights;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** Graph {@code riskyUsers}, to read. */
@Path(GraphPath.ROOT + "/identityProtection/riskyUsers")
@RunOnVirtualThread
public class RiskyUserResource {
    private final RiskyUsers users;
    private final GraphRequest graph;
    private final CurrentCaller caller;

    RiskyUserResource(RiskyUsers users, GraphRequest graph, CurrentCaller caller) {
        this.users = users;
        this.graph = graph;
        this.caller = caller;
    }

    @GET
    public GraphCollection list() {
        TenantId tenant = Rights.READ_RISKY_USERS.in(caller.get());
        GraphQuery query = graph.query(RiskyUsers.SET);
        return graph.collection(query, users.page(tenant, query));
    }

    @GET
    @Path(GraphPath.COUNT)
    public RestResponse<String> count() {
        TenantId tenant = Rights.READ_RISKY_USERS.in(caller.get());
        return graph.count(users.page(tenant, graph.countQuery(RiskyUsers.SET)));
    }

    @GET
    @Path("{id}")
    public GraphEntity get(@PathParam("id") String id) {
        TenantId tenant = Rights.READ_RISKY_USERS.in(caller.get());
        return graph.entity(RiskyUsers.SET, find(tenant, person(id)));
    }

    @GET
    @Path("{id}/history")
    public GraphCollection history(@PathParam("id") String id) {
        TenantId tenant = Rights.READ_RISKY_USERS.in(caller.get());
        PersonId person = person(id);
        find(tenant, person);
        GraphQuery query = graph.query(RiskyUsers.history(person));
        return graph.collection(query, users.history(tenant, person, query));
    }

    @GET
    @Path("{id}/history/" + GraphPath.COUNT)
    public RestResponse<String> historyCount(@PathParam("id") String id) {
        TenantId tenant = Rights.READ_RISKY_USERS.in(caller.get());
        PersonId person = person(id);
        find(tenant, person);
        return graph.count(users.history(tenant, person, graph.countQuery(RiskyUsers.history(person))));
    }

    @GET
    @Path("{id}/history/{item}")
    public GraphEntity item(@PathParam("id") String id, @PathParam("item") String item) {
        TenantId tenant = Rights.READ_RISKY_USERS.in(caller.get());
        PersonId person = person(id);
        GraphSet set = RiskyUsers.history(person);
        return graph.entity(
                set,
                users.item(tenant, person, uuid(item, Fault.NO_SUCH_HISTORY_ITEM))
                        .orElseThrow(() -> new Refusal(Fault.NO_SUCH_HISTORY_ITEM)));
    }

    private RiskyUser find(TenantId tenant, PersonId person) {
        return users.find(tenant, person).orElseThrow(() -> new Refusal(Fault.NO_SUCH_RISKY_USER));
    }

    private static PersonId person(String id) {
        return new PersonId(uuid(id, Fault.NO_SUCH_RISKY_USER));
    }

    /** What is no id is the id of nothing. */
    static UUID uuid(String text, Fault otherwise) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(otherwise);
        }
    }
}
