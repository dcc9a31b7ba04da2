package io.homeward.tenant.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Property;
import io.homeward.outbound.Destinations;
import io.homeward.tenant.Fault;
import io.homeward.tenant.IdText;
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
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** Identity providers in the shape of Graph (beta): OpenID Connect alone. The client secret goes in and never comes out. */
@Path(GraphPath.ROOT + "/identity/identityProviders")
@RunOnVirtualThread
public class ProviderResource {
    private static final GraphSet PROVIDERS = GraphSet.of(
            "identity/identityProviders",
            GraphType.of(
                    "identityProviderBase",
                    Property.guid("id", "i.provider_id"),
                    Property.text("displayName", "i.display_name").neverNull(),
                    Property.text("issuer", "i.issuer").neverNull(),
                    Property.text("clientId", "i.client_id").neverNull(),
                    Property.texts("homewardDomainHints", "i.domain_hints"),
                    Property.shown("wellKnownEndpoint"),
                    Property.shown("responseType"),
                    Property.shown("scope"),
                    Property.shown("inboundClaimMapping"),
                    Property.shown("homewardSecretKept")),
            100,
            999);

    private final Providers providers;
    private final Destinations destinations;
    private final Admission admission;
    private final GraphRequest graph;
    private final Clock clock;

    ProviderResource(
            Providers providers, Destinations destinations, Admission admission, GraphRequest graph, Clock clock) {
        this.providers = providers;
        this.destinations = destinations;
        this.admission = admission;
        this.graph = graph;
        this.clock = clock;
    }

    /** @param homewardSecretKept whether there is a secret; what it is is not shown */
    @JsonInclude
    record Shown(
            @JsonProperty("@odata.type") String type,
            UUID id,
            String displayName,
            String issuer,
            String wellKnownEndpoint,
            String clientId,
            String responseType,
            String scope,
            Map<String, String> inboundClaimMapping,
            List<String> homewardDomainHints,
            boolean homewardSecretKept) {
        static Shown of(Provider provider) {
            Definition definition = provider.definition();
            return new Shown(
                    ProviderBody.TYPE,
                    provider.id(),
                    definition.displayName(),
                    definition.issuer().toString(),
                    definition.metadataUrl().toString(),
                    definition.clientId(),
                    "code",
                    definition.scope(),
                    definition.claims(),
                    definition.domainHints(),
                    provider.secret().isPresent());
        }
    }

    @GET
    public GraphCollection list() {
        var by = admission.to(Right.READ_PROVIDERS);
        GraphQuery query = graph.query(PROVIDERS);
        return graph.collection(query, providers.list(by.tenant(), query).map(Shown::of));
    }

    @GET
    @Path("{id}")
    public GraphEntity get(@PathParam("id") String id) {
        var by = admission.to(Right.READ_PROVIDERS);
        return graph.entity(PROVIDERS, Shown.of(providers.get(by.tenant(), id(id))));
    }

    @POST
    @Needs(Right.WRITE_PROVIDERS)
    public RestResponse<GraphEntity> add(@NotNull JsonNode json) {
        var by = admission.to(Right.WRITE_PROVIDERS);
        var body = new ProviderBody(json, destinations);
        Provider added = providers.add(by.tenant(), body.applied(null), body.secret(), now());
        return graph.created(PROVIDERS, added.id(), graph.entity(PROVIDERS, Shown.of(added)));
    }

    @PATCH
    @Path("{id}")
    @ResponseStatus(204)
    @Needs(Right.WRITE_PROVIDERS)
    public void change(@PathParam("id") String id, @NotNull JsonNode json) {
        var by = admission.to(Right.WRITE_PROVIDERS);
        var body = new ProviderBody(json, destinations);
        providers.change(by.tenant(), id(id), body::applied, body.secret(), now());
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(204)
    public void remove(@PathParam("id") String id) {
        providers.remove(admission.to(Right.WRITE_PROVIDERS).tenant(), id(id));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static UUID id(String text) {
        return IdText.read(text, UUID::fromString, Fault.PROVIDER_UNKNOWN);
    }
}
