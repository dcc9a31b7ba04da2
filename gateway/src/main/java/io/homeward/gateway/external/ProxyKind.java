package io.homeward.gateway.external;

import io.homeward.gateway.web.Call;
import io.homeward.gateway.web.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The contracts by which proxies ask. */
public enum ProxyKind {
    /** {@code auth_request}: 2xx passes, 401 and 403 refuse, everything else is an error. The configuration sends the headers. */
    NGINX("nginx", "X-Original-Method", "X-Original-URI"),
    /** A script of ours in HAProxy; it sends and copies what we want. */
    HAPROXY("haproxy", "X-Original-Method", "X-Original-URI"),
    /** Traefik's forwardAuth and Caddy's forward_auth: 2xx passes, everything else goes to the client as it is. */
    FORWARD_AUTH("forward-auth", "X-Forwarded-Method", "X-Forwarded-Uri"),
    /** {@code ext_authz} over HTTP: the call's own method, and its path behind ours. 5xx is an error, which some configurations let pass. */
    ENVOY("envoy", "", ""),
    /** External auth of the Gateway API over HTTP, which is Envoy's contract with exactly 200 for yes. */
    KUBERNETES("kubernetes", "", "");

    private final String path;
    private final String methodHeader;
    private final String uriHeader;

    ProxyKind(String path, String methodHeader, String uriHeader) {
        this.path = path;
        this.methodHeader = methodHeader;
        this.uriHeader = uriHeader;
    }

    public static Optional<ProxyKind> of(String path) {
        return Arrays.stream(values()).filter(each -> each.path.equals(path)).findFirst();
    }

    /**
     * What the client called, as the proxy says; empty where it does not say it, or says it twice.
     *
     * @param behind what follows our own path, where the proxy tells it there
     */
    public Optional<Original> original(Call call, String behind) {
        return switch (this) {
            case NGINX, HAPROXY, FORWARD_AUTH ->
                one(call, methodHeader).flatMap(method -> one(call, uriHeader).map(uri -> new Original(method, uri)));
            case ENVOY, KUBERNETES -> Optional.of(new Original(call.method().name(), behind));
        };
    }

    private static Optional<String> one(Call call, String header) {
        List<String> values = call.headers().getAll(header);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /** The refusal as this proxy can carry it. */
    public Problem spelled(Problem problem) {
        return switch (this) {
            case HAPROXY, FORWARD_AUTH -> problem;
            case NGINX ->
                (problem.status() == 401 ? problem : problem.sentAs(403))
                        .with("Homeward-Status", Integer.toString(problem.status()))
                        .with("Homeward-Problem", problem.ascii());
            case ENVOY, KUBERNETES -> problem.status() < 500 ? problem : problem.sentAs(403);
        };
    }
}
