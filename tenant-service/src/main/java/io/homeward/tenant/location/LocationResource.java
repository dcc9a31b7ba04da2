package io.homeward.tenant.location;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.place.LocationId;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Order;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** Named locations in Graph's shape. Bodies say of which type they are, also where they only change something. */
@Path(GraphPath.ROOT + "/identity/conditionalAccess/namedLocations")
@RunOnVirtualThread
public class LocationResource {
    private static final GraphSet LOCATIONS = GraphSet.of(
                    "identity/conditionalAccess/namedLocations",
                    GraphType.of(
                                    "namedLocation",
                                    Property.guid("id", "l.location_id"),
                                    Property.text("displayName", "l.display_name")
                                            .neverNull(),
                                    Property.instant("createdDateTime", "l.created_at")
                                            .neverNull(),
                                    Property.instant("modifiedDateTime", "l.modified_at")
                                            .neverNull(),
                                    Property.bool("isTrusted", "l.trusted").neverNull(),
                                    Property.shown("ipRanges"),
                                    Property.shown("countriesAndRegions"),
                                    Property.shown("includeUnknownCountriesAndRegions"),
                                    Property.shown("countryLookupMethod"))
                            .derived("l.kind", "ipNamedLocation", "countryNamedLocation"),
                    NamedLocations.MOST,
                    999)
            .orderedBy(Order.ascending(
                    Property.instant("createdDateTime", "l.created_at").neverNull()));

    private final NamedLocations locations;
    private final Admission admission;
    private final Authorship authorship;
    private final GraphRequest graph;

    LocationResource(NamedLocations locations, Admission admission, Authorship authorship, GraphRequest graph) {
        this.locations = locations;
        this.admission = admission;
        this.authorship = authorship;
        this.graph = graph;
    }

    /** A location as it goes out. */
    record Shown(
            @JsonProperty("@odata.type") String type,
            @JsonProperty("@odata.etag") String etag,
            UUID id,
            Instant createdDateTime,
            Instant modifiedDateTime,
            @JsonAnyGetter Map<String, JsonNode> body) {
        static Shown of(StoredLocation stored) {
            var body = new LinkedHashMap<String, JsonNode>();
            stored.content().body().properties().forEach(member -> body.put(member.getKey(), member.getValue()));
            return new Shown(
                    stored.content().kind().qualified(),
                    GraphRequest.etag(stored.number()),
                    stored.id().value(),
                    stored.createdAt(),
                    stored.modifiedAt(),
                    body);
        }
    }

    @GET
    public GraphCollection list() {
        var by = admission.to(Right.READ_POLICIES);
        GraphQuery query = graph.query(LOCATIONS);
        return graph.collection(query, locations.page(by.tenant(), query).map(Shown::of));
    }

    @GET
    @Path(GraphPath.COUNT)
    public RestResponse<String> count() {
        var by = admission.to(Right.READ_POLICIES);
        return graph.count(locations.page(by.tenant(), graph.countQuery(LOCATIONS)));
    }

    @GET
    @Path("{id}")
    public GraphEntity get(@PathParam("id") String id) {
        var by = admission.to(Right.READ_POLICIES);
        return entity(locations.find(by.tenant(), id(id)));
    }

    @POST
    @Needs(Right.WRITE_POLICIES)
    public RestResponse<GraphEntity> add(@NotNull JsonNode body) {
        var by = admission.to(Right.WRITE_POLICIES);
        StoredLocation added = locations.add(by.tenant(), GraphLocation.of(body), authorship.of(by));
        return graph.created(LOCATIONS, added.id(), entity(added));
    }

    @PATCH
    @Path("{id}")
    @Needs(Right.WRITE_POLICIES)
    public RestResponse<GraphEntity> change(@PathParam("id") String id, @NotNull JsonNode body) {
        var by = admission.to(Right.WRITE_POLICIES);
        locations.change(by.tenant(), id(id), graph::ifMatch, location -> location.patched(body), authorship.of(by));
        return graph.changed(() -> get(id));
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(204)
    public void remove(@PathParam("id") String id) {
        var by = admission.to(Right.WRITE_POLICIES);
        locations.remove(by.tenant(), id(id), graph::ifMatch, authorship.of(by));
    }

    private GraphEntity entity(StoredLocation location) {
        return graph.entity(LOCATIONS, Shown.of(location), location.number());
    }

    private static LocationId id(String text) {
        return IdText.read(text, LocationId::of, Fault.LOCATION_UNKNOWN);
    }
}
