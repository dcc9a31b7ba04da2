package io.homeward.graph.refusal;

import io.homeward.graph.GraphPath;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers a body that announces itself as too large ({@code quarkus.http.limits.max-body-size}) before the framework does, which would do
 * it without a word. The connection is closed, since nobody reads the body.
 */
@Singleton
public class BodyLimit {

    /** Before the framework's own check. */
    private static final int EARLY = 100;

    private final long limit;
    private final Answers answers;

    BodyLimit(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10240K") MemorySize limit,
            Answers answers) {
        this.limit = limit.asLongValue();
        this.answers = answers;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, EARLY);
    }

    private void check(RoutingContext request) {
        if (announced(request) <= limit) {
            request.next();
            return;
        }
        Rejection rejection = Rejections.tooLarge(limit);
        request.response()
                .setStatusCode(rejection.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, answers.mediaType(request).toString())
                .putHeader("request-id", RequestIds.of(request))
                .putHeader(HttpHeaders.CONNECTION, "close");
        if (GraphPath.covers(request.normalizedPath())) {
            request.response().putHeader("OData-Version", "4.0");
        }
        request.response()
                .end(answers.body(request, rejection).toString())
                .onComplete(done -> request.request().connection().close());
    }

    private static long announced(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return -1; // the HTTP codec answers that
        }
    }
}
