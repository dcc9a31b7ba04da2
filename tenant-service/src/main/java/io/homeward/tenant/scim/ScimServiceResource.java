package io.homeward.tenant.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** What this service provider can do, which resources there are, and what they hold (RFC 7644, section 4). */
@Path(ScimSchema.ROOT)
@Produces({ScimSchema.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@RunOnVirtualThread
public class ScimServiceResource {
    private final Admission admission;
    private final ScimJson json;
    private final GraphRequest request;
    private final ObjectNode provider;
    private final ArrayNode types;
    private final ArrayNode schemas;

    ScimServiceResource(Admission admission, ScimJson json, GraphRequest request, ObjectMapper mapper) {
        this.admission = admission;
        this.json = json;
        this.request = request;
        this.provider = (ObjectNode) document(mapper, "service-provider-config.json");
        this.types = (ArrayNode) document(mapper, "resource-types.json");
        this.schemas = (ArrayNode) document(mapper, "schemas.json");
    }

    @GET
    @Path("ServiceProviderConfig")
    public ObjectNode serviceProviderConfig() {
        admission.anybody();
        return located(provider, "ServiceProviderConfig", "ServiceProviderConfig");
    }

    @GET
    @Path("ResourceTypes")
    public ObjectNode resourceTypes() {
        admission.anybody();
        return all(types, "ResourceTypes", "ResourceType");
    }

    @GET
    @Path("ResourceTypes/{id}")
    public ObjectNode resourceType(@PathParam("id") String id) {
        admission.anybody();
        return one(types, "ResourceTypes", "ResourceType", id);
    }

    @GET
    @Path("Schemas")
    public ObjectNode schemas() {
        admission.anybody();
        return all(schemas, "Schemas", "Schema");
    }

    @GET
    @Path("Schemas/{id}")
    public ObjectNode schema(@PathParam("id") String id) {
        admission.anybody();
        return one(schemas, "Schemas", "Schema", id);
    }

    private ObjectNode all(ArrayNode documents, String path, String type) {
        List<ObjectNode> all = StreamSupport.stream(documents.spliterator(), false)
                .map(document -> located(
                        (ObjectNode) document, path + "/" + document.path("id").asText(), type))
                .toList();
        return json.list(all, all.size(), 1);
    }

    private ObjectNode one(ArrayNode documents, String path, String type, String id) {
        return StreamSupport.stream(documents.spliterator(), false)
                .filter(document -> document.path("id").asText().equals(id))
                .findFirst()
                .map(document -> located((ObjectNode) document, path + "/" + id, type))
                .orElseThrow(() -> GraphRefusal.notFound(id));
    }

    private ObjectNode located(ObjectNode document, String path, String type) {
        ObjectNode copy = document.deepCopy();
        copy.putObject("meta").put("resourceType", type).put("location", request.address(ScimSchema.ROOT + "/" + path));
        return copy;
    }

    private static JsonNode document(ObjectMapper mapper, String name) {
        try (InputStream in = ScimServiceResource.class.getResourceAsStream("/scim/" + name)) {
            return mapper.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
