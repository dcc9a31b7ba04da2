package io.homeward.graph;

import io.homeward.graph.refusal.RequestIds;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** The headers of every answer, and those of the Graph API in addition. */
public class GraphHeaders {
    private static final String JSON =
            "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    private final InstantSource clock;

    GraphHeaders(InstantSource clock) {
        this.clock = clock;
    }

    @ServerResponseFilter
    public void complete(ContainerResponseContext response, RoutingContext request) {
        var headers = response.getHeaders();
        headers.putSingle("request-id", RequestIds.of(request));
        RequestIds.ofClient(request).ifPresent(id -> headers.putSingle("client-request-id", id));
        if (!GraphPath.covers(request.normalizedPath())) {
            return;
        }
        headers.putSingle("OData-Version", "4.0");
        if (GraphRequest.includesLaterMembers(request)) {
            headers.putSingle("Preference-Applied", "include-unknown-enum-members");
        }
        if (!headers.containsKey(HttpHeaders.DATE)) {
            headers.putSingle(HttpHeaders.DATE, DATE.format(clock.instant().atOffset(ZoneOffset.UTC)));
        }
        if (response.getEntity() instanceof GraphEntity entity) {
            entity.etag().ifPresent(etag -> headers.putSingle(HttpHeaders.ETAG, etag));
        }
        MediaType type = response.getMediaType();
        if (response.hasEntity() && type != null && type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            // As a text: the framework would sort the parameters and change their case, and clients compare them.
            headers.putSingle(HttpHeaders.CONTENT_TYPE, JSON);
        }
    }
}
