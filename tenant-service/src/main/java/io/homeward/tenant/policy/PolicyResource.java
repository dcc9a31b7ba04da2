package io.homeward.tenant.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PolicyId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphQuery;
import io.homeward.tenant.Fault;
import io.homeward.tenant.IdText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Conditional-access policies in Graph's shape. Every answer has an ETag; {@code If-Match} is heeded where it is sent, as Graph's own
 * service asks for none.
 */
@Path(GraphPath.ROOT + "/identity/conditionalAccess/policies")
@RunOnVirtualThread
public class PolicyResource {
    private final Policies policies;
    private final Lint lint;
    private final Admission admission;
    private final Authorship authorship;
    private final GraphRequest graph;

    PolicyResource(Policies policies, Lint lint, Admission admission, Authorship authorship, GraphRequest graph) {
        this.policies = policies;
        this.lint = lint;
        this.admission = admission;
        this.authorship = authorship;
        this.graph = graph;
    }

    @GET
    public GraphCollection list() {
        var by = admission.to(Right.READ_POLICIES);
        GraphQuery query = graph.query(PolicyShown.POLICIES);
        return graph.collection(query, policies.page(by.tenant(), query).map(PolicyShown::of));
    }

    @GET
    @Path(GraphPath.COUNT)
    public RestResponse<String> count() {
        var by = admission.to(Right.READ_POLICIES);
        return graph.count(policies.page(by.tenant(), graph.countQuery(PolicyShown.POLICIES)));
    }

    @GET
    @Path("{id}")
    public GraphEntity get(@PathParam("id") String id) {
        var by = admission.to(Right.READ_POLICIES);
        return entity(by.tenant(), policies.find(by.tenant(), id(id)));
    }

    @POST
    @Needs(Right.WRITE_POLICIES)
    public RestResponse<GraphEntity> add(@NotNull JsonNode body) {
        var by = admission.to(Right.WRITE_POLICIES);
        StoredPolicy added = policies.add(by.tenant(), GraphPolicy.of(body), authorship.of(by));
        return graph.created(PolicyShown.POLICIES, added.id(), entity(by.tenant(), added));
    }

    @PATCH
    @Path("{id}")
    @Needs(Right.WRITE_POLICIES)
    public RestResponse<GraphEntity> change(@PathParam("id") String id, @NotNull JsonNode body) {
        var by = admission.to(Right.WRITE_POLICIES);
        policies.change(by.tenant(), id(id), graph::ifMatch, policy -> policy.patched(body), authorship.of(by));
        return graph.changed(() -> get(id));
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(204)
    public void remove(@PathParam("id") String id) {
        var by = admission.to(Right.WRITE_POLICIES);
        policies.remove(by.tenant(), id(id), graph::ifMatch, authorship.of(by));
    }

    private GraphEntity entity(TenantId tenant, StoredPolicy policy) {
        return graph.entity(
                PolicyShown.POLICIES, PolicyShown.of(policy, lint.about(tenant, policy.id())), policy.number());
    }

    /** @throws Refusal {@link Fault#POLICY_UNKNOWN} for what is no id, as for one that nothing has */
    static PolicyId id(String text) {
        return IdText.read(text, PolicyId::of, Fault.POLICY_UNKNOWN);
    }
}
