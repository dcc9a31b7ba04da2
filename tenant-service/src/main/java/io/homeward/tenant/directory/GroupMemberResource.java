package io.homeward.tenant.directory;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
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
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Who is in a group, and who owns it. Since a group holds people only, its transitive members are its members, and the cast to {@code
 * microsoft.graph.user} leaves nobody out.
 */
@Path(GraphPath.ROOT + "/groups")
@RunOnVirtualThread
public class GroupMemberResource {
    /** Some clients encode the dollar. */
    public static final String REF = "{ref:(?:\\$|%24)ref}";

    private static final String MEMBERS = "{id}/{list:members|transitiveMembers}";
    private static final String CAST = "{cast:microsoft\\.graph\\.user}";

    private final Groups groups;
    private final People people;
    private final Memberships memberships;
    private final Admission admission;
    private final GraphRequest graph;

    GroupMemberResource(
            Groups groups, People people, Memberships memberships, Admission admission, GraphRequest graph) {
        this.groups = groups;
        this.people = people;
        this.memberships = memberships;
        this.admission = admission;
        this.graph = graph;
    }

    /** @param id an address that ends with the person's id */
    public record Reference(
            @JsonProperty("@odata.id") @NotBlank String id) {}

    @GET
    @Path(MEMBERS)
    public GraphCollection members(@PathParam("id") String id, @PathParam("list") String list) {
        return listed(id, list);
    }

    @GET
    @Path(MEMBERS + "/" + CAST)
    public GraphCollection membersWhoAreUsers(@PathParam("id") String id, @PathParam("list") String list) {
        return listed(id, list);
    }

    @GET
    @Path(MEMBERS + "/" + GraphPath.COUNT)
    public RestResponse<String> countMembers(@PathParam("id") String id, @PathParam("list") String list) {
        var by = admission.to(Right.READ_DIRECTORY);
        GroupId group = known(by, id);
        return graph.count(people.members(by.tenant(), group, graph.countQuery(set(group, list))));
    }

    @GET
    @Path("{id}/owners")
    public GraphCollection owners(@PathParam("id") String id) {
        var by = admission.to(Right.READ_DIRECTORY);
        GroupId group = known(by, id);
        GraphQuery query = graph.query(set(group, "owners"));
        return graph.collection(query, typed(people.owners(by.tenant(), group, query)));
    }

    @POST
    @Path("{id}/members/" + REF)
    @ResponseStatus(204)
    public void addMember(@PathParam("id") String id, @NotNull @Valid Reference member) {
        memberships.add(
                admission.to(Right.WRITE_GROUPS),
                GroupResource.group(id),
                List.of(new ObjectReference(member.id()).person()));
    }

    @DELETE
    @Path("{id}/members/{member}/" + REF)
    @ResponseStatus(204)
    public void removeMember(@PathParam("id") String id, @PathParam("member") String member) {
        memberships.remove(admission.to(Right.WRITE_GROUPS), GroupResource.group(id), person(member));
    }

    @POST
    @Path("{id}/owners/" + REF)
    @ResponseStatus(204)
    public void addOwner(@PathParam("id") String id, @NotNull @Valid Reference owner) {
        memberships.addOwner(
                admission.to(Right.WRITE_GROUPS), GroupResource.group(id), new ObjectReference(owner.id()).person());
    }

    @DELETE
    @Path("{id}/owners/{owner}/" + REF)
    @ResponseStatus(204)
    public void removeOwner(@PathParam("id") String id, @PathParam("owner") String owner) {
        memberships.removeOwner(admission.to(Right.WRITE_GROUPS), GroupResource.group(id), person(owner));
    }

    private GraphCollection listed(String id, String list) {
        var by = admission.to(Right.READ_DIRECTORY);
        GroupId group = known(by, id);
        GraphQuery query = graph.query(set(group, list));
        return graph.collection(query, typed(people.members(by.tenant(), group, query)));
    }

    private static GraphPage<?> typed(GraphPage<Person> page) {
        return page.map(PersonShown::typed);
    }

    private static GraphSet set(GroupId group, String list) {
        return PersonShown.USERS.at("groups('%s')/%s".formatted(group, list));
    }

    private GroupId known(Authority by, String id) {
        return groups.find(by.tenant(), GroupResource.group(id))
                .map(Group::id)
                .orElseThrow(() -> new Refusal(Fault.GROUP_UNKNOWN));
    }

    /** @throws Refusal {@link Fault#PERSON_UNKNOWN}: what is no id is nobody's */
    public static PersonId person(String text) {
        try {
            return PersonId.of(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Fault.PERSON_UNKNOWN);
        }
    }
}
