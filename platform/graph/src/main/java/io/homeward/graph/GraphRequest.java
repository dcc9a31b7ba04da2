package io.homeward.graph;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.QueryOptions;
import io.homeward.graph.refusal.GraphRefusal;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The present request to a Graph resource: what it asks for, and the envelopes of its answer. See the package for an example.
 */
@RequestScoped
public class GraphRequest {
    private final CurrentVertxRequest current;
    private final ObjectMapper json;
    private final Optional<String> edge;

    GraphRequest(
            CurrentVertxRequest current,
            ObjectMapper json,
            @ConfigProperty(name = "homeward.edge.url") Optional<String> edge) {
        this.current = current;
        this.json = json;
        this.edge = edge;
    }

    /** @throws GraphRefusal (400) where a query option is unknown, doubled or not understood */
    public GraphQuery query(GraphSet set) {
        return options().parse(set);
    }

    /** Answers {@link #query} with a page; items become JSON as Jackson writes them. */
    public GraphCollection collection(GraphQuery query, GraphPage<?> page) {
        Rendering rendering = rendering(query.set(), query.select());
        List<ObjectNode> items = page.items().stream().map(rendering::item).toList();
        return new GraphCollection(
                rendering.context(""),
                page.count().isPresent() ? page.count().getAsLong() : null,
                page.next().map(this::nextLink).orElse(null),
                items);
    }

    /**
     * One object of a collection; understands {@code $select}.
     *
     * @throws GraphRefusal (400) where {@code $select} names what the type has not
     */
    public GraphEntity entity(GraphSet set, Object item) {
        return entity(set, item, Optional.empty());
    }

    /** The same with its {@link #etag}, which is also shown as {@code @odata.etag}. */
    public GraphEntity entity(GraphSet set, Object item, String etag) {
        return entity(set, item, Optional.of(etag));
    }

    /** An object that is in no collection, such as a policy of which there is one: the context is shown as given. */
    public GraphEntity singleton(String context, Object value) {
        ObjectNode body = json.createObjectNode().put("@odata.context", metadata() + context);
        body.setAll(json.<ObjectNode>valueToTree(value));
        return new GraphEntity(body, Optional.empty());
    }

    /** Where an object of a collection is found: the {@code Location} of what was created. */
    public String location(GraphSet set, String id) {
        return version() + "/" + set.path() + "/" + id;
    }

    /** The weak entity tag of a version. */
    public static String etag(long version) {
        return "W/\"" + version + "\"";
    }

    /** @throws GraphRefusal (412) where the caller names another version with {@code If-Match}; one who names none gets his way */
    public void ifMatch(String etag) {
        ifMatch().filter(wanted -> !names(wanted, etag)).ifPresent(wanted -> {
            throw GraphRefusal.preconditionFailed();
        });
    }

    /** @throws GraphRefusal (412) where the caller does not name this very version (or {@code *}) with {@code If-Match} */
    public void requireIfMatch(String etag) {
        if (ifMatch().isEmpty()) {
            throw GraphRefusal.preconditionRequired();
        }
        ifMatch(etag);
    }

    private GraphEntity entity(GraphSet set, Object item, Optional<String> etag) {
        Rendering rendering = rendering(set, options().select(set.type()));
        ObjectNode body = json.createObjectNode().put("@odata.context", rendering.context("/$entity"));
        etag.ifPresent(tag -> body.put("@odata.etag", tag));
        body.setAll(rendering.item(item));
        return new GraphEntity(body, etag);
    }

    private Rendering rendering(GraphSet set, Set<String> select) {
        return new Rendering(json, set, select, metadata(), includesLaterMembers(request()));
    }

    /** Whether the caller says that he understands enumeration members that came later. */
    static boolean includesLaterMembers(RoutingContext request) {
        return request.request().headers().getAll("Prefer").stream()
                .anyMatch(preferences -> preferences.contains("include-unknown-enum-members"));
    }

    private QueryOptions options() {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (String name : request().queryParams().names()) {
            parameters.put(name, request().queryParams().getAll(name));
        }
        return QueryOptions.of(parameters);
    }

    /** The same request again, further on: every option but the position is carried along. */
    private String nextLink(String token) {
        var link = new StringBuilder(base()).append(request().request().path());
        char separator = '?';
        for (Map.Entry<String, String> parameter : request().queryParams()) {
            String name = parameter.getKey().replaceFirst("^\\$", "");
            if (!name.equalsIgnoreCase("skiptoken") && !name.equalsIgnoreCase("skip")) {
                link.append(separator)
                        .append(Urls.encode(parameter.getKey()))
                        .append('=')
                        .append(Urls.encode(parameter.getValue()));
                separator = '&';
            }
        }
        return link.append(separator).append("$skiptoken=").append(token).toString();
    }

    private String metadata() {
        return version() + "/$metadata#";
    }

    private String version() {
        return base() + (request().request().path().startsWith("/beta") ? "/beta" : "/v1.0");
    }

    /** As the caller sees us: the gateway says so, else the configuration, else the request. */
    private String base() {
        @Nullable String host = request().request().getHeader("X-Forwarded-Host");
        if (host != null) {
            @Nullable String scheme = request().request().getHeader("X-Forwarded-Proto");
            return (scheme == null ? "https" : scheme) + "://" + host;
        }
        return edge.orElseGet(
                () -> request().request().scheme() + "://" + request().request().authority());
    }

    private Optional<String> ifMatch() {
        return Optional.ofNullable(request().request().getHeader("If-Match"));
    }

    private static boolean names(String wanted, String etag) {
        return Arrays.stream(wanted.split(",", -1))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || opaque(tag).equals(opaque(etag)));
    }

    /** A version is the same whether its tag is called weak or not. */
    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private RoutingContext request() {
        return current.getCurrent();
    }
}
