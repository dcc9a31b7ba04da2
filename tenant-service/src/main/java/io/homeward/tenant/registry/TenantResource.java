package io.homeward.tenant.registry;

import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Permission;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Tenants: made and listed by the operator, seen by themselves. */
@Path("/v1")
@RunOnVirtualThread
public class TenantResource {
    private final CreateTenant create;
    private final Tenants tenants;
    private final PlatformTenant platform;
    private final Domains domains;
    private final Admission admission;
    private final Clock clock;

    TenantResource(
            CreateTenant create,
            Tenants tenants,
            PlatformTenant platform,
            Domains domains,
            Admission admission,
            Clock clock) {
        this.create = create;
        this.tenants = tenants;
        this.platform = platform;
        this.domains = domains;
        this.admission = admission;
        this.clock = clock;
    }

    record NewTenant(@NotBlank String displayName, @NotBlank String defaultDomain) {}

    /** The answer to the one request that shows the secret. */
    record Made(UUID id, String displayName, String defaultDomain, Administration administration) {
        record Administration(UUID clientId, String clientSecret, List<String> permissions) {}
    }

    record Shown(UUID id, String displayName, String defaultDomain, Instant createdAt) {
        static Shown of(Tenant tenant) {
            return new Shown(tenant.id().value(), tenant.displayName(), tenant.defaultDomain(), tenant.createdAt());
        }
    }

    /** @param next the id after which the next page begins; null on the last */
    record Page(List<Shown> value, @Nullable UUID next) {}

    record Own(UUID id, String displayName, String defaultDomain, List<String> domains, Instant createdAt) {}

    record Vouched(String id, boolean isVerified, String verifiedBy) {
        static Vouched of(Domain domain) {
            return new Vouched(
                    domain.name(),
                    domain.verified(),
                    domain.verifiedBy().map(Domain.Proof::wire).orElse(""));
        }
    }

    @POST
    @Path("tenants")
    public RestResponse<Made> create(
            @NotNull @Valid NewTenant wanted, @RestHeader("Idempotency-Key") @Size(max = 200) @Nullable String key) {
        operator();
        CreateTenant.Made made = create.create(
                platform.id(),
                Optional.ofNullable(key).filter(text -> !text.isBlank()),
                new CreateTenant.Wanted(wanted.displayName().strip(), new DomainName(wanted.defaultDomain())),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Tenant tenant = made.tenant();
        return RestResponse.ResponseBuilder.<Made>created(URI.create("/v1/tenants/" + tenant.id()))
                .entity(new Made(
                        tenant.id().value(),
                        tenant.displayName(),
                        tenant.defaultDomain(),
                        new Made.Administration(
                                tenant.administration().value(),
                                made.secret().text(),
                                made.permissions().stream()
                                        .map(Permission::wire)
                                        .sorted()
                                        .toList())))
                .build();
    }

    @GET
    @Path("tenants")
    public Page list(
            @QueryParam("after") @Nullable UUID after,
            @QueryParam("top") @DefaultValue("100") @Min(1) @Max(999) int top) {
        operator();
        List<Tenant> found = tenants.list(platform.id(), after == null ? null : new TenantId(after), top + 1);
        List<Tenant> page = found.size() > top ? found.subList(0, top) : found;
        return new Page(
                page.stream().map(Shown::of).toList(),
                found.size() > top ? page.getLast().id().value() : null);
    }

    @GET
    @Path("tenants/{id}")
    public Shown get(@PathParam("id") UUID id) {
        operator();
        return Shown.of(known(id));
    }

    @GET
    @Path("tenant")
    public Own own() {
        var by = admission.to(Right.READ_OWN_TENANT);
        Tenant tenant = tenants.find(by.tenant()).orElseThrow(() -> new Refusal(Fault.TENANT_UNKNOWN));
        return new Own(
                tenant.id().value(),
                tenant.displayName(),
                tenant.defaultDomain(),
                tenants.domains(by.tenant()),
                tenant.createdAt());
    }

    /** The operator vouches for a domain, where no resolver is asked. */
    @POST
    @Path("tenants/{id}/domains/{name}/verify")
    public Vouched verify(@PathParam("id") UUID id, @PathParam("name") String name) {
        operator();
        TenantId tenant = known(id).id();
        DomainName domain = DomainName.find(name).orElseThrow(() -> new Refusal(Fault.DOMAIN_UNKNOWN));
        return Vouched.of(domains.verify(tenant, domain.text(), Domain.Proof.OPERATOR, clock.instant()));
    }

    private Tenant known(UUID id) {
        return tenants.find(platform.id(), new TenantId(id)).orElseThrow(() -> new Refusal(Fault.TENANT_UNKNOWN));
    }

    /** The permission alone is not enough: only in the platform's own tenant does anybody run the installation. */
    private void operator() {
        if (!admission.to(Right.RUN_THE_INSTALLATION).tenant().equals(platform.id())) {
            throw new Refusal(Fault.NOT_ALLOWED);
        }
    }
}
