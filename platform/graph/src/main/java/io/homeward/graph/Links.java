package io.homeward.graph;

import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The absolute addresses in an answer, as the caller sees us. */
record Links(RoutingContext request, Optional<String> edge) {

    /** Say where in the collection a request is, and so are not carried along. */
    private static final Set<String> PLACES = Set.of("$skiptoken", "$skip", "$deltatoken");

    String metadata() {
        return version() + "/$metadata#";
    }

    String version() {
        return base() + (request.request().path().startsWith("/beta") ? "/beta" : "/v1.0");
    }

    Map<String, List<String>> parameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (String name : request.queryParams().names()) {
            parameters.put(name, request.queryParams().getAll(name));
        }
        return parameters;
    }

    /** The same request again, further on: every option but the place is carried along. */
    String further(String option, String token) {
        String start = start();
        return start + (start.indexOf('?') < 0 ? '?' : '&') + option + "=" + token;
    }

    /** The same request again from its beginning. */
    String start() {
        var link = new StringBuilder(base()).append(request.request().path());
        char separator = '?';
        for (Map.Entry<String, String> parameter : request.queryParams()) {
            String name = parameter.getKey().toLowerCase(java.util.Locale.ROOT);
            if (!PLACES.contains(name.startsWith("$") ? name : "$" + name)) {
                link.append(separator)
                        .append(Urls.encode(parameter.getKey()))
                        .append('=')
                        .append(Urls.encode(parameter.getValue()));
                separator = '&';
            }
        }
        return link.toString();
    }

    /** The gateway says so, else the configuration, else the request. */
    String base() {
        @Nullable String host = request.request().getHeader("X-Forwarded-Host");
        if (host != null) {
            @Nullable String scheme = request.request().getHeader("X-Forwarded-Proto");
            return (scheme == null ? "https" : scheme) + "://" + host;
        }
        return edge.orElseGet(
                () -> request.request().scheme() + "://" + request.request().authority());
    }
}
