package io.homeward.tenant.enrolment;

import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.PlainText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.registry.AdministratorJson;
import io.homeward.tenant.registry.FirstAdministrator;
import io.homeward.tenant.registry.Operator;
import io.homeward.tenant.registry.PlatformTenant;
import io.homeward.tenant.registry.Tenant;
import io.homeward.tenant.registry.Tenants;
import io.homeward.tenant.web.EntersBy;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Administrators whom the operator gives a tenant; with the platform's own tenant they run the installation. */
@Path("/v1/tenants/{id}/administrators")
@RunOnVirtualThread
public class AdministratorResource {
    private static final int REASON_LENGTH = 500;

    private final FirstAdministrator administrators;
    private final Tenants tenants;
    private final PlatformTenant platform;
    private final Operator operator;
    private final Clock clock;

    AdministratorResource(
            FirstAdministrator administrators,
            Tenants tenants,
            PlatformTenant platform,
            Operator operator,
            Clock clock) {
        this.administrators = administrators;
        this.tenants = tenants;
        this.platform = platform;
        this.operator = operator;
        this.clock = clock;
    }

    @POST
    @ResponseStatus(201)
    @EntersBy(Operator.class)
    public AdministratorJson.Shown appoint(@PathParam("id") UUID id, @NotNull @Valid AdministratorJson.Wanted wanted) {
        Authority by = operator.acting();
        Tenant tenant =
                tenants.find(platform.id(), new TenantId(id)).orElseThrow(() -> new Refusal(Fault.TENANT_UNKNOWN));
        FirstAdministrator.Wanted asked = wanted.wanted();
        asked.reason().ifPresent(reason -> PlainText.line("reason", reason, REASON_LENGTH));
        return AdministratorJson.Shown.of(
                administrators.appoint(by, tenant, asked, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }
}
