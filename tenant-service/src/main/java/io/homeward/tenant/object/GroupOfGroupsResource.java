package io.homeward.tenant.object;

import static io.homeward.tenant.directory.PersonShown.BELONGINGS_OF_SOMEBODY;

import io.homeward.accessrules.GroupId;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.directory.Cast;
import io.homeward.tenant.directory.Groups;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.jboss.resteasy.reactive.RestResponse;

/** What a group is in: nothing, as groups hold people only and roles are held by people only. Scripts ask all the same. */
@Path(GraphPath.ROOT + "/groups/{id}/{list:memberOf|transitiveMemberOf}")
@RunOnVirtualThread
public class GroupOfGroupsResource {
    private final Groups groups;
    private final Admission admission;
    private final GraphRequest graph;

    GroupOfGroupsResource(Groups groups, Admission admission, GraphRequest graph) {
        this.groups = groups;
        this.admission = admission;
        this.graph = graph;
    }

    @GET
    public GraphCollection all(@PathParam("id") String id) {
        known(id);
        GraphQuery query = graph.query(BELONGINGS_OF_SOMEBODY);
        return graph.collection(query, GraphPage.empty(query));
    }

    @GET
    @Path(Cast.SEGMENT)
    public GraphCollection some(@PathParam("id") String id, @PathParam("cast") String cast) {
        Cast.of(cast);
        return all(id);
    }

    @GET
    @Path(GraphPath.COUNT)
    public RestResponse<String> count(@PathParam("id") String id) {
        known(id);
        return graph.count(GraphPage.empty(graph.countQuery(BELONGINGS_OF_SOMEBODY)));
    }

    private void known(String id) {
        var by = admission.to(Right.READ_DIRECTORY);
        if (groups.find(by.tenant(), group(id)).isEmpty()) {
            throw new Refusal(Fault.GROUP_UNKNOWN);
        }
    }

    private static GroupId group(String text) {
        try {
            return GroupId.of(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Fault.GROUP_UNKNOWN);
        }
    }
}
