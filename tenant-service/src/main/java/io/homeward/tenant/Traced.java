package io.homeward.tenant;

import io.vertx.ext.web.RoutingContext;

/** Marks a request that has left its entry in the audit trail, or said that there is nothing to record. */
public final class Traced {
    private static final String KEY = Traced.class.getName();

    private Traced() {}

    public static void leave(RoutingContext request) {
        request.put(KEY, true);
    }

    public static boolean is(RoutingContext request) {
        return request.get(KEY) != null;
    }
}
