package io.homeward.tenant.registry;

import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Fault;
import io.homeward.tenant.PlainText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.web.EntersBy;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** What the operator sees of and does to a tenant that is there: rename, suspend, resume, delete, vouch for a domain. */
@Path("/v1/tenants/{id}")
@RunOnVirtualThread
public class TenantLifeResource {
    private final TenantLife life;
    private final Tenants tenants;
    private final Domains domains;
    private final PlatformTenant platform;
    private final Operator operator;
    private final Clock clock;

    TenantLifeResource(
            TenantLife life,
            Tenants tenants,
            Domains domains,
            PlatformTenant platform,
            Operator operator,
            Clock clock) {
        this.life = life;
        this.tenants = tenants;
        this.domains = domains;
        this.platform = platform;
        this.operator = operator;
        this.clock = clock;
    }

    record Change(@NotBlank @Size(max = 256) String displayName) {}

    record Why(@Nullable @Size(max = 500) String reason) {
        static Optional<String> of(@Nullable Why why) {
            return Optional.ofNullable(why).map(Why::reason).map(text -> PlainText.line("reason", text.strip(), 500));
        }
    }

    record Vouched(String id, boolean isVerified, String verifiedBy) {
        static Vouched of(Domain domain) {
            return new Vouched(
                    domain.name(),
                    domain.verified(),
                    domain.verifiedBy().map(Domain.Proof::wire).orElse(""));
        }
    }

    @GET
    public TenantResource.Shown get(@PathParam("id") UUID id) {
        operator.asking();
        return tenants.find(platform.id(), new TenantId(id))
                .map(TenantResource.Shown::of)
                .orElseThrow(() -> new Refusal(Fault.TENANT_UNKNOWN));
    }

    @PATCH
    @EntersBy(Operator.class)
    public TenantResource.Shown rename(@PathParam("id") UUID id, @NotNull @Valid Change change) {
        operator.acting();
        String name = PlainText.line("displayName", change.displayName().strip(), 256);
        return TenantResource.Shown.of(life.rename(known(id), name));
    }

    @POST
    @Path("suspend")
    @EntersBy(Operator.class)
    public TenantResource.Shown suspend(@PathParam("id") UUID id, @Nullable @Valid Why why) {
        operator.acting();
        return TenantResource.Shown.of(life.suspend(known(id), Why.of(why), clock.instant()));
    }

    @POST
    @Path("resume")
    public TenantResource.Shown resume(@PathParam("id") UUID id) {
        operator.acting();
        return TenantResource.Shown.of(life.resume(known(id), clock.instant()));
    }

    @DELETE
    @ResponseStatus(204)
    public void delete(@PathParam("id") UUID id) {
        operator.acting();
        life.delete(known(id), Optional.empty(), clock.instant());
    }

    /** Where no resolver is asked. */
    @POST
    @Path("domains/{name}/verify")
    public Vouched verify(@PathParam("id") UUID id, @PathParam("name") String name) {
        operator.acting();
        TenantId tenant = known(id);
        DomainName domain = DomainName.find(name).orElseThrow(() -> new Refusal(Fault.DOMAIN_UNKNOWN));
        return Vouched.of(domains.verify(tenant, domain.text(), Domain.Proof.OPERATOR, clock.instant()));
    }

    private TenantId known(UUID id) {
        return tenants.find(platform.id(), new TenantId(id))
                .map(Tenant::id)
                .orElseThrow(() -> new Refusal(Fault.TENANT_UNKNOWN));
    }
}
