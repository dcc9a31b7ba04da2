package io.homeward.tenant.policy;

import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Property;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Authentication contexts: nothing here asks for one, so there are none and none can be made (405). Scripts that list them find an empty list. */
@Path(GraphPath.ROOT + "/identity/conditionalAccess/authenticationContextClassReferences")
@RunOnVirtualThread
public class AuthenticationContextResource {
    private static final GraphSet CONTEXTS = GraphSet.of(
            "identity/conditionalAccess/authenticationContextClassReferences",
            GraphType.of(
                    "authenticationContextClassReference",
                    Property.text("id", "c.id"),
                    Property.text("displayName", "c.name"),
                    Property.shown("description"),
                    Property.shown("isAvailable")),
            1,
            1);

    private final Admission admission;
    private final GraphRequest graph;

    AuthenticationContextResource(Admission admission, GraphRequest graph) {
        this.admission = admission;
        this.graph = graph;
    }

    @GET
    public GraphCollection list() {
        admission.to(Right.READ_POLICIES);
        GraphQuery query = graph.query(CONTEXTS);
        return graph.collection(
                query,
                new GraphPage<>(
                        List.of(), Optional.empty(), query.counts() ? OptionalLong.of(0) : OptionalLong.empty()));
    }
}
