package io.homeward.tenant.directory;

import io.homeward.accessrules.PersonId;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Property;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.RoleCatalogue;
import io.homeward.tenant.directory.RoleAssignments.RoleAssignment;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Directory roles and their holders in Graph's shape. The scope of an assignment is always the whole tenant. */
@Path(GraphPath.ROOT + "/roleManagement/directory")
@RunOnVirtualThread
public class RoleResource {
    private static final GraphSet ASSIGNMENTS = GraphSet.of(
            "roleManagement/directory/roleAssignments",
            GraphType.of(
                    "unifiedRoleAssignment",
                    Property.guid("id", "a.assignment_id"),
                    Property.guid("principalId", "a.person_id").neverNull(),
                    Property.guid("roleDefinitionId", "a.role_id").neverNull(),
                    Property.text("directoryScopeId", "'/'").neverNull()),
            100,
            999);
    private static final GraphSet DEFINITIONS = GraphSet.of(
            "roleManagement/directory/roleDefinitions",
            GraphType.of(
                    "unifiedRoleDefinition",
                    Property.guid("id", "d.id"),
                    Property.guid("templateId", "d.id").neverNull(),
                    Property.caselessText("displayName", "d.name").neverNull(),
                    Property.bool("isBuiltIn", "true").neverNull(),
                    Property.bool("isEnabled", "true").neverNull()),
            999,
            999);

    private final RoleAssignments assignments;
    private final Admission admission;
    private final GraphRequest graph;
    private final Clock clock;

    RoleResource(RoleAssignments assignments, Admission admission, GraphRequest graph, Clock clock) {
        this.assignments = assignments;
        this.admission = admission;
        this.graph = graph;
        this.clock = clock;
    }

    record NewAssignment(
            @NotBlank String roleDefinitionId,
            @NotNull UUID principalId,
            @Nullable String directoryScopeId) {}

    record Shown(UUID id, UUID principalId, UUID roleDefinitionId, String directoryScopeId) {
        static Shown of(RoleAssignment assignment) {
            return new Shown(
                    assignment.id(),
                    assignment.person().value(),
                    assignment.role().value(),
                    "/");
        }
    }

    record Definition(UUID id, UUID templateId, String displayName, boolean isBuiltIn, boolean isEnabled) {
        static Definition of(RoleCatalogue.Definition role) {
            return new Definition(role.id().value(), role.id().value(), role.displayName(), true, true);
        }
    }

    @GET
    @Path("roleDefinitions")
    public GraphCollection definitions() {
        var by = admission.to(Right.READ_ROLES);
        GraphQuery query = graph.query(DEFINITIONS);
        GraphPage<RoleCatalogue.Definition> page = assignments.definitions(by.tenant(), query);
        return graph.collection(
                query, new GraphPage<>(page.items().stream().map(Definition::of).toList(), page.next(), page.count()));
    }

    @GET
    @Path("roleAssignments")
    public GraphCollection list() {
        var by = admission.to(Right.READ_ROLES);
        GraphQuery query = graph.query(ASSIGNMENTS);
        GraphPage<RoleAssignment> page = assignments.list(by.tenant(), query);
        return graph.collection(
                query, new GraphPage<>(page.items().stream().map(Shown::of).toList(), page.next(), page.count()));
    }

    @GET
    @Path("roleAssignments/{id}")
    public GraphEntity get(@PathParam("id") String id) {
        var by = admission.to(Right.READ_ROLES);
        return graph.entity(
                ASSIGNMENTS,
                assignments
                        .find(by.tenant(), id(id))
                        .map(Shown::of)
                        .orElseThrow(() -> new Refusal(Fault.ASSIGNMENT_UNKNOWN)));
    }

    @POST
    @Path("roleAssignments")
    public RestResponse<GraphEntity> assign(@NotNull @Valid NewAssignment wanted) {
        var by = admission.to(Right.ASSIGN_ROLES);
        if (wanted.directoryScopeId() != null && !wanted.directoryScopeId().equals("/")) {
            throw new Refusal(Fault.INVALID, "directoryScopeId is '/': a role is held in the whole tenant.");
        }
        RoleAssignment assignment = assignments.assign(
                by.tenant(),
                new PersonId(wanted.principalId()),
                RoleCatalogue.role(wanted.roleDefinitionId()),
                clock.instant());
        return RestResponse.ResponseBuilder.<GraphEntity>created(
                        URI.create(graph.location(ASSIGNMENTS, assignment.id().toString())))
                .entity(graph.entity(ASSIGNMENTS, Shown.of(assignment)))
                .build();
    }

    @DELETE
    @Path("roleAssignments/{id}")
    @ResponseStatus(204)
    public void remove(@PathParam("id") String id) {
        assignments.remove(admission.to(Right.ASSIGN_ROLES), id(id));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Fault.ASSIGNMENT_UNKNOWN);
        }
    }
}
