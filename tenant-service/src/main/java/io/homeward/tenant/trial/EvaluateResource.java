package io.homeward.tenant.trial;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.tenant.ChangesNothing;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;

/** What-if, in Graph's shape, with what all policies together come to as an annotation. */
@Path(GraphPath.ROOT + "/identity/conditionalAccess/evaluate")
@RunOnVirtualThread
public class EvaluateResource {
    private final Evaluate evaluate;
    private final Admission admission;
    private final GraphRequest graph;
    private final Clock clock;

    EvaluateResource(Evaluate evaluate, Admission admission, GraphRequest graph, Clock clock) {
        this.evaluate = evaluate;
        this.admission = admission;
        this.graph = graph;
        this.clock = clock;
    }

    @POST
    @ChangesNothing("It asks what would happen")
    @Needs(Right.READ_POLICIES)
    public GraphEntity evaluate(@NotNull JsonNode body) {
        var by = admission.to(Right.READ_POLICIES);
        return graph.singleton(
                "Collection(microsoft.graph.whatIfAnalysisResult)",
                evaluate.answer(by.tenant(), Question.of(body), clock.instant()));
    }
}
