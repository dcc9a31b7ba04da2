package io.homeward.gateway.route;

import io.homeward.gateway.web.Exchange;
import io.vertx.core.Context;
import io.vertx.core.http.HttpClient;

/** What stands behind one of the two ports. */
interface Door {

    /** So that logs and messages can tell them apart. */
    String name();

    /**
     * Serves one call, on the event loop of its connection.
     *
     * @param client of this event loop, for going on
     */
    void serve(Exchange exchange, Context loop, HttpClient client);

    /** What {@link Exchange#target} is where a request could not be read that far. */
    String UNREADABLE = "/bad-request";

    /** Whether an error about a call to this target is said in Graph's shape, too. */
    boolean speaksGraph(String target);
}
