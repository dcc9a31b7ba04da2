package io.homeward.tenant.directory;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.IdText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** What was deleted and can come back, until somebody deletes it for ever or its time is over ({@link DeletedItemAge}). */
@Path(GraphPath.ROOT + "/directory/deletedItems")
@RunOnVirtualThread
public class DeletedItemResource {
    private static final GraphSet USERS = PersonShown.USERS.at("directory/deletedItems/microsoft.graph.user");
    private static final GraphSet GROUPS = GroupShown.GROUPS.at("directory/deletedItems/microsoft.graph.group");

    private final People people;
    private final KeepPeople keepPeople;
    private final Groups groups;
    private final KeepGroups keepGroups;
    private final Admission admission;
    private final GraphRequest graph;
    private final Clock clock;

    DeletedItemResource(
            People people,
            KeepPeople keepPeople,
            Groups groups,
            KeepGroups keepGroups,
            Admission admission,
            GraphRequest graph,
            Clock clock) {
        this.people = people;
        this.keepPeople = keepPeople;
        this.groups = groups;
        this.keepGroups = keepGroups;
        this.admission = admission;
        this.graph = graph;
        this.clock = clock;
    }

    @GET
    @Path("{kind:microsoft\\.graph\\.user}")
    public GraphCollection users() {
        var by = admission.to(Right.READ_DIRECTORY);
        GraphQuery query = graph.query(USERS);
        return graph.collection(query, people.deleted(by.tenant(), query).map(PersonShown::of));
    }

    @GET
    @Path("{kind:microsoft\\.graph\\.user}/" + GraphPath.COUNT)
    public RestResponse<String> countUsers() {
        var by = admission.to(Right.READ_DIRECTORY);
        return graph.count(people.deleted(by.tenant(), graph.countQuery(USERS)));
    }

    @GET
    @Path("{kind:microsoft\\.graph\\.group}")
    public GraphCollection groups() {
        var by = admission.to(Right.READ_DIRECTORY);
        GraphQuery query = graph.query(GROUPS);
        return graph.collection(query, groups.deleted(by.tenant(), query).map(GroupShown::of));
    }

    @GET
    @Path("{kind:microsoft\\.graph\\.group}/" + GraphPath.COUNT)
    public RestResponse<String> countGroups() {
        var by = admission.to(Right.READ_DIRECTORY);
        return graph.count(groups.deleted(by.tenant(), graph.countQuery(GROUPS)));
    }

    @GET
    @Path("{id}")
    public GraphEntity get(@PathParam("id") String id) {
        var by = admission.to(Right.READ_DIRECTORY);
        UUID wanted = uuid(id);
        return people.findDeleted(by.tenant(), new PersonId(wanted))
                .map(person -> graph.entity(USERS.at("directory/deletedItems"), PersonShown.typed(person)))
                .or(() -> groups.findDeleted(by.tenant(), new GroupId(wanted))
                        .map(group -> graph.entity(GROUPS.at("directory/deletedItems"), GroupShown.typed(group))))
                .orElseThrow(() -> new Refusal(Fault.OBJECT_UNKNOWN));
    }

    @POST
    @Path("{id}/restore")
    public GraphEntity restore(@PathParam("id") String id) {
        var by = admission.toEither(Right.WRITE_USERS, Right.WRITE_GROUPS);
        UUID wanted = uuid(id);
        return isGroup(by, wanted)
                ? graph.entity(GROUPS, GroupShown.typed(keepGroups.restore(by, new GroupId(wanted))))
                : graph.entity(USERS, PersonShown.typed(keepPeople.restore(by, new PersonId(wanted))));
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(204)
    public void deleteForEver(@PathParam("id") String id) {
        var by = admission.to(Right.DELETE_FOR_EVER);
        UUID wanted = uuid(id);
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (isGroup(by, wanted)) {
            keepGroups.erase(by, new GroupId(wanted), at);
        } else {
            keepPeople.erase(by, new PersonId(wanted), at);
        }
    }

    private boolean isGroup(Authority by, UUID id) {
        return groups.findDeleted(by.tenant(), new GroupId(id)).isPresent();
    }

    private static UUID uuid(String text) {
        return IdText.read(text, UUID::fromString, Fault.OBJECT_UNKNOWN);
    }
}
