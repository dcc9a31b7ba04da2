package io.homeward.tenant.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Permission;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.EntersBy;
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
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
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
    private final FirstAdministrator administrators;
    private final Tenants tenants;
    private final PlatformTenant platform;
    private final Operator operator;
    private final Admission admission;
    private final Clock clock;

    TenantResource(
            CreateTenant create,
            FirstAdministrator administrators,
            Tenants tenants,
            PlatformTenant platform,
            Operator operator,
            Admission admission,
            Clock clock) {
        this.create = create;
        this.administrators = administrators;
        this.tenants = tenants;
        this.platform = platform;
        this.operator = operator;
        this.admission = admission;
        this.clock = clock;
    }

    record NewTenant(
            @NotBlank String displayName,
            @NotBlank String defaultDomain,
            @Valid AdministratorJson.@Nullable Wanted firstAdministrator) {}

    /**
     * The answer to the one request that shows the secrets.
     *
     * @param firstAdministrator null where none was asked for, or remediation-service was away: then he is asked for again, by himself
     */
    @JsonInclude
    record Made(
            UUID id,
            String displayName,
            String defaultDomain,
            Administration administration,
            AdministratorJson.@Nullable Shown firstAdministrator) {
        record Administration(UUID clientId, String clientSecret, List<String> permissions) {}
    }

    record Shown(UUID id, String displayName, String defaultDomain, String status, Instant createdAt) {
        static Shown of(Tenant tenant) {
            return new Shown(
                    tenant.id().value(),
                    tenant.displayName(),
                    tenant.defaultDomain(),
                    tenant.status().wire(),
                    tenant.createdAt());
        }
    }

    /** @param next the id after which the next page begins; null on the last */
    record Page(List<Shown> value, @Nullable UUID next) {}

    record Own(UUID id, String displayName, String defaultDomain, List<String> domains, Instant createdAt) {}

    @POST
    @Path("tenants")
    @EntersBy(Operator.class)
    public RestResponse<Made> create(
            @NotNull @Valid NewTenant wanted, @RestHeader("Idempotency-Key") @Size(max = 200) @Nullable String key) {
        Authority by = operator.acting();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var domain = new DomainName(wanted.defaultDomain());
        Optional<FirstAdministrator.Wanted> first =
                Optional.ofNullable(wanted.firstAdministrator()).map(AdministratorJson.Wanted::wanted);
        first.ifPresent(one -> administrators.check(one, domain));
        CreateTenant.Made made = create.create(
                platform.id(),
                Optional.ofNullable(key).filter(text -> !text.isBlank()),
                new CreateTenant.Wanted(wanted.displayName().strip(), domain),
                now);
        Optional<FirstAdministrator.Appointed> appointed = first.flatMap(one -> appointed(by, made.tenant(), one, now));
        return RestResponse.ResponseBuilder.<Made>created(
                        URI.create("/v1/tenants/" + made.tenant().id()))
                .entity(shown(made, appointed))
                .build();
    }

    /** The tenant is there by now, so that an administrator who cannot be enrolled at the moment is no reason to say that nothing was done. */
    private Optional<FirstAdministrator.Appointed> appointed(
            Authority by, Tenant tenant, FirstAdministrator.Wanted wanted, Instant now) {
        try {
            return Optional.of(administrators.appoint(by, tenant, wanted, now));
        } catch (Refusal refusal) {
            if (refusal.fault() == Fault.REMEDIATION_AWAY) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    private static Made shown(CreateTenant.Made made, Optional<FirstAdministrator.Appointed> appointed) {
        Tenant tenant = made.tenant();
        var administration = new Made.Administration(
                tenant.administration().value(),
                made.secret().text(),
                made.permissions().stream().map(Permission::wire).sorted().toList());
        return new Made(
                tenant.id().value(),
                tenant.displayName(),
                tenant.defaultDomain(),
                administration,
                appointed.map(AdministratorJson.Shown::of).orElse(null));
    }

    @GET
    @Path("tenants")
    @EntersBy(Operator.class)
    public Page list(
            @QueryParam("after") @Nullable UUID after,
            @QueryParam("top") @DefaultValue("100") @Min(1) @Max(999) int top,
            @QueryParam("status") @Nullable String status,
            @QueryParam("displayName") @Nullable @Size(max = 256) String displayName,
            @QueryParam("domain") @Nullable @Size(max = 253) String domain) {
        operator.asking();
        var wanted = new Tenants.Wanted(
                Optional.ofNullable(status).map(TenantResource::status),
                Optional.ofNullable(displayName).map(text -> text.replace("\0", "")),
                Optional.ofNullable(domain)
                        .map(text -> DomainName.find(text).map(DomainName::text).orElse("")));
        List<Tenant> found = tenants.list(platform.id(), wanted, after == null ? null : new TenantId(after), top + 1);
        List<Tenant> page = found.size() > top ? found.subList(0, top) : found;
        return new Page(
                page.stream().map(Shown::of).toList(),
                found.size() > top ? page.getLast().id().value() : null);
    }

    private static Tenant.Status status(String text) {
        return Arrays.stream(Tenant.Status.values())
                .filter(each -> each.wire().equals(text))
                .findFirst()
                .orElseThrow(() -> new Refusal(Fault.INVALID, "status is active, suspended or deleted."));
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
}
