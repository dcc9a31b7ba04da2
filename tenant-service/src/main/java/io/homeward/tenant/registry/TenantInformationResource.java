package io.homeward.tenant.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.tenant.Fault;
import io.homeward.tenant.IdText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Name and default domain of some other organisation, by its id or one of its verified domains: what a partner has to know before he offers
 * his help. It is no directory: nothing is listed, and of an organisation nothing else is said.
 */
@Path(GraphPath.ROOT + "/tenantRelationships")
@RunOnVirtualThread
public class TenantInformationResource {
    private static final Pattern BY_ID = Pattern.compile("findTenantInformationByTenantId\\(tenantId='([^']*)'\\)");
    private static final Pattern BY_DOMAIN =
            Pattern.compile("findTenantInformationByDomainName\\(domainName='([^']*)'\\)");

    private final Domains domains;
    private final Tenants tenants;
    private final PlatformTenant platform;
    private final Admission admission;
    private final GraphRequest graph;

    TenantInformationResource(
            Domains domains, Tenants tenants, PlatformTenant platform, Admission admission, GraphRequest graph) {
        this.domains = domains;
        this.tenants = tenants;
        this.platform = platform;
        this.admission = admission;
        this.graph = graph;
    }

    @JsonInclude
    record Information(
            UUID tenantId,
            String displayName,
            String defaultDomainName,
            @Nullable String federationBrandName) {}

    /** Brackets and quotes may come encoded, so the whole call is one parameter. */
    @GET
    @Path("{call:findTenantInformationBy[^/]+}")
    public GraphEntity find(@PathParam("call") String call) {
        admission.to(Right.FIND_ORGANIZATIONS);
        Tenant tenant = tenant(call).filter(Tenant::active).orElseThrow(() -> new Refusal(Fault.TENANT_UNKNOWN));
        return graph.singleton(
                "microsoft.graph.tenantInformation",
                new Information(tenant.id().value(), tenant.displayName(), tenant.defaultDomain(), null));
    }

    private Optional<Tenant> tenant(String call) {
        Matcher byId = BY_ID.matcher(call);
        if (byId.matches()) {
            return id(byId.group(1)).flatMap(id -> tenants.find(platform.id(), id));
        }
        Matcher byDomain = BY_DOMAIN.matcher(call);
        if (byDomain.matches()) {
            return DomainName.find(byDomain.group(1))
                    .flatMap(name -> domains.owner(platform.id(), name))
                    .flatMap(id -> tenants.find(platform.id(), id));
        }
        throw new Refusal(
                Fault.INVALID,
                "It is findTenantInformationByTenantId(tenantId='…') or findTenantInformationByDomainName(domainName='…').");
    }

    private static Optional<TenantId> id(String text) {
        return IdText.find(text, TenantId::of);
    }
}
