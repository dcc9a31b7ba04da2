package io.homeward.graph.refusal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.graph.GraphPath;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Gives a rejection its shape. A service's own mapper of its own {@code Refusal} uses it too:
 *
 * <pre>{@code
 * @ServerExceptionMapper
 * RestResponse<ObjectNode> refused(Refusal refusal, RoutingContext request) {
 *     return answers.to(request, Rejection.of(status(refusal.fault().kind()), refusal.fault(), refusal.fault().title(), refusal.detail()));
 * }
 * }</pre>
 */
@Singleton
public class Answers {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final MediaType PROBLEM = new MediaType("application", "problem+json");

    private final ObjectMapper json;
    private final InstantSource clock;

    Answers(ObjectMapper json, InstantSource clock) {
        this.json = json;
        this.clock = clock;
    }

    /** The answer to this request, in the shape that belongs to its path. */
    public RestResponse<ObjectNode> to(RoutingContext request, Rejection rejection) {
        var answer = RestResponse.ResponseBuilder.create(
                        RestResponse.Status.fromStatusCode(rejection.status()), body(request, rejection))
                .type(mediaType(request));
        rejection.headers().forEach(answer::header);
        return answer.build();
    }

    MediaType mediaType(RoutingContext request) {
        String path = request.normalizedPath();
        return GraphPath.covers(path)
                ? MediaType.APPLICATION_JSON_TYPE
                : ScimError.belongsTo(path) ? ScimError.MEDIA_TYPE : PROBLEM;
    }

    ObjectNode body(RoutingContext request, Rejection rejection) {
        String path = request.normalizedPath();
        if (GraphPath.covers(path)) {
            return graphError(request, rejection);
        }
        return ScimError.belongsTo(path) ? ScimError.of(json, rejection) : problem(request, rejection);
    }

    private ObjectNode graphError(RoutingContext request, Rejection rejection) {
        ObjectNode body = json.createObjectNode();
        ObjectNode error =
                body.putObject("error").put("code", rejection.graphCode()).put("message", rejection.detail());
        rejection.members().forEach(error::putPOJO);
        ObjectNode inner = error.putObject("innerError");
        rejection.inner().ifPresent(message -> inner.put("message", message));
        inner.put("date", SECONDS.format(clock.instant().atOffset(ZoneOffset.UTC)));
        inner.put("request-id", RequestIds.of(request));
        inner.put("client-request-id", RequestIds.ofClient(request).orElseGet(() -> RequestIds.of(request)));
        return body;
    }

    private ObjectNode problem(RoutingContext request, Rejection rejection) {
        ObjectNode body = json.createObjectNode()
                .put("type", "urn:homeward:problem:" + rejection.slug())
                .put("title", rejection.title())
                .put("status", rejection.status())
                .put("detail", rejection.detail())
                .put("requestId", RequestIds.of(request));
        rejection.members().forEach(body::putPOJO);
        return body;
    }
}
