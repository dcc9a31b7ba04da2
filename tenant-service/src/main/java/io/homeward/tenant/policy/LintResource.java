package io.homeward.tenant.policy;

import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** What is probably not meant in this tenant's rules, the serious first. */
@Path("/v1/conditionalAccess/lint")
@RunOnVirtualThread
public class LintResource {
    private final Lint lint;
    private final Admission admission;

    LintResource(Lint lint, Admission admission) {
        this.lint = lint;
        this.admission = admission;
    }

    record Remarks(List<RemarkShown> value) {}

    @GET
    public Remarks remarks() {
        return new Remarks(lint.remarks(admission.to(Right.READ_POLICIES).tenant()).stream()
                .map(RemarkShown::of)
                .toList());
    }
}
