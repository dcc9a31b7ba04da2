package io.homeward.tenant.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Property;
import io.homeward.tenant.Fault;
import io.homeward.tenant.IdText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.application.ServicePrincipals.Grant;
import io.homeward.tenant.application.ServicePrincipals.ServicePrincipal;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Service principals and the permissions granted to them, in Graph's shape. */
@Path(GraphPath.ROOT + "/servicePrincipals")
@RunOnVirtualThread
public class ServicePrincipalResource {
    private static final GraphSet PRINCIPALS = GraphSet.of(
            "servicePrincipals",
            GraphType.of(
                    "servicePrincipal",
                    Property.guid("id", "a.application_id"),
                    Property.guid("appId", "a.application_id").neverNull(),
                    Property.text("displayName", "a.display_name").neverNull(),
                    Property.bool("accountEnabled", "a.enabled").neverNull(),
                    Property.text("servicePrincipalType", "'Application'").neverNull(),
                    Property.shown("appOwnerOrganizationId"),
                    Property.shown("servicePrincipalNames"),
                    Property.shown("appRoles")),
            100,
            999);

    private final ServicePrincipals principals;
    private final Applications applications;
    private final Admission admission;
    private final GraphRequest graph;
    private final Clock clock;

    ServicePrincipalResource(
            ServicePrincipals principals,
            Applications applications,
            Admission admission,
            GraphRequest graph,
            Clock clock) {
        this.principals = principals;
        this.applications = applications;
        this.admission = admission;
        this.graph = graph;
        this.clock = clock;
    }

    record NewGrant(
            @NotNull UUID principalId,
            @NotNull UUID resourceId,
            @NotNull UUID appRoleId) {}

    record NewPrincipal(@NotNull UUID appId) {}

    /** The one thing of a principal that is written. */
    record Change(@NotNull Boolean accountEnabled) {}

    record Shown(
            UUID id,
            UUID appId,
            String displayName,
            boolean accountEnabled,
            String servicePrincipalType,
            UUID appOwnerOrganizationId,
            List<String> servicePrincipalNames,
            List<AppRole> appRoles) {
        static Shown of(TenantId tenant, ServicePrincipal principal) {
            return new Shown(
                    principal.id().value(),
                    principal.id().value(),
                    principal.displayName(),
                    principal.enabled(),
                    "Application",
                    tenant.value(),
                    List.of(principal.id().toString()),
                    principal.roles());
        }
    }

    @JsonInclude
    record ShownGrant(
            UUID id,
            UUID appRoleId,
            UUID principalId,
            String principalDisplayName,
            String principalType,
            UUID resourceId,
            String resourceDisplayName,
            @Nullable String createdDateTime) {
        static ShownGrant of(Grant grant) {
            return new ShownGrant(
                    grant.id(),
                    grant.permission().id(),
                    grant.principal().value(),
                    grant.principalName(),
                    "ServicePrincipal",
                    ServicePrincipals.GRAPH.value(),
                    ServicePrincipals.GRAPH_NAME,
                    null);
        }
    }

    record Grants(List<ShownGrant> value) {}

    @GET
    public GraphCollection list() {
        var by = admission.to(Right.READ_APPLICATIONS);
        GraphQuery query = graph.query(PRINCIPALS);
        return graph.collection(query, principals.list(by.tenant(), query).map(each -> Shown.of(by.tenant(), each)));
    }

    @GET
    @Path("{id}")
    public GraphEntity get(@PathParam("id") String id) {
        var by = admission.to(Right.READ_APPLICATIONS);
        ApplicationId principal = ApplicationResource.id(id);
        return graph.entity(PRINCIPALS, Shown.of(by.tenant(), principals.get(by.tenant(), principal)));
    }

    /** Every application has its principal from the beginning, which is what a script hears that asks for one. */
    @POST
    @Needs(Right.WRITE_APPLICATIONS)
    public void add(@NotNull @Valid NewPrincipal wanted) {
        var by = admission.to(Right.WRITE_APPLICATIONS);
        principals.get(by.tenant(), new ApplicationId(wanted.appId()));
        throw new Refusal(Fault.ALREADY_THERE);
    }

    @PATCH
    @Path("{id}")
    @ResponseStatus(204)
    @Needs(Right.WRITE_APPLICATIONS)
    public void change(@PathParam("id") String id, @NotNull @Valid Change change) {
        var by = admission.to(Right.WRITE_APPLICATIONS);
        applications.enable(by, ApplicationResource.id(id), change.accountEnabled(), clock.instant());
    }

    @GET
    @Path("{id}/appRoleAssignments")
    public GraphEntity grants(@PathParam("id") String id) {
        var by = admission.to(Right.READ_APPLICATIONS);
        ApplicationId principal = ApplicationResource.id(id);
        return graph.singleton(
                "servicePrincipals('%s')/appRoleAssignments".formatted(principal),
                new Grants(principals.grants(by.tenant(), principal).stream()
                        .map(ShownGrant::of)
                        .toList()));
    }

    @POST
    @Path("{id}/appRoleAssignments")
    @Needs(Right.GRANT_PERMISSIONS)
    public RestResponse<GraphEntity> grant(@PathParam("id") String id, @NotNull @Valid NewGrant wanted) {
        var by = admission.to(Right.GRANT_PERMISSIONS);
        ApplicationId principal = ApplicationResource.id(id);
        if (!principal.value().equals(wanted.principalId())) {
            throw new Refusal(Fault.INVALID, "principalId is the id of the service principal in the path.");
        }
        if (!ServicePrincipals.GRAPH.value().equals(wanted.resourceId())) {
            throw new Refusal(Fault.INVALID, "resourceId is the id of the API's service principal.");
        }
        Grant grant = principals.grant(
                by, principal, wanted.appRoleId(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return graph.created(
                PRINCIPALS,
                principal + "/appRoleAssignments/" + grant.id(),
                graph.singleton("appRoleAssignments/$entity", ShownGrant.of(grant)));
    }

    @DELETE
    @Path("{id}/appRoleAssignments/{grant}")
    @ResponseStatus(204)
    public void revoke(@PathParam("id") String id, @PathParam("grant") String grant) {
        var by = admission.to(Right.GRANT_PERMISSIONS);
        principals.revoke(by, ApplicationResource.id(id), uuid(grant), clock.instant());
    }

    private static UUID uuid(String text) {
        return IdText.read(text, UUID::fromString, Fault.ASSIGNMENT_UNKNOWN);
    }
}
