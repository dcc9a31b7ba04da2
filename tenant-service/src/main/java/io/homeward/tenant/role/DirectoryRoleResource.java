package io.homeward.tenant.role;

import io.homeward.accessrules.RoleId;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Right;
import io.homeward.tenant.RoleCatalogue;
import io.homeward.tenant.directory.Cast;
import io.homeward.tenant.directory.Expanded;
import io.homeward.tenant.directory.GroupMemberResource;
import io.homeward.tenant.directory.ObjectReference;
import io.homeward.tenant.directory.People;
import io.homeward.tenant.directory.People.Circle;
import io.homeward.tenant.directory.PersonShown;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** The same roles as older scripts ask for them: roles with members, and templates. A role's id is its template's. */
@Path(GraphPath.ROOT)
@RunOnVirtualThread
public class DirectoryRoleResource {
    private final RoleAssignments assignments;
    private final People people;
    private final Expanded expanded;
    private final Admission admission;
    private final GraphRequest graph;
    private final Clock clock;

    DirectoryRoleResource(
            RoleAssignments assignments,
            People people,
            Expanded expanded,
            Admission admission,
            GraphRequest graph,
            Clock clock) {
        this.assignments = assignments;
        this.people = people;
        this.expanded = expanded;
        this.admission = admission;
        this.graph = graph;
        this.clock = clock;
    }

    @GET
    @Path("directoryRoles")
    public GraphCollection list() {
        var by = admission.to(Right.READ_ROLES);
        GraphQuery query = graph.query(RoleShown.ROLES);
        GraphPage<RoleCatalogue.Definition> page = assignments.definitions(by.tenant(), query);
        Expanded.More more = more(by, page.items(), query.expand().keySet());
        return graph.collection(query, page.map(role -> more.to(role.id().value(), RoleShown.role(role))));
    }

    private Expanded.More more(Authority by, List<RoleCatalogue.Definition> roles, Set<String> asked) {
        return expanded.people(
                by.tenant(),
                roles.stream().map(role -> role.id().value()).toList(),
                Map.of("members", Circle.HOLDERS),
                asked);
    }

    @GET
    @Path("directoryRoles/{role}")
    public GraphEntity get(@PathParam("role") String role) {
        var by = admission.to(Right.READ_ROLES);
        RoleCatalogue.Definition found = RoleCatalogue.get(role);
        Expanded.More more = more(by, List.of(found), graph.expanded(RoleShown.ROLES));
        return graph.entity(RoleShown.ROLES, more.to(found.id().value(), RoleShown.role(found)));
    }

    @GET
    @Path("directoryRoles/{role}/members")
    public GraphCollection members(@PathParam("role") String role) {
        var by = admission.to(Right.READ_ROLES);
        RoleId id = RoleCatalogue.get(role).id();
        GraphQuery query = graph.query(PersonShown.USERS.at("directoryRoles('%s')/members".formatted(id)));
        return graph.collection(query, people.holders(by.tenant(), id, query).map(PersonShown::typed));
    }

    /** Only people hold roles, so every other type leaves nothing. */
    @GET
    @Path("directoryRoles/{role}/members/" + Cast.SEGMENT)
    public GraphCollection some(@PathParam("role") String role, @PathParam("cast") String cast) {
        if (Cast.of(cast) == Cast.USER) {
            return members(role);
        }
        admission.to(Right.READ_ROLES);
        RoleId id = RoleCatalogue.get(role).id();
        GraphQuery query = graph.query(
                PersonShown.BELONGINGS_OF_SOMEBODY.at("directoryRoles('%s')/members/%s".formatted(id, cast)));
        return graph.collection(query, GraphPage.empty(query));
    }

    @GET
    @Path("directoryRoles/{role}/members/" + GraphPath.COUNT)
    public RestResponse<String> count(@PathParam("role") String role) {
        var by = admission.to(Right.READ_ROLES);
        RoleId id = RoleCatalogue.get(role).id();
        return graph.count(people.holders(by.tenant(), id, graph.countQuery(PersonShown.USERS)));
    }

    @POST
    @Path("directoryRoles/{role}/members/" + GroupMemberResource.REF)
    @ResponseStatus(204)
    @Needs(Right.ASSIGN_ROLES)
    public void add(@PathParam("role") String role, @NotNull @Valid GroupMemberResource.Reference member) {
        var by = admission.to(Right.ASSIGN_ROLES);
        assignments.assign(
                by.tenant(),
                new ObjectReference(member.id()).person(),
                RoleCatalogue.get(role).id(),
                clock.instant());
    }

    @DELETE
    @Path("directoryRoles/{role}/members/{member}/" + GroupMemberResource.REF)
    @ResponseStatus(204)
    public void remove(@PathParam("role") String role, @PathParam("member") String member) {
        assignments.remove(
                admission.to(Right.ASSIGN_ROLES),
                GroupMemberResource.person(member),
                RoleCatalogue.get(role).id());
    }

    @GET
    @Path("directoryRoleTemplates")
    public GraphCollection templates() {
        var by = admission.to(Right.READ_ROLES);
        GraphQuery query = graph.query(RoleShown.TEMPLATES);
        return graph.collection(
                query, assignments.definitions(by.tenant(), query).map(RoleShown::template));
    }

    @GET
    @Path("directoryRoleTemplates/{role}")
    public GraphEntity template(@PathParam("role") String role) {
        admission.to(Right.READ_ROLES);
        return graph.entity(RoleShown.TEMPLATES, RoleShown.template(RoleCatalogue.get(role)));
    }
}
