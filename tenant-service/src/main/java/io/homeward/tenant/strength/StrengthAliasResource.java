package io.homeward.tenant.strength;

import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.tenant.policy.Authorship;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Path;

/** The same strengths under Graph's other name for them. */
@Path(GraphPath.ROOT + "/policies/authenticationStrengthPolicies")
@RunOnVirtualThread
public class StrengthAliasResource extends StrengthResource {
    StrengthAliasResource(Strengths strengths, Admission admission, Authorship authorship, GraphRequest graph) {
        super(strengths, admission, authorship, graph);
    }
}
