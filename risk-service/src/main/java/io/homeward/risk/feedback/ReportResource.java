package io.homeward.risk.feedback;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.risk.Rights;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** Reports evidence about a person. */
@Path("/v1/people/{id}/detections")
@RunOnVirtualThread
public class ReportResource {
    private final Reports reports;
    private final CurrentCaller caller;

    ReportResource(Reports reports, CurrentCaller caller) {
        this.reports = reports;
        this.caller = caller;
    }

    /** What can be reported from outside. */
    public enum Reportable {
        @JsonProperty("leakedCredentials")
        LEAKED_CREDENTIALS
    }

    public record Report(@NotNull Reportable riskEventType) {}

    /** @return the person's risk, as in the feed {@code standings} */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonNode report(@PathParam("id") UUID id, @Valid @NotNull Report report) {
        TenantId tenant = Rights.WRITE_EVENTS.in(caller.get());
        return switch (report.riskEventType) {
            case LEAKED_CREDENTIALS ->
                FeedJson.mapper().valueToTree(reports.leaked(tenant, new PersonId(id), Rights.id(caller.get())));
        };
    }
}
