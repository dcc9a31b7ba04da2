package io.homeward.tenant.policy;

import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Path;

/** The same policies under Graph's other name for them. */
@Path(GraphPath.ROOT + "/policies/conditionalAccessPolicies")
@RunOnVirtualThread
public class PolicyAliasResource extends PolicyResource {
    PolicyAliasResource(Policies policies, Lint lint, Admission admission, Authorship authorship, GraphRequest graph) {
        super(policies, lint, admission, authorship, graph);
    }
}
