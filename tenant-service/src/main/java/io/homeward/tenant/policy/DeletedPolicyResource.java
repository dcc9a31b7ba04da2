package io.homeward.tenant.policy;

import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphQuery;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Deleted policies: for 30 days they can be taken back in the state they had. */
@Path(GraphPath.ROOT + "/identity/conditionalAccess/deletedItems/policies")
@RunOnVirtualThread
public class DeletedPolicyResource {
    private final Policies policies;
    private final Lint lint;
    private final Admission admission;
    private final Authorship authorship;
    private final GraphRequest graph;

    DeletedPolicyResource(
            Policies policies, Lint lint, Admission admission, Authorship authorship, GraphRequest graph) {
        this.policies = policies;
        this.lint = lint;
        this.admission = admission;
        this.authorship = authorship;
        this.graph = graph;
    }

    @GET
    public GraphCollection list() {
        var by = admission.to(Right.READ_POLICIES);
        GraphQuery query = graph.query(PolicyShown.DELETED);
        return graph.collection(query, policies.deletedPage(by.tenant(), query).map(PolicyShown::of));
    }

    @GET
    @Path("{id}")
    public GraphEntity get(@PathParam("id") String id) {
        var by = admission.to(Right.READ_POLICIES);
        StoredPolicy deleted = policies.findDeleted(by.tenant(), PolicyResource.id(id));
        return graph.entity(PolicyShown.DELETED, PolicyShown.of(deleted), deleted.number());
    }

    @POST
    @Path("{id}/restore")
    public GraphEntity restore(@PathParam("id") String id) {
        var by = admission.to(Right.WRITE_POLICIES);
        StoredPolicy back = policies.restore(by.tenant(), PolicyResource.id(id), authorship.of(by));
        return graph.entity(
                PolicyShown.POLICIES, PolicyShown.of(back, lint.about(by.tenant(), back.id())), back.number());
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(204)
    public void forget(@PathParam("id") String id) {
        var by = admission.to(Right.WRITE_POLICIES);
        policies.forget(by.tenant(), PolicyResource.id(id), authorship.of(by));
    }
}
