package io.homeward.tenant.directory;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.GroupId;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.delta.DeltaQuery;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.IdText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Security groups in Graph's shape; their members and owners are below {@link GroupMemberResource}. */
@Path(GraphPath.ROOT + "/groups")
@RunOnVirtualThread
public class GroupResource {
    private final Groups groups;
    private final GroupChanges changes;
    private final Expanded expanded;
    private final KeepGroups keep;
    private final Admission admission;
    private final GraphRequest graph;
    private final Clock clock;

    GroupResource(
            Groups groups,
            GroupChanges changes,
            Expanded expanded,
            KeepGroups keep,
            Admission admission,
            GraphRequest graph,
            Clock clock) {
        this.groups = groups;
        this.changes = changes;
        this.expanded = expanded;
        this.keep = keep;
        this.admission = admission;
        this.graph = graph;
        this.clock = clock;
    }

    @GET
    public GraphCollection list() {
        var by = admission.to(Right.READ_DIRECTORY);
        GraphQuery query = graph.query(GroupShown.WITH_PEOPLE);
        GraphPage<Group> page = groups.list(by.tenant(), query);
        Expanded.More more = more(by, page.items(), query.expand().keySet());
        return graph.collection(query, page.map(group -> shown(group, more)));
    }

    @GET
    @Path(GraphPath.COUNT)
    public RestResponse<String> count() {
        var by = admission.to(Right.READ_DIRECTORY);
        return graph.count(groups.list(by.tenant(), graph.countQuery(GroupShown.GROUPS)));
    }

    @GET
    @Path(GraphPath.DELTA)
    public GraphCollection delta() {
        var by = admission.to(Right.READ_DIRECTORY);
        DeltaQuery query = graph.delta(GroupShown.CHANGES, by.tenant());
        return graph.delta(query, changes.page(by.tenant(), query));
    }

    @GET
    @Path("{id}")
    public GraphEntity get(@PathParam("id") String id) {
        var by = admission.to(Right.READ_DIRECTORY);
        Group found = groups.find(by.tenant(), group(id)).orElseThrow(() -> new Refusal(Fault.GROUP_UNKNOWN));
        return graph.entity(
                GroupShown.WITH_PEOPLE, shown(found, more(by, List.of(found), graph.expanded(GroupShown.WITH_PEOPLE))));
    }

    private Expanded.More more(Authority by, List<Group> some, Set<String> asked) {
        return expanded.people(
                by.tenant(), some.stream().map(group -> group.id().value()).toList(), GroupShown.CIRCLES, asked);
    }

    private static Map<String, @Nullable Object> shown(Group group, Expanded.More more) {
        return more.to(group.id().value(), GroupShown.of(group));
    }

    @POST
    @Needs(Right.WRITE_GROUPS)
    public RestResponse<GraphEntity> add(@NotNull JsonNode body) {
        var by = admission.to(Right.WRITE_GROUPS);
        var patch = new GroupPatch(body);
        Group group = keep.add(by, patch.profile(), patch.members(), patch.owners(), now());
        return graph.created(GroupShown.GROUPS, group.id(), graph.entity(GroupShown.GROUPS, GroupShown.of(group)));
    }

    @PATCH
    @Path("{id}")
    @Needs(Right.WRITE_GROUPS)
    public RestResponse<GraphEntity> change(@PathParam("id") String id, @NotNull JsonNode body) {
        var by = admission.to(Right.WRITE_GROUPS);
        var patch = new GroupPatch(body);
        if (!patch.owners().isEmpty()) {
            throw new Refusal(
                    Fault.INVALID, "owners@odata.bind: an owner of a group that is there is added with owners/$ref.");
        }
        keep.change(by, group(id), patch.change(), patch.members());
        return graph.changed(() -> get(id));
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(204)
    public void delete(@PathParam("id") String id) {
        keep.delete(admission.to(Right.WRITE_GROUPS), group(id), now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** @throws Refusal {@link Fault#GROUP_UNKNOWN}: what is no id is no group's */
    static GroupId group(String text) {
        return IdText.read(text, GroupId::of, Fault.GROUP_UNKNOWN);
    }
}
