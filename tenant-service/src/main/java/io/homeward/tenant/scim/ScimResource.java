package io.homeward.tenant.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** What RFC 7643 calls a resource, one user or group, as it is answered: with its version as the ETag, and its address. */
final class ScimResource {
    private ScimResource() {}

    static RestResponse<ObjectNode> whole(RestResponse.Status status, ObjectNode resource) {
        return part(status, resource, Optional.empty(), Optional.empty());
    }

    /** As much of it as was asked for. */
    static RestResponse<ObjectNode> part(
            RestResponse.Status status, ObjectNode resource, Optional<String> attributes, Optional<String> excluded) {
        JsonNode meta = resource.path(ScimJson.META);
        return RestResponse.ResponseBuilder.create(status, ScimJson.projected(resource, attributes, excluded))
                .header("ETag", meta.path(ScimJson.VERSION).asText())
                .location(URI.create(meta.path(ScimJson.LOCATION).asText()))
                .build();
    }
}
