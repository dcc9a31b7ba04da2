package io.homeward.tenant.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.PersonId;
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
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Users as provisioning clients keep them. */
@Path(ScimSchema.ROOT + "/Users")
@Produces({ScimSchema.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Consumes({ScimSchema.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@RunOnVirtualThread
public class ScimUserResource {
    private final ScimUsers users;
    private final ScimJson json;
    private final Admission admission;
    private final GraphRequest request;
    private final Clock clock;

    ScimUserResource(ScimUsers users, ScimJson json, Admission admission, GraphRequest request, Clock clock) {
        this.users = users;
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
        ScimUsers.Page page = users.list(by.tenant(), query);
        return json.list(
                page.users().stream()
                        .map(user -> ScimJson.projected(json.user(user), attributes, excluded))
                        .toList(),
                page.total(),
                query.startIndex());
    }

    @GET
    @Path("{id}")
    public RestResponse<ObjectNode> get(
            @PathParam("id") String id,
            @QueryParam("attributes") Optional<String> attributes,
            @QueryParam("excludedAttributes") Optional<String> excluded) {
        var by = admission.to(Right.READ_DIRECTORY);
        return ScimResource.part(
                RestResponse.Status.OK, json.user(users.find(by.tenant(), id(id))), attributes, excluded);
    }

    @POST
    @Needs(Right.WRITE_USERS)
    public RestResponse<ObjectNode> add(@Nullable String body) {
        var by = admission.to(Right.WRITE_USERS);
        return ScimResource.whole(RestResponse.Status.CREATED, json.user(users.add(by, json.body(body), now())));
    }

    @PUT
    @Path("{id}")
    @Needs(Right.WRITE_USERS)
    public RestResponse<ObjectNode> replace(@PathParam("id") String id, @Nullable String body) {
        var by = admission.to(Right.WRITE_USERS);
        return ScimResource.whole(
                RestResponse.Status.OK, json.user(users.replace(by, id(id), json.body(body), this::expected, now())));
    }

    @PATCH
    @Path("{id}")
    @Needs(Right.WRITE_USERS)
    public RestResponse<ObjectNode> patch(
            @PathParam("id") String id,
            @Nullable String body,
            @QueryParam("attributes") Optional<String> attributes,
            @QueryParam("excludedAttributes") Optional<String> excluded) {
        var by = admission.to(Right.WRITE_USERS);
        return ScimResource.part(
                RestResponse.Status.OK,
                json.user(users.patch(by, id(id), ScimPatch.of(json.body(body)), this::expected, now())),
                attributes,
                excluded);
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(204)
    public void delete(@PathParam("id") String id) {
        users.delete(admission.to(Right.WRITE_USERS), id(id), this::expected, now());
    }

    private void expected(ScimUsers.Kept present) {
        request.ifMatch(json.etag(present));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static PersonId id(String text) {
        return IdText.read(text, PersonId::of, Fault.PERSON_UNKNOWN);
    }
}
