package io.homeward.tenant.policy;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PolicyId;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.PolicyLint;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphEnum;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Order;
import io.homeward.graph.query.Property;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Conditional-access policies in Graph's shape. */
@Path(GraphPath.ROOT + "/identity/conditionalAccess/policies")
@RunOnVirtualThread
public class PolicyResource {
    private static final GraphSet POLICIES = GraphSet.of(
                    "identity/conditionalAccess/policies",
                    GraphType.of(
                            "conditionalAccessPolicy",
                            Property.guid("id", "p.policy_id"),
                            Property.text("displayName", "p.display_name").neverNull(),
                            Property.enumeration(
                                    "state",
                                    "p.state",
                                    GraphEnum.of(
                                            "conditionalAccessPolicyState",
                                            "enabled",
                                            "disabled",
                                            "enabledForReportingButNotEnforced",
                                            "unknownFutureValue")),
                            Property.instant("createdDateTime", "p.created_at").neverNull(),
                            Property.instant("modifiedDateTime", "p.modified_at"),
                            Property.shown("description"),
                            Property.shown("templateId"),
                            Property.shown("conditions"),
                            Property.shown("grantControls"),
                            Property.shown("sessionControls"),
                            Property.shown("homewardRemarks")),
                    Rules.MOST_POLICIES,
                    999)
            .orderedBy(Order.ascending(
                    Property.instant("createdDateTime", "p.created_at").neverNull()));

    private final Rules rules;
    private final Admission admission;
    private final GraphRequest graph;
    private final Clock clock;

    PolicyResource(Rules rules, Admission admission, GraphRequest graph, Clock clock) {
        this.rules = rules;
        this.admission = admission;
        this.graph = graph;
        this.clock = clock;
    }

    /**
     * A policy as it goes out.
     *
     * @param homewardRemarks what the policy lint says of it
     */
    record Shown(
            UUID id,
            Instant createdDateTime,
            @JsonInclude @Nullable Instant modifiedDateTime,
            @JsonAnyGetter Map<String, JsonNode> body,
            List<PolicyLint.Remark> homewardRemarks) {}

    @GET
    public GraphCollection list() {
        var by = admission.to(Right.READ_POLICIES);
        GraphQuery query = graph.query(POLICIES);
        GraphPage<StoredPolicy> page = rules.policies(by.tenant(), query);
        return graph.collection(
                query,
                new GraphPage<>(page.items().stream().map(PolicyResource::shown).toList(), page.next(), page.count()));
    }

    @GET
    @Path("{id}")
    public GraphEntity get(@PathParam("id") String id) {
        var by = admission.to(Right.READ_POLICIES);
        return graph.entity(
                POLICIES,
                shown(rules.policy(by.tenant(), id(id)).orElseThrow(() -> new Refusal(Fault.POLICY_UNKNOWN))));
    }

    @POST
    public RestResponse<GraphEntity> add(@NotNull JsonNode body) {
        var by = admission.to(Right.WRITE_POLICIES);
        StoredPolicy added = rules.add(by.tenant(), GraphPolicy.of(body), clock.instant());
        return RestResponse.ResponseBuilder.<GraphEntity>created(
                        URI.create(graph.location(POLICIES, added.id().toString())))
                .entity(graph.entity(POLICIES, shown(added)))
                .build();
    }

    @PATCH
    @Path("{id}")
    @ResponseStatus(204)
    public void change(@PathParam("id") String id, @NotNull JsonNode body) {
        var by = admission.to(Right.WRITE_POLICIES);
        rules.change(by.tenant(), id(id), policy -> policy.patched(body), clock.instant());
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(204)
    public void remove(@PathParam("id") String id) {
        rules.remove(admission.to(Right.WRITE_POLICIES).tenant(), id(id));
    }

    private static Shown shown(StoredPolicy stored) {
        var body = new LinkedHashMap<String, JsonNode>();
        stored.content().body().properties().forEach(member -> body.put(member.getKey(), member.getValue()));
        Policy policy = stored.content().policy(stored.id());
        return new Shown(
                stored.id().value(),
                stored.createdAt(),
                stored.modifiedAt().orElse(null),
                body,
                PolicyLint.remarks(policy));
    }

    private static PolicyId id(String text) {
        try {
            return PolicyId.of(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Fault.POLICY_UNKNOWN);
        }
    }
}
