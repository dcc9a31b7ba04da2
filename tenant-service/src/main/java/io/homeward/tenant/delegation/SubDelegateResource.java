package io.homeward.tenant.delegation;

import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphRequest;
import io.homeward.tenant.IdText;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;

/** Who may come into the customer's tenant through its partner (D20). The partner reads it. */
@Path(SuspensionResource.PATH + "/{relationship}/subDelegates")
@RunOnVirtualThread
public class SubDelegateResource {
    private final Relationships relationships;
    private final AllowSubDelegates allow;
    private final Admission admission;
    private final GraphRequest request;
    private final Clock clock;

    SubDelegateResource(
            Relationships relationships,
            AllowSubDelegates allow,
            Admission admission,
            GraphRequest request,
            Clock clock) {
        this.relationships = relationships;
        this.allow = allow;
        this.admission = admission;
        this.request = request;
        this.clock = clock;
    }

    record Named(@NotNull String tenantId) {}

    record Wire(@NotNull List<@NotNull @Valid Named> tenants) {
        Set<TenantId> ids() {
            return tenants.stream().map(one -> id(one.tenantId())).collect(Collectors.toUnmodifiableSet());
        }

        private static TenantId id(String text) {
            return IdText.read(text, TenantId::of, "'%s' is not the id of a tenant.".formatted(text));
        }
    }

    @GET
    public RestResponse<Wire> get(@PathParam("relationship") String relationship) {
        var by = admission.to(Right.READ_RELATIONSHIPS);
        return answer(relationships.find(by.tenant(), RelationshipResource.id(relationship)));
    }

    @PUT
    @Needs(Right.WRITE_RELATIONSHIPS)
    public RestResponse<Wire> replace(@PathParam("relationship") String relationship, @NotNull @Valid Wire wanted) {
        var by = admission.to(Right.WRITE_RELATIONSHIPS);
        return answer(allow.replace(
                by,
                RelationshipResource.id(relationship),
                wanted.ids(),
                request::ifMatch,
                clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    private static RestResponse<Wire> answer(Kept kept) {
        var wire = new Wire(kept.subDelegates().stream()
                .map(TenantId::toString)
                .sorted()
                .map(Named::new)
                .toList());
        return RestResponse.ResponseBuilder.ok(wire)
                .header("ETag", GraphRequest.etag(kept.revision()))
                .build();
    }
}
