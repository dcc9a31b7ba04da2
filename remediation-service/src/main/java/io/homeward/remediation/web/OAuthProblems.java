package io.homeward.remediation.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.feed.FeedJson;
import io.homeward.graph.refusal.RequestIds;
import io.homeward.remediation.openid.EntryRefusal;
import io.homeward.remediation.openid.OAuthError;
import io.homeward.remediation.openid.OAuthRefusal;
import io.homeward.remediation.openid.Suberror;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Refusals of the token endpoint, in OAuth's shape (RFC 6749 section 5.2) with the numbers that scripts read. */
public class OAuthProblems {
    private final InstantSource clock;

    OAuthProblems(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * @param suberror what the client may do about it
     * @param claims as JSON, to be sent with the next authorization request
     * @param homeward what the law said, where it was asked
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Body(
            String error,
            @JsonProperty("error_description") String description,
            @JsonProperty("error_codes") List<Integer> codes,
            Instant timestamp,
            @JsonProperty("trace_id") String traceId,
            @JsonProperty("correlation_id") String correlationId,
            @Nullable String suberror,
            @Nullable String claims,
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
                Suberror.of(refusal).map(Suberror::wireName).orElse(null),
                Suberror.claims(refusal).map(OAuthProblems::json).orElse(null),
                refusal.entry().orElse(null));
        var answer = RestResponse.ResponseBuilder.create(
                        RestResponse.Status.fromStatusCode(refusal.error().status()), body)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store");
        refusal.entry()
                .flatMap(EntryRefusal::retryAfter)
                .ifPresent(after -> answer.header("Retry-After", after.toSeconds()));
        challenge(refusal).ifPresent(said -> answer.header("WWW-Authenticate", said));
        return answer.build();
    }

    private static String json(Map<String, Object> claims) {
        try {
            return FeedJson.mapper().writeValueAsString(claims);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is asked is made here", e);
        }
    }

    /** RFC 6749 section 5.2; RFC 6750 section 3 where a bearer token was refused. */
    private static Optional<String> challenge(OAuthRefusal refusal) {
        OAuthError error = refusal.error();
        if (error == OAuthError.CLIENT_UNKNOWN) {
            return Optional.of("Basic realm=\"token\"");
        }
        return error == OAuthError.TOKEN_INVALID || error == OAuthError.SCOPE_INSUFFICIENT
                ? Optional.of("Bearer realm=\"homeward\", error=\"%s\", error_description=\"%s\""
                        .formatted(error.code(), error.description()))
                : Optional.empty();
    }
}
