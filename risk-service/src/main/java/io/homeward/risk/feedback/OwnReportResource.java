package io.homeward.risk.feedback;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person has answered a notice: it was not he, or it was. Told by the service that made sure that it is his answer. Services only. */
@Path("/internal/tenants/{tenant}/people/{person}/own-report")
@RunOnVirtualThread
public class OwnReportResource {
    private static final String PRINTABLE = "[\\x20-\\x7e]{1,128}";

    private final OwnReports reports;
    private final CurrentCaller caller;

    OwnReportResource(OwnReports reports, CurrentCaller caller) {
        this.reports = reports;
        this.caller = caller;
    }

    /** What he says. */
    public enum Answer {
        @JsonProperty("notMe")
        NOT_ME,
        @JsonProperty("wasMe")
        WAS_ME
    }

    /** About one sign-in or one change. */
    public record Said(
            @NotNull UUID reportId,
            @NotNull Answer answer,
            @Nullable @Pattern(regexp = PRINTABLE) String signInId,
            @Nullable @Pattern(regexp = PRINTABLE) String changeId) {
        String about() {
            if ((signInId == null) == (changeId == null)) {
                throw new Refusal(Fault.BAD_REQUEST, "A report is about signInId, or about changeId");
            }
            return signInId == null ? "change " + changeId : "sign-in " + signInId;
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public void said(@PathParam("tenant") UUID tenant, @PathParam("person") UUID person, @Valid @NotNull Said said) {
        caller.service();
        var report = new OwnReports.Report(
                said.reportId, new PersonId(person), Optional.ofNullable(said.signInId), said.about());
        switch (said.answer) {
            case NOT_ME -> reports.notMe(new TenantId(tenant), report);
            case WAS_ME -> reports.wasMe(new TenantId(tenant), report);
        }
    }
}
