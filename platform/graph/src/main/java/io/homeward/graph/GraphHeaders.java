package io.homeward.graph;

import io.homeward.graph.refusal.RequestIds;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** The headers of every answer, and those of the Graph API in addition. */
public class GraphHeaders {
    private static final MediaType JSON = MediaType.valueOf(
            "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8");

    @ServerResponseFilter
    public void complete(ContainerResponseContext response, RoutingContext request) {
        var headers = response.getHeaders();
        headers.putSingle("request-id", RequestIds.of(request));
        RequestIds.ofClient(request).ifPresent(id -> headers.putSingle("client-request-id", id));
        if (!GraphPath.covers(request.normalizedPath())) {
            return;
        }
        headers.putSingle("OData-Version", "4.0");
        if (response.getEntity() instanceof GraphEntity entity) {
            entity.etag().ifPresent(etag -> headers.putSingle(HttpHeaders.ETAG, etag));
        }
        MediaType type = response.getMediaType();
        if (response.hasEntity() && type != null && type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            headers.putSingle(HttpHeaders.CONTENT_TYPE, JSON);
        }
    }
}
