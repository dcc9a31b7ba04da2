package io.homeward.tenant.directory;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PersonId;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.delta.DeltaQuery;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
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
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** Users in Graph's shape; their key is the object id or the user principal name. */
@Path(GraphPath.ROOT)
@RunOnVirtualThread
public class UserResource {
    private final People people;
    private final Expanded expanded;
    private final KeepPeople keep;
    private final Admission admission;
    private final GraphRequest graph;
    private final Clock clock;

    UserResource(
            People people, Expanded expanded, KeepPeople keep, Admission admission, GraphRequest graph, Clock clock) {
        this.people = people;
        this.expanded = expanded;
        this.keep = keep;
        this.admission = admission;
        this.graph = graph;
        this.clock = clock;
    }

    @GET
    @Path("users")
    public GraphCollection list() {
        var by = admission.to(Right.READ_DIRECTORY);
        GraphQuery query = graph.query(PersonShown.WITH_BELONGINGS);
        GraphPage<Person> page = people.list(by.tenant(), query);
        Expanded.More more = more(by, page.items(), query.expand().keySet());
        return graph.collection(query, page.map(person -> more.to(person.id().value(), PersonShown.of(person))));
    }

    @GET
    @Path("users/" + GraphPath.COUNT)
    public RestResponse<String> count() {
        var by = admission.to(Right.READ_DIRECTORY);
        return graph.count(people.list(by.tenant(), graph.countQuery(PersonShown.USERS)));
    }

    @GET
    @Path("users/" + GraphPath.DELTA)
    public GraphCollection delta() {
        var by = admission.to(Right.READ_DIRECTORY);
        DeltaQuery query = graph.delta(PersonShown.USERS, by.tenant());
        return graph.delta(query, people.changes(by.tenant(), query).map(PersonShown::of));
    }

    @GET
    @Path("users/{key}")
    public GraphEntity get(@PathParam("key") String key) {
        var by = admission.to(Right.READ_DIRECTORY);
        return shown(by, people.find(by.tenant(), key));
    }

    /** The person who is calling: of a guest his guest's record; a technician is not in this tenant's directory. */
    @GET
    @Path("me")
    public GraphEntity me() {
        var by = admission.anybody();
        return shown(by, people.self(by));
    }

    @POST
    @Path("users")
    @Needs(Right.WRITE_USERS)
    public RestResponse<GraphEntity> add(@NotNull JsonNode body) {
        var by = admission.to(Right.WRITE_USERS);
        var patch = new PersonPatch(body);
        Person person = keep.add(by, patch.profile(), patch.password(), now());
        return graph.created(PersonShown.USERS, person.id(), graph.entity(PersonShown.USERS, PersonShown.of(person)));
    }

    /** Each part of it needs its own right; {@link KeepPeople} asks for them. */
    @PATCH
    @Path("users/{key}")
    @Needs({Right.WRITE_USERS, Right.RESET_PASSWORDS})
    public RestResponse<GraphEntity> change(@PathParam("key") String key, @NotNull JsonNode body) {
        var by = admission.toEither(Right.WRITE_USERS, Right.RESET_PASSWORDS);
        var patch = new PersonPatch(body);
        PersonId changed = keep.change(by, key, patch.change(), patch.password(), now());
        return graph.changed(() -> get(changed.toString()));
    }

    @DELETE
    @Path("users/{key}")
    @ResponseStatus(204)
    public void delete(@PathParam("key") String key) {
        keep.delete(admission.to(Right.WRITE_USERS), key, now());
    }

    private GraphEntity shown(Authority by, Optional<Person> somebody) {
        Person person = somebody.orElseThrow(() -> new Refusal(Fault.PERSON_UNKNOWN));
        Expanded.More more = more(by, List.of(person), graph.expanded(PersonShown.WITH_BELONGINGS));
        return graph.entity(PersonShown.WITH_BELONGINGS, more.to(person.id().value(), PersonShown.of(person)));
    }

    private Expanded.More more(Authority by, List<Person> some, Set<String> asked) {
        return expanded.belongings(
                by.tenant(), some.stream().map(person -> person.id().value()).toList(), PersonShown.BELONGINGS, asked);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
