package io.homeward.tenant.audit;

import io.homeward.accessrules.TenantId;
import io.homeward.graph.refusal.RequestIds;
import io.homeward.tenancy.CurrentCaller;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What the present request says about who acts and from where; outside a request it is the service itself. */
@Singleton
class Origin {
    /** Set by the gateway, which strips it from what comes from outside. */
    private static final String ADDRESS = "Homeward-Client-Ip";

    private static final Pattern AN_ADDRESS = Pattern.compile("[0-9A-Fa-f.:%a-z]{2,64}");

    private final CurrentVertxRequest request;
    private final CurrentCaller caller;

    Origin(CurrentVertxRequest request, CurrentCaller caller) {
        this.request = request;
        this.caller = caller;
    }

    /**
     * @param address of the client, as the gateway saw it
     * @param correlation the id of the request, the same in logs and answers
     * @param clientRequest the id that the client gave it
     * @param decision of the gateway, under which the request was let through
     */
    record Facts(
            Actor actor,
            Optional<String> address,
            String correlation,
            Optional<String> clientRequest,
            Optional<UUID> decision) {

        /** What this trail may know: of somebody who is neither at home nor present there, nothing that leads to him. */
        Facts in(TenantId trail) {
            return actor.known(trail)
                    ? this
                    : new Facts(actor.fromOutside(), Optional.empty(), correlation, Optional.empty(), decision);
        }
    }

    Facts present() {
        return present(request())
                .orElseGet(() -> new Facts(
                        new Actor.Itself(),
                        Optional.empty(),
                        UUID.randomUUID().toString(),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** The present request; empty for a job, and at the start of the service. */
    Optional<RoutingContext> request() {
        return Arc.container().requestContext().isActive()
                ? Optional.ofNullable(request.getCurrent())
                : Optional.empty();
    }

    private Optional<Facts> present(Optional<RoutingContext> present) {
        return present.map(context -> new Facts(
                Actor.of(caller.get()),
                Optional.ofNullable(context.request().getHeader(ADDRESS))
                        .filter(text -> AN_ADDRESS.matcher(text).matches()),
                RequestIds.of(context),
                RequestIds.ofClient(context),
                caller.decision()));
    }
}
