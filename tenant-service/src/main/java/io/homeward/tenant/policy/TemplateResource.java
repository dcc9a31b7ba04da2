package io.homeward.tenant.policy;

import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphEnum;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Property;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Policies to begin with. Their details, with a name and a state beside them, are what a new policy is made of. */
@Path(GraphPath.ROOT + "/identity/conditionalAccess/templates")
@RunOnVirtualThread
public class TemplateResource {
    private static final int PAGE = 100;
    private static final GraphSet TEMPLATES = GraphSet.of(
            "identity/conditionalAccess/templates",
            GraphType.of(
                    "conditionalAccessTemplate",
                    Property.text("id", "t.id"),
                    Property.text("name", "t.template ->> 'name'"),
                    Property.text("description", "t.template ->> 'description'"),
                    Property.flags(
                            "scenarios",
                            "t.template ->> 'scenarios'",
                            GraphEnum.of(
                                    "templateScenarios",
                                    "new",
                                    "secureFoundation",
                                    "zeroTrust",
                                    "remoteWork",
                                    "protectAdmins",
                                    "emergingThreats",
                                    "unknownFutureValue")),
                    Property.shown("details")),
            PAGE,
            PAGE);

    private final Templates templates;
    private final Admission admission;
    private final GraphRequest graph;

    TemplateResource(Templates templates, Admission admission, GraphRequest graph) {
        this.templates = templates;
        this.admission = admission;
        this.graph = graph;
    }

    @GET
    public GraphCollection list() {
        var by = admission.to(Right.READ_POLICIES);
        GraphQuery query = graph.query(TEMPLATES);
        return graph.collection(query, templates.page(by.tenant(), query));
    }

    @GET
    @Path("{id}")
    public GraphEntity get(@PathParam("id") String id) {
        admission.to(Right.READ_POLICIES);
        return graph.entity(TEMPLATES, templates.find(id));
    }
}
