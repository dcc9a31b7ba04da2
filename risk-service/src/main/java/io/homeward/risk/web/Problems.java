package io.homeward.risk.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.graph.refusal.Answers;
import io.homeward.graph.refusal.Rejection;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The only place where a refusal of this service becomes HTTP. What all services refuse alike is the platform's. */
public class Problems {
    private final Answers answers;

    Problems(Answers answers) {
        this.answers = answers;
    }

    @ServerExceptionMapper
    public RestResponse<ObjectNode> refused(Refusal refusal, RoutingContext request) {
        Fault fault = refusal.fault();
        Rejection rejection = Rejection.of(status(fault.kind()), fault, fault.title(), refusal.detail());
        if (fault == Fault.PERSON_NOT_AT_HOME_HERE) {
            rejection = rejection.withHeader("Homeward-Rule", "D10");
        }
        if (fault.kind() == Fault.Kind.BUSY) {
            rejection = rejection.withHeader("Retry-After", "1");
        }
        return answers.to(request, rejection);
    }

    private static int status(Fault.Kind kind) {
        return switch (kind) {
            case MISSING -> 404;
            case INVALID -> 400;
            case CONFLICT -> 409;
            case REFUSED -> 403;
            case BUSY -> 503;
        };
    }
}
