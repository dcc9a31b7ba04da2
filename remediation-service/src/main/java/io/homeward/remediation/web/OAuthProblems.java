package io.homeward.remediation.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.homeward.graph.refusal.RequestIds;
import io.homeward.remediation.openid.EntryRefusal;
import io.homeward.remediation.openid.OAuthError;
import io.homeward.remediation.openid.OAuthRefusal;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Refusals of the token endpoint, in OAuth's shape (RFC 6749 section 5.2) with the numbers that scripts read. */
public class OAuthProblems {
    private final InstantSource clock;

    OAuthProblems(InstantSource clock) {
        this.clock = clock;
    }

    /** @param homeward what the law said, where it was asked */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Body(
            String error,
            @JsonProperty("error_description") String description,
            @JsonProperty("error_codes") List<Integer> codes,
            Instant timestamp,
            @JsonProperty("trace_id") String traceId,
            @JsonProperty("correlation_id") String correlationId,
            @Nullable EntryRefusal homeward) {}

    @ServerExceptionMapper
    public RestResponse<Body> refused(OAuthRefusal refusal, RoutingContext request) {
        String id = RequestIds.of(request);
        var body = new Body(
                refusal.error().code(),
                "HW%d: %s".formatted(refusal.number(), refusal.description()),
                List.of(refusal.number()),
                clock.instant(),
                id,
                RequestIds.ofClient(request).orElse(id),
                refusal.entry().orElse(null));
        var answer = RestResponse.ResponseBuilder.create(
                        RestResponse.Status.fromStatusCode(refusal.error().status()), body)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store");
        refusal.entry()
                .flatMap(EntryRefusal::retryAfter)
                .ifPresent(after -> answer.header("Retry-After", after.toSeconds()));
        if (refusal.error() == OAuthError.CLIENT_UNKNOWN) {
            answer.header("WWW-Authenticate", "Basic realm=\"token\"");
        }
        return answer.build();
    }
}
