package io.homeward.tenant.directory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.homeward.accessrules.GroupId;
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
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Security groups in Graph's shape, as far as policies and delegated access need them. */
@Path(GraphPath.ROOT + "/groups")
@RunOnVirtualThread
public class GroupResource {
    /** Some clients encode the dollar. */
    private static final String REF = "{ref:(?:\\$|%24)ref}";

    private static final GraphSet GROUPS = GraphSet.of(
            "groups",
            GraphType.of(
                    "group",
                    Property.guid("id", "g.group_id"),
                    Property.caselessText("displayName", "g.display_name").neverNull(),
                    Property.caselessText("description", "g.description"),
                    Property.bool("securityEnabled", "true").neverNull(),
                    Property.bool("mailEnabled", "false").neverNull(),
                    Property.instant("createdDateTime", "g.created_at").neverNull()),
            100,
            999);

    private final Groups groups;
    private final People people;
    private final Admission admission;
    private final GraphRequest graph;
    private final Clock clock;

    GroupResource(Groups groups, People people, Admission admission, GraphRequest graph, Clock clock) {
        this.groups = groups;
        this.people = people;
        this.admission = admission;
        this.graph = graph;
        this.clock = clock;
    }

    record NewGroup(
            @NotBlank @Size(max = 256) String displayName,
            @Nullable @Size(max = 1024) String description) {}

    /** @param id an address that ends with the person's id */
    record Reference(@JsonProperty("@odata.id") @NotBlank String id) {}

    @JsonInclude
    record Shown(
            UUID id,
            String displayName,
            @Nullable String description,
            boolean securityEnabled,
            boolean mailEnabled,
            Instant createdDateTime) {
        static Shown of(Group group) {
            return new Shown(
                    group.id().value(),
                    group.displayName(),
                    group.description().orElse(null),
                    true,
                    false,
                    group.createdAt());
        }
    }

    @GET
    public GraphCollection list() {
        var by = admission.to(Right.READ_DIRECTORY);
        GraphQuery query = graph.query(GROUPS);
        GraphPage<Group> page = groups.list(by.tenant(), query);
        return graph.collection(
                query, new GraphPage<>(page.items().stream().map(Shown::of).toList(), page.next(), page.count()));
    }

    @GET
    @Path("{id}")
    public GraphEntity get(@PathParam("id") String id) {
        var by = admission.to(Right.READ_DIRECTORY);
        return graph.entity(
                GROUPS,
                groups.find(by.tenant(), group(id)).map(Shown::of).orElseThrow(() -> new Refusal(Fault.GROUP_UNKNOWN)));
    }

    @POST
    public RestResponse<GraphEntity> add(@NotNull @Valid NewGroup wanted) {
        var by = admission.to(Right.WRITE_GROUPS);
        Group group = groups.add(
                by.tenant(),
                wanted.displayName().strip(),
                Optional.ofNullable(wanted.description()),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return RestResponse.ResponseBuilder.<GraphEntity>created(
                        URI.create(graph.location(GROUPS, group.id().toString())))
                .entity(graph.entity(GROUPS, Shown.of(group)))
                .build();
    }

    @GET
    @Path("{id}/members")
    public GraphCollection members(@PathParam("id") String id) {
        var by = admission.to(Right.READ_DIRECTORY);
        GroupId group =
                groups.find(by.tenant(), group(id)).map(Group::id).orElseThrow(() -> new Refusal(Fault.GROUP_UNKNOWN));
        GraphQuery query = graph.query(PersonShown.USERS.at("groups('%s')/members".formatted(group)));
        return graph.collection(query, PersonShown.of(people.members(by.tenant(), group, query)));
    }

    @POST
    @Path("{id}/members/" + REF)
    @ResponseStatus(204)
    public void addMember(@PathParam("id") String id, @NotNull @Valid Reference member) {
        var by = admission.to(Right.WRITE_GROUPS);
        groups.addMember(by, group(id), person(member.id().substring(member.id().lastIndexOf('/') + 1)));
    }

    @DELETE
    @Path("{id}/members/{member}/" + REF)
    @ResponseStatus(204)
    public void removeMember(@PathParam("id") String id, @PathParam("member") String member) {
        groups.removeMember(admission.to(Right.WRITE_GROUPS), group(id), person(member));
    }

    private static GroupId group(String text) {
        try {
            return GroupId.of(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Fault.GROUP_UNKNOWN);
        }
    }

    private static PersonId person(String text) {
        try {
            return PersonId.of(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Fault.PERSON_UNKNOWN);
        }
    }
}
