package io.homeward.tenant.enrolment;

import io.homeward.tenant.Edge;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.registry.AdministratorJson;
import io.homeward.tenant.registry.Tenant;
import io.homeward.tenant.registry.Tenants;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import org.jboss.resteasy.reactive.ResponseStatus;

/** A way for a new user to begin without a password that somebody else knew. */
@Path("/v1/users/{key}/enrolment")
@RunOnVirtualThread
public class EnrolmentResource {
    private final EnrolPerson enrol;
    private final Tenants tenants;
    private final Admission admission;
    private final Edge edge;
    private final Clock clock;

    EnrolmentResource(EnrolPerson enrol, Tenants tenants, Admission admission, Edge edge, Clock clock) {
        this.enrol = enrol;
        this.tenants = tenants;
        this.admission = admission;
        this.edge = edge;
        this.clock = clock;
    }

    @POST
    @ResponseStatus(201)
    public AdministratorJson.Enrolment issue(@PathParam("key") String key) {
        var by = admission.to(Right.RESET_PASSWORDS);
        Tenant tenant = tenants.find(by.tenant()).orElseThrow(() -> new Refusal(Fault.TENANT_UNKNOWN));
        var ticket = enrol.issue(by, key, clock.instant());
        return new AdministratorJson.Enrolment(
                edge.enrolment(tenant.id(), ticket.text(), tenant.administration()),
                ticket.text(),
                tenant.administration().value(),
                ticket.expiresAt());
    }
}
