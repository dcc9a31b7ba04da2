package io.homeward.remediation.page;

import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.openid.EdgeSettings;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;

/**
 * What an application has asked wrongly while a person looks on, and nobody may be sent back to (RFC 6749 section 4.1.2.1): said to him on a page,
 * where his browser asks for one.
 */
@Singleton
public class RefusedRequests {
    private final EdgeSettings edge;

    RefusedRequests(EdgeSettings edge) {
        this.edge = edge;
    }

    /** Empty where it is no browser's page that was asked for. */
    public Optional<Reply> page(Refusal refusal, RoutingContext request) {
        String path = request.normalizedPath();
        boolean browsed = path.endsWith("/oauth2/v2.0/authorize") || path.endsWith("/oauth2/v2.0/logout");
        String accepted = Optional.ofNullable(request.request().getHeader("Accept"))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        if (!browsed || !accepted.contains("text/html")) {
            return Optional.empty();
        }
        var visit = Visit.of(request, edge.url());
        return Optional.of(said(refusal.fault())
                .map(said -> Pages.say(visit, said))
                .orElseGet(() -> Pages.refused(visit, refusal)));
    }

    private static Optional<Pages.Said> said(Fault fault) {
        if (fault == Fault.APPLICATION_UNKNOWN) {
            return Optional.of(new Pages.Said(400, "error.heading", "error.application-unknown", ""));
        }
        return fault == Fault.REDIRECT_UNKNOWN
                ? Optional.of(new Pages.Said(400, "error.heading", "error.redirect-unknown", ""))
                : Optional.empty();
    }
}
