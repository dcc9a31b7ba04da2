package io.homeward.remediation.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.graph.refusal.Answers;
import io.homeward.graph.refusal.Rejection;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.page.RefusedRequests;
import io.homeward.remediation.page.Reply;
import io.homeward.remediation.page.SignInResource;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The only place where a refusal of the domain becomes HTTP; what every service refuses alike is in {@code platform/graph}. */
public class Problems {
    private final Answers answers;
    private final RefusedRequests pages;

    Problems(Answers answers, RefusedRequests pages) {
        this.answers = answers;
        this.pages = pages;
    }

    @ServerExceptionMapper
    public RestResponse<?> refused(Refusal refusal, RoutingContext request) {
        Optional<Reply> page = pages.page(refusal, request);
        return page.isPresent() ? SignInResource.answer(page.get()) : told(refusal, request);
    }

    private RestResponse<ObjectNode> told(Refusal refusal, RoutingContext request) {
        Fault fault = refusal.fault();
        Rejection rejection = Rejection.of(status(fault.kind()), fault, fault.title(), refusal.detail());
        for (var member : refusal.members().entrySet()) {
            rejection = rejection.withMember(member.getKey(), member.getValue());
        }
        return answers.to(
                request, fault.kind() == Fault.Kind.BUSY ? rejection.withHeader("Retry-After", "1") : rejection);
    }

    private static int status(Fault.Kind kind) {
        return switch (kind) {
            case MISSING -> 404;
            case GONE -> 410;
            case CONFLICT -> 409;
            case INVALID -> 400;
            case REFUSED -> 403;
            case BUSY -> 503;
        };
    }
}
