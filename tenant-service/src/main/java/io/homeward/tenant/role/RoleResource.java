package io.homeward.tenant.role;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
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
import io.homeward.tenant.IdText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.RoleCatalogue;
import io.homeward.tenant.directory.People;
import io.homeward.tenant.directory.Person;
import io.homeward.tenant.directory.PersonShown;
import io.homeward.tenant.role.RoleAssignments.RoleAssignment;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Directory roles and their holders as assignments. The scope of an assignment is always the whole tenant. */
@Path(GraphPath.ROOT + "/roleManagement/directory")
@RunOnVirtualThread
public class RoleResource {
    private static final String PRINCIPAL = "principal";
    private static final String DEFINITION = "roleDefinition";
    private static final GraphSet ASSIGNMENTS = GraphSet.of(
                    "roleManagement/directory/roleAssignments",
                    GraphType.of(
                            "unifiedRoleAssignment",
                            Property.guid("id", "a.assignment_id"),
                            Property.guid("principalId", "a.person_id").neverNull(),
                            Property.guid("roleDefinitionId", "a.role_id").neverNull(),
                            Property.text("directoryScopeId", "'/'").neverNull()),
                    100,
                    999)
            .expanding(PRINCIPAL, DEFINITION);

    private final RoleAssignments assignments;
    private final People people;
    private final Admission admission;
    private final GraphRequest graph;
    private final Clock clock;

    RoleResource(RoleAssignments assignments, People people, Admission admission, GraphRequest graph, Clock clock) {
        this.assignments = assignments;
        this.people = people;
        this.admission = admission;
        this.graph = graph;
        this.clock = clock;
    }

    record NewAssignment(
            @NotBlank String roleDefinitionId,
            @NotNull UUID principalId,
            @Nullable String directoryScopeId) {}

    @GET
    @Path("roleDefinitions")
    public GraphCollection definitions() {
        var by = admission.to(Right.READ_ROLES);
        GraphQuery query = graph.query(RoleShown.DEFINITIONS);
        return graph.collection(
                query, assignments.definitions(by.tenant(), query).map(RoleShown::definition));
    }

    @GET
    @Path("roleDefinitions/{id}")
    public GraphEntity definition(@PathParam("id") String id) {
        admission.to(Right.READ_ROLES);
        return graph.entity(RoleShown.DEFINITIONS, RoleShown.definition(RoleCatalogue.get(id)));
    }

    @GET
    @Path("roleAssignments")
    public GraphCollection list() {
        var by = admission.to(Right.READ_ROLES);
        GraphQuery query = graph.query(ASSIGNMENTS);
        GraphPage<RoleAssignment> page = assignments.list(by.tenant(), query);
        Map<UUID, Person> principals = query.shows(PRINCIPAL) ? holders(by.tenant(), page.items()) : Map.of();
        return graph.collection(query, page.map(assignment -> shown(assignment, principals)));
    }

    @GET
    @Path("roleAssignments/{id}")
    public GraphEntity get(@PathParam("id") String id) {
        var by = admission.to(Right.READ_ROLES);
        RoleAssignment found =
                assignments.find(by.tenant(), id(id)).orElseThrow(() -> new Refusal(Fault.ASSIGNMENT_UNKNOWN));
        Set<String> expanded = graph.expanded(ASSIGNMENTS);
        return graph.entity(
                ASSIGNMENTS,
                shown(found, expanded.contains(PRINCIPAL) ? holders(by.tenant(), List.of(found)) : Map.of()));
    }

    @POST
    @Path("roleAssignments")
    @Needs(Right.ASSIGN_ROLES)
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
        return graph.created(ASSIGNMENTS, assignment.id(), graph.entity(ASSIGNMENTS, shown(assignment, Map.of())));
    }

    @DELETE
    @Path("roleAssignments/{id}")
    @ResponseStatus(204)
    public void remove(@PathParam("id") String id) {
        assignments.remove(admission.to(Right.ASSIGN_ROLES), id(id));
    }

    private Map<UUID, Person> holders(TenantId tenant, List<RoleAssignment> of) {
        return people
                .some(
                        tenant,
                        of.stream().map(one -> one.person().value()).distinct().toList())
                .stream()
                .collect(Collectors.toMap(person -> person.id().value(), person -> person));
    }

    /** What {@code $expand} does not name is left out by the envelope. */
    private static Map<String, @Nullable Object> shown(RoleAssignment assignment, Map<UUID, Person> principals) {
        var shown = new LinkedHashMap<String, @Nullable Object>();
        shown.put("id", assignment.id());
        shown.put("principalId", assignment.person().value());
        shown.put("roleDefinitionId", assignment.role().value());
        shown.put("directoryScopeId", "/");
        @Nullable Person principal = principals.get(assignment.person().value());
        shown.put(PRINCIPAL, principal == null ? null : PersonShown.typed(principal));
        shown.put(
                DEFINITION,
                RoleCatalogue.find(assignment.role()).map(RoleShown::definition).orElse(null));
        return shown;
    }

    private static UUID id(String text) {
        return IdText.read(text, UUID::fromString, Fault.ASSIGNMENT_UNKNOWN);
    }
}
