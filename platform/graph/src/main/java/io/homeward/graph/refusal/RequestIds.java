package io.homeward.graph.refusal;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request is called in answers and logs. */
public final class RequestIds {
    private static final String KEY = RequestIds.class.getName();

    /** A client's own id is repeated in answers, so it is only what can do no harm there. */
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private RequestIds() {}

    /** The gateway's id of the request; where it gave none, one that lasts as long as the request. */
    public static String of(RoutingContext request) {
        @Nullable String known = request.get(KEY);
        if (known != null) {
            return known;
        }
        String given = request.request().getHeader("request-id");
        String id = given != null && HARMLESS.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        request.put(KEY, id);
        return id;
    }

    /** {@code client-request-id}, by which the caller knows the request. */
    public static Optional<String> ofClient(RoutingContext request) {
        return Optional.ofNullable(request.request().getHeader("client-request-id"))
                .filter(id -> HARMLESS.matcher(id).matches());
    }
}
