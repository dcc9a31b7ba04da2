package io.homeward.graph;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.delta.DeltaPage;
import io.homeward.graph.delta.DeltaQuery;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.Places;
import io.homeward.graph.query.QueryHeaders;
import io.homeward.graph.query.QueryOptions;
import io.homeward.graph.query.TokenSeal;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.CurrentCaller;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The present request to a Graph resource: what it asks for, and the envelopes of its answer. See the package for an example.
 */
@RequestScoped
public class GraphRequest {
    private static final MediaType PLAIN = new MediaType("text", "plain");

    private final CurrentVertxRequest current;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final CurrentCaller caller;
    private final TokenSeal seal;
    private final Optional<String> edge;

    GraphRequest(
            CurrentVertxRequest current,
            ObjectMapper json,
            InstantSource clock,
            CurrentCaller caller,
            TokenSeal seal,
            @ConfigProperty(name = "homeward.edge.url") Optional<String> edge) {
        this.current = current;
        this.json = json;
        this.clock = clock;
        this.caller = caller;
        this.seal = seal;
        this.edge = edge;
    }

    /** @throws GraphRefusal (400) where a query option is unknown, doubled or not understood */
    public GraphQuery query(GraphSet set) {
        return options().parse(set);
    }

    /** Answers {@link #query} with a page; items become JSON as Jackson writes them. */
    public GraphCollection collection(GraphQuery query, GraphPage<?> page) {
        Rendering rendering = rendering(query.set(), query.select(), query.expand());
        List<ObjectNode> items = page.items().stream().map(rendering::item).toList();
        return new GraphCollection(
                rendering.context(""),
                page.count().isPresent() ? page.count().getAsLong() : null,
                page.next().map(token -> links().further("$skiptoken", token)).orElse(null),
                null,
                items);
    }

    /**
     * What {@link GraphPath#COUNT} asks for: a query that reads no items; {@code $filter} and {@code $search} apply.
     *
     * @throws GraphRefusal (400) as {@link #query}, and where directory objects are counted without {@code ConsistencyLevel: eventual}
     */
    public GraphQuery countQuery(GraphSet set) {
        return options().parseCount(set);
    }

    /** Answers {@link #countQuery}: a whole number as plain text. */
    public RestResponse<String> count(GraphPage<?> page) {
        return RestResponse.ResponseBuilder.ok(String.valueOf(page.count().orElseThrow()), PLAIN)
                .build();
    }

    /**
     * What changed since the caller asked last; see {@link io.homeward.graph.delta}.
     *
     * @throws GraphRefusal (400) where an option is not for a delta query, or the token none of this one; (410) where the token is too old
     */
    public DeltaQuery delta(GraphSet set, TenantId tenant) {
        return DeltaQuery.of(options(), set, tenant, clock.instant(), links().start());
    }

    /** Answers {@link #delta} with a page. */
    public GraphCollection delta(DeltaQuery query, DeltaPage<?> page) {
        Rendering rendering = rendering(query.set(), query.select(), Map.of());
        return new GraphCollection(
                rendering.context(""),
                null,
                page.next().map(token -> links().further("$skiptoken", token)).orElse(null),
                page.later().map(token -> links().further("$deltatoken", token)).orElse(null),
                page.items().stream()
                        .map(item -> item.json(json, rendering::item))
                        .toList());
    }

    /**
     * One object of a collection; understands {@code $select} and {@code $expand}.
     *
     * @throws GraphRefusal (400) where they name what the type has not
     */
    public GraphEntity entity(GraphSet set, Object item) {
        return entity(set, item, Optional.empty());
    }

    /** The same with the {@link #etag} of its version, which is also shown as {@code @odata.etag}. */
    public GraphEntity entity(GraphSet set, Object item, long version) {
        return entity(set, item, etag(version));
    }

    /** The same with its {@link ETags#of tag}. */
    public GraphEntity entity(GraphSet set, Object item, String etag) {
        return entity(set, item, Optional.of(etag));
    }

    /**
     * What was added to a collection, and where it is found from now on.
     *
     * @param id as the address shows it
     */
    public RestResponse<GraphEntity> created(GraphSet set, Object id, GraphEntity entity) {
        return RestResponse.ResponseBuilder.<GraphEntity>created(URI.create(location(set, id.toString())))
                .entity(entity)
                .build();
    }

    /** What {@code $expand} wants to see with one object, so that it is read only then. */
    public Set<String> expanded(GraphSet set) {
        return options().expand(set).keySet();
    }

    /** An object that is in no collection, such as a policy of which there is one: the context is shown as given. */
    public GraphEntity singleton(String context, Object value) {
        ObjectNode body = json.createObjectNode().put("@odata.context", links().metadata() + context);
        body.setAll(json.<ObjectNode>valueToTree(value));
        return new GraphEntity(body, Optional.empty());
    }

    /**
     * Answers a change: nothing, or the object as it is now where the caller sends {@code Prefer: return=representation}.
     *
     * @param present asked only then, after the change
     */
    public RestResponse<GraphEntity> changed(Supplier<GraphEntity> present) {
        return ReturnPreference.of(request()).equals(Optional.of(ReturnPreference.REPRESENTATION))
                ? RestResponse.ok(present.get())
                : RestResponse.noContent();
    }

    /** Where an object of a collection is found: the {@code Location} of what was created. */
    public String location(GraphSet set, String id) {
        return links().version() + "/" + set.path() + "/" + id;
    }

    /** The address of a path of ours that is no Graph path, as the caller sees us. */
    public String address(String path) {
        return links().base() + path;
    }

    /** The weak entity tag of a version. */
    public static String etag(long version) {
        return ETags.of(version);
    }

    /** @throws GraphRefusal (412) as {@link #ifMatch(String)} with the {@link #etag} of the version */
    public void ifMatch(long version) {
        ifMatch(etag(version));
    }

    /** @throws GraphRefusal (412) as {@link #requireIfMatch(String)} with the {@link #etag} of the version */
    public void requireIfMatch(long version) {
        requireIfMatch(etag(version));
    }

    /** @throws GraphRefusal (412) where the caller names another version with {@code If-Match}; one who names none gets his way */
    public void ifMatch(String etag) {
        ETags.ifMatch(ifMatch(), etag);
    }

    /** @throws GraphRefusal (412) where the caller does not name this very version (or {@code *}) with {@code If-Match} */
    public void requireIfMatch(String etag) {
        ETags.requireIfMatch(ifMatch(), etag);
    }

    private GraphEntity entity(GraphSet set, Object item, Optional<String> etag) {
        QueryOptions options = options();
        Rendering rendering = rendering(set, options.select(set.type()), options.expand(set));
        ObjectNode body = json.createObjectNode().put("@odata.context", rendering.context("/$entity"));
        etag.ifPresent(tag -> body.put("@odata.etag", tag));
        body.setAll(rendering.item(item));
        return new GraphEntity(body, etag);
    }

    private Rendering rendering(GraphSet set, Set<String> select, Map<String, Set<String>> expand) {
        return new Rendering(
                json, set, select, expand, set.type().onRequest(), links().metadata(), includesLaterMembers(request()));
    }

    /** Whether the caller says that he understands enumeration members that came later. */
    static boolean includesLaterMembers(RoutingContext request) {
        return request.request().headers().getAll("Prefer").stream()
                .anyMatch(preferences -> preferences.contains("include-unknown-enum-members"));
    }

    private QueryOptions options() {
        var headers = request().request().headers();
        return QueryOptions.of(
                links().parameters(),
                QueryHeaders.of(headers.getAll("ConsistencyLevel"), headers.getAll("Prefer")),
                new Places(seal, owner()));
    }

    /** A place in a listing is a tenant's, whoever of it was given it. */
    private String owner() {
        return switch (caller.get()) {
            case Caller.Person person -> "tenant " + person.tenant();
            case Caller.Application application -> "tenant " + application.tenant();
            case Caller.Service service -> "service " + service.name();
            case Caller.Anonymous ignored -> "nobody";
        };
    }

    private Links links() {
        return new Links(request(), edge);
    }

    private @Nullable String ifMatch() {
        return request().request().getHeader("If-Match");
    }

    private RoutingContext request() {
        return current.getCurrent();
    }
}
