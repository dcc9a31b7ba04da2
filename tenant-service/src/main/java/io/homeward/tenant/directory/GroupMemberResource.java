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
import io.homeward.tenant.IdText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
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
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Who is in a group, and who owns it. Since a group holds people only, its transitive members are its members, the cast to {@code
 * microsoft.graph.user} leaves nobody out, and every other one everybody.
 */
@Path(GraphPath.ROOT + "/groups")
@RunOnVirtualThread
public class GroupMemberResource {
    /** Some clients encode the dollar. */
    public static final String REF = "{ref:(?:\\$|%24)ref}";

    private static final String PEOPLE = "{id}/{list:members|transitiveMembers|owners}";

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
    @Path(PEOPLE)
    public GraphCollection people(@PathParam("id") String id, @PathParam("list") String list) {
        return listed(id, list, list, Cast.USER);
    }

    @GET
    @Path(PEOPLE + "/" + Cast.SEGMENT)
    public GraphCollection some(
            @PathParam("id") String id, @PathParam("list") String list, @PathParam("cast") String cast) {
        return listed(id, list, list + "/" + cast, Cast.of(cast));
    }

    @GET
    @Path(PEOPLE + "/" + GraphPath.COUNT)
    public RestResponse<String> count(@PathParam("id") String id, @PathParam("list") String list) {
        return counted(id, list, Cast.USER);
    }

    @GET
    @Path(PEOPLE + "/" + Cast.SEGMENT + "/" + GraphPath.COUNT)
    public RestResponse<String> countSome(
            @PathParam("id") String id, @PathParam("list") String list, @PathParam("cast") String cast) {
        return counted(id, list, Cast.of(cast));
    }

    @POST
    @Path("{id}/members/" + REF)
    @ResponseStatus(204)
    @Needs(Right.WRITE_GROUPS)
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
    @Needs(Right.WRITE_GROUPS)
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

    private GraphCollection listed(String id, String list, String path, Cast cast) {
        var by = admission.to(Right.READ_DIRECTORY);
        GroupId group = known(by, id);
        GraphQuery query = graph.query(set(cast).at("groups('%s')/%s".formatted(group, path)));
        return graph.collection(query, page(by, group, list, cast, query).map(PersonShown::typed));
    }

    private RestResponse<String> counted(String id, String list, Cast cast) {
        var by = admission.to(Right.READ_DIRECTORY);
        GroupId group = known(by, id);
        return graph.count(page(by, group, list, cast, graph.countQuery(set(cast))));
    }

    private GraphPage<Person> page(Authority by, GroupId group, String list, Cast cast, GraphQuery query) {
        if (cast != Cast.USER) {
            return GraphPage.empty(query);
        }
        return list.equals("owners")
                ? people.owners(by.tenant(), group, query)
                : people.members(by.tenant(), group, query);
    }

    /** Only people are in a group, so what else is asked for can be asked for anything. */
    private static GraphSet set(Cast cast) {
        return cast == Cast.USER ? PersonShown.USERS : PersonShown.BELONGINGS_OF_SOMEBODY;
    }

    private GroupId known(Authority by, String id) {
        return groups.find(by.tenant(), GroupResource.group(id))
                .map(Group::id)
                .orElseThrow(() -> new Refusal(Fault.GROUP_UNKNOWN));
    }

    /** @throws Refusal {@link Fault#PERSON_UNKNOWN}: what is no id is nobody's */
    public static PersonId person(String text) {
        return IdText.read(text, PersonId::of, Fault.PERSON_UNKNOWN);
    }
}
