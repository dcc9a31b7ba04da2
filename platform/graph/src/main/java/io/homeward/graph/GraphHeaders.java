package io.homeward.graph;

import io.homeward.graph.refusal.RequestIds;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** The headers of every answer, and those of the Graph API in addition. */
public class GraphHeaders {
    private static final String JSON =
            "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    private final InstantSource clock;

    GraphHeaders(InstantSource clock) {
        this.clock = clock;
    }

    /** What was created is left out where its writer wants no more than the address; whoever changes something answers himself. */
    private static boolean applies(ReturnPreference wanted, ContainerResponseContext response) {
        boolean written = response.getEntity() instanceof GraphEntity;
        return switch (wanted) {
            case REPRESENTATION -> written;
            case MINIMAL -> {
                boolean created = written && response.getStatus() == CREATED;
                if (created) {
                    response.getHeaders()
                            .putSingle("OData-EntityId", response.getHeaders().getFirst(HttpHeaders.LOCATION));
                    response.setEntity(null);
                    response.setStatus(NO_CONTENT);
                }
                yield created || response.getStatus() == NO_CONTENT;
            }
        };
    }

    @ServerResponseFilter
    public void complete(ContainerResponseContext response, RoutingContext request) {
        // First: an answer of another status has other headers.
        Optional<String> written = GraphPath.covers(request.normalizedPath())
                ? ReturnPreference.of(request)
                        .filter(wanted -> applies(wanted, response))
                        .map(ReturnPreference::wire)
                : Optional.empty();
        var headers = response.getHeaders();
        headers.putSingle("request-id", RequestIds.of(request));
        RequestIds.ofClient(request).ifPresent(id -> headers.putSingle("client-request-id", id));
        if (!GraphPath.covers(request.normalizedPath())) {
            return;
        }
        headers.putSingle("OData-Version", "4.0");
        var applied = new ArrayList<String>();
        if (GraphRequest.includesLaterMembers(request)) {
            applied.add("include-unknown-enum-members");
        }
        written.ifPresent(applied::add);
        if (!applied.isEmpty()) {
            headers.putSingle("Preference-Applied", String.join(", ", applied));
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
