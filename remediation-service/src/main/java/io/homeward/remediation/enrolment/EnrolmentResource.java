package io.homeward.remediation.enrolment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** For tenant-service, which has decided who may. The person need not be known here yet. */
@Path("/internal/tenants/{tenant}/people/{person}/enrolment")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EnrolmentResource {
    private static final String CALLER = "tenant-service";

    private final CurrentCaller caller;
    private final IssueEnrolment enrolment;

    EnrolmentResource(CurrentCaller caller, IssueEnrolment enrolment) {
        this.caller = caller;
        this.enrolment = enrolment;
    }

    /** @param by who asked tenant-service for it; its {@code id} is kept for the record */
    record Asked(@Nullable JsonNode by) {}

    /** The only answer that shows the ticket. */
    record Issued(String ticket, Instant expiresAt) {}

    /** @param state {@code none}, {@code open} or {@code enrolled} */
    @JsonInclude
    record Standing(String state, @Nullable Instant expiresAt) {}

    @POST
    @ResponseStatus(201)
    public Issued issue(@PathParam("tenant") UUID tenant, @PathParam("person") UUID person, @Nullable Asked asked) {
        String service = tenantService();
        JsonNode by = asked == null ? null : asked.by();
        var issued = enrolment.issue(
                new TenantId(tenant),
                new PersonId(person),
                by == null ? service : by.path("id").asText(service));
        return new Issued(issued.ticket().text(), issued.expiresAt());
    }

    @GET
    public Standing look(@PathParam("tenant") UUID tenant, @PathParam("person") UUID person) {
        tenantService();
        var standing = enrolment.look(new TenantId(tenant), new PersonId(person));
        return new Standing(
                standing.progress().name().toLowerCase(Locale.ROOT),
                standing.expiresAt().orElse(null));
    }

    private String tenantService() {
        String service = caller.service().name();
        if (!service.equals(CALLER)) {
            throw new Refusal(Fault.NOT_ALLOWED, "This is for tenant-service.");
        }
        return service;
    }
}
