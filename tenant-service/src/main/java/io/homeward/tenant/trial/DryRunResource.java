package io.homeward.tenant.trial;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.tenant.ChangesNothing;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;

/** Who would have been asked, blocked or let in by other policies in the last days, and who is at risk now and would be. */
@Path("/v1/conditionalAccess/dryRun")
@RunOnVirtualThread
public class DryRunResource {
    private final TryRules rules;
    private final Admission admission;
    private final Clock clock;

    DryRunResource(TryRules rules, Admission admission, Clock clock) {
        this.rules = rules;
        this.admission = admission;
        this.clock = clock;
    }

    @POST
    @ChangesNothing("It asks what would have happened")
    @Needs(Right.READ_POLICIES)
    public TryRules.Answer tryRules(@NotNull JsonNode body) {
        var by = admission.to(Right.READ_POLICIES);
        return rules.answer(by.tenant(), Proposal.of(body), clock.instant());
    }
}
