package io.homeward.tenant.strength;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphEnum;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Property;
import io.homeward.tenant.Fault;
import io.homeward.tenant.IdText;
import io.homeward.tenant.Right;
import io.homeward.tenant.policy.Authorship;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Authentication strengths in Graph's shape. */
@Path(GraphPath.ROOT + "/identity/conditionalAccess/authenticationStrength/policies")
@RunOnVirtualThread
public class StrengthResource {
    private static final int PAGE = 100;
    private static final GraphSet STRENGTHS = GraphSet.of(
            "policies/authenticationStrengthPolicies",
            GraphType.of(
                    "authenticationStrengthPolicy",
                    Property.guid("id", "s.strength_id"),
                    Property.text("displayName", "s.display_name").neverNull(),
                    Property.text("description", "s.description"),
                    Property.enumeration(
                            "policyType",
                            "s.type",
                            GraphEnum.of(
                                    "authenticationStrengthPolicyType", "builtIn", "custom", "unknownFutureValue")),
                    Property.texts("allowedCombinations", "s.combinations"),
                    Property.instant("createdDateTime", "s.created_at").neverNull(),
                    Property.instant("modifiedDateTime", "s.modified_at").neverNull(),
                    Property.shown("requirementsSatisfied"),
                    Property.shown("combinationConfigurations")),
            PAGE,
            PAGE);

    private final Strengths strengths;
    private final Admission admission;
    private final Authorship authorship;
    private final GraphRequest graph;

    StrengthResource(Strengths strengths, Admission admission, Authorship authorship, GraphRequest graph) {
        this.strengths = strengths;
        this.admission = admission;
        this.authorship = authorship;
        this.graph = graph;
    }

    /** A strength as it goes out; each of them is MFA, because nothing weaker can be made. */
    record Shown(
            @JsonProperty("@odata.etag") String etag,
            UUID id,
            Instant createdDateTime,
            Instant modifiedDateTime,
            String displayName,
            @JsonInclude @Nullable String description,
            String policyType,
            String requirementsSatisfied,
            List<String> allowedCombinations,
            List<String> combinationConfigurations) {
        static Shown of(StoredStrength stored) {
            return new Shown(
                    GraphRequest.etag(stored.number()),
                    stored.id(),
                    stored.createdAt(),
                    stored.modifiedAt(),
                    stored.content().displayName(),
                    stored.content().description().orElse(null),
                    stored.builtIn() ? "builtIn" : "custom",
                    "mfa",
                    stored.content().combinations(),
                    List.of());
        }
    }

    /** Graph: {@code updateAllowedCombinationsResult}. */
    record Updated(List<String> previousCombinations, List<String> currentCombinations, String additionalInformation) {}

    @GET
    public GraphCollection list() {
        var by = admission.to(Right.READ_POLICIES);
        GraphQuery query = graph.query(STRENGTHS);
        return graph.collection(query, strengths.page(by.tenant(), query).map(Shown::of));
    }

    @GET
    @Path("{id}")
    public GraphEntity get(@PathParam("id") String id) {
        var by = admission.to(Right.READ_POLICIES);
        return entity(strengths.find(by.tenant(), id(id)));
    }

    @POST
    @Needs(Right.WRITE_POLICIES)
    public RestResponse<GraphEntity> add(@NotNull JsonNode body) {
        var by = admission.to(Right.WRITE_POLICIES);
        StoredStrength added = strengths.add(by.tenant(), GraphStrength.of(body), authorship.of(by));
        return graph.created(STRENGTHS, added.id(), entity(added));
    }

    @PATCH
    @Path("{id}")
    @Needs(Right.WRITE_POLICIES)
    public RestResponse<GraphEntity> change(@PathParam("id") String id, @NotNull JsonNode body) {
        var by = admission.to(Right.WRITE_POLICIES);
        strengths.change(by.tenant(), id(id), graph::ifMatch, strength -> strength.patched(body), authorship.of(by));
        return graph.changed(() -> get(id));
    }

    @POST
    @Path("{id}/updateAllowedCombinations")
    @Needs(Right.WRITE_POLICIES)
    public GraphEntity update(@PathParam("id") String id, @NotNull JsonNode body) {
        var by = admission.to(Right.WRITE_POLICIES);
        List<String> before = strengths.find(by.tenant(), id(id)).content().combinations();
        List<String> after = strengths
                .change(
                        by.tenant(),
                        id(id),
                        graph::ifMatch,
                        strength -> strength.with(body.path("allowedCombinations")),
                        authorship.of(by))
                .content()
                .combinations();
        return graph.singleton("microsoft.graph.updateAllowedCombinationsResult", new Updated(before, after, ""));
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(204)
    public void remove(@PathParam("id") String id) {
        var by = admission.to(Right.WRITE_POLICIES);
        strengths.remove(by.tenant(), id(id), graph::ifMatch, authorship.of(by));
    }

    private GraphEntity entity(StoredStrength strength) {
        return graph.entity(STRENGTHS, Shown.of(strength), strength.number());
    }

    private static UUID id(String text) {
        return IdText.read(text, UUID::fromString, Fault.STRENGTH_UNKNOWN);
    }
}
