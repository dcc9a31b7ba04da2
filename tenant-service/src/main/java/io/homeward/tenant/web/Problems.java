package io.homeward.tenant.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.graph.refusal.Answers;
import io.homeward.graph.refusal.Rejection;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The only place where a refusal of this service's domain becomes HTTP. */
public class Problems {
    private static final String AGAIN_AFTER_SECONDS = "2";

    private final Answers answers;

    Problems(Answers answers) {
        this.answers = answers;
    }

    @ServerExceptionMapper
    public RestResponse<ObjectNode> refused(Refusal refusal, RoutingContext request) {
        Fault fault = refusal.fault();
        Rejection rejection = Rejection.of(status(fault.kind()), fault, fault.title(), refusal.detail())
                .withGraphCode(fault.code());
        if (refusal.inner().isPresent()) {
            rejection = rejection.withInner(refusal.inner().get());
        }
        if (fault.kind() == Fault.Kind.UNAVAILABLE) {
            rejection = rejection.withHeader("Retry-After", AGAIN_AFTER_SECONDS);
        }
        return answers.to(request, rejection);
    }

    private static int status(Fault.Kind kind) {
        return switch (kind) {
            case MISSING -> 404;
            case CONFLICT -> 409;
            case INVALID -> 400;
            case REFUSED -> 403;
            case UNAVAILABLE -> 503;
        };
    }
}
