package io.homeward.tenant.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.GroupId;
import io.homeward.graph.GraphRequest;
import io.homeward.tenant.Fault;
import io.homeward.tenant.IdText;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Groups as provisioning clients keep them. */
@Path(ScimSchema.ROOT + "/Groups")
@Produces({ScimSchema.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Consumes({ScimSchema.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@RunOnVirtualThread
public class ScimGroupResource {
    private final ScimGroups groups;
    private final ScimJson json;
    private final Admission admission;
    private final GraphRequest request;
    private final Clock clock;

    ScimGroupResource(ScimGroups groups, ScimJson json, Admission admission, GraphRequest request, Clock clock) {
        this.groups = groups;
        this.json = json;
        this.admission = admission;
        this.request = request;
        this.clock = clock;
    }

    @GET
    public ObjectNode list(
            @QueryParam("filter") @Nullable String filter,
            @QueryParam("startIndex") @Nullable String startIndex,
            @QueryParam("count") @Nullable String count,
            @QueryParam("attributes") Optional<String> attributes,
            @QueryParam("excludedAttributes") Optional<String> excluded) {
        var by = admission.to(Right.READ_DIRECTORY);
        ScimQuery query = ScimQuery.of(filter, startIndex, count);
        ScimGroups.Page page = groups.list(by.tenant(), query, wantsMembers(attributes, excluded));
        return json.list(
                page.groups().stream()
                        .map(group -> ScimJson.projected(json.group(group), attributes, excluded))
                        .toList(),
                page.total(),
                query.startIndex());
    }

    /** A client that keeps large groups leaves them out, and then they are not read. */
    private static boolean wantsMembers(Optional<String> attributes, Optional<String> excluded) {
        return attributes
                        .map(text -> text.toLowerCase(Locale.ROOT).contains("members"))
                        .orElse(true)
                && !excluded.map(text -> text.toLowerCase(Locale.ROOT).contains("members"))
                        .orElse(false);
    }

    @GET
    @Path("{id}")
    public RestResponse<ObjectNode> get(
            @PathParam("id") String id,
            @QueryParam("attributes") Optional<String> attributes,
            @QueryParam("excludedAttributes") Optional<String> excluded) {
        var by = admission.to(Right.READ_DIRECTORY);
        return ScimResource.part(
                RestResponse.Status.OK, json.group(groups.find(by.tenant(), id(id))), attributes, excluded);
    }

    @POST
    @Needs(Right.WRITE_GROUPS)
    public RestResponse<ObjectNode> add(@Nullable String body) {
        var by = admission.to(Right.WRITE_GROUPS);
        return ScimResource.whole(RestResponse.Status.CREATED, json.group(groups.add(by, json.body(body), now())));
    }

    @PUT
    @Path("{id}")
    @Needs(Right.WRITE_GROUPS)
    public RestResponse<ObjectNode> replace(@PathParam("id") String id, @Nullable String body) {
        var by = admission.to(Right.WRITE_GROUPS);
        return ScimResource.whole(
                RestResponse.Status.OK, json.group(groups.replace(by, id(id), json.body(body), this::expected)));
    }

    @PATCH
    @Path("{id}")
    @Needs(Right.WRITE_GROUPS)
    public RestResponse<ObjectNode> patch(
            @PathParam("id") String id,
            @Nullable String body,
            @QueryParam("attributes") Optional<String> attributes,
            @QueryParam("excludedAttributes") Optional<String> excluded) {
        var by = admission.to(Right.WRITE_GROUPS);
        return ScimResource.part(
                RestResponse.Status.OK,
                json.group(groups.patch(by, id(id), ScimPatch.of(json.body(body)), this::expected)),
                attributes,
                excluded);
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(204)
    public void delete(@PathParam("id") String id) {
        groups.delete(admission.to(Right.WRITE_GROUPS), id(id), this::expected, now());
    }

    private void expected(ScimGroups.Kept present) {
        request.ifMatch(json.etag(present));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static GroupId id(String text) {
        return IdText.read(text, GroupId::of, Fault.GROUP_UNKNOWN);
    }
}
