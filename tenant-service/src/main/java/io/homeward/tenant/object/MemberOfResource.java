package io.homeward.tenant.object;

import static io.homeward.tenant.directory.PersonShown.BELONGINGS_OF_SOMEBODY;

import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.directory.Cast;
import io.homeward.tenant.directory.People;
import io.homeward.tenant.directory.Person;
import io.homeward.tenant.object.Belongings.Kind;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.jboss.resteasy.reactive.RestResponse;

/** The groups and roles somebody is in, each with its {@code @odata.type}. Everybody may ask about himself. */
@Path(GraphPath.ROOT)
@RunOnVirtualThread
public class MemberOfResource {
    private static final String LIST = "{list:memberOf|transitiveMemberOf}";

    private final Belongings belongings;
    private final People people;
    private final Admission admission;
    private final GraphRequest graph;

    MemberOfResource(Belongings belongings, People people, Admission admission, GraphRequest graph) {
        this.belongings = belongings;
        this.people = people;
        this.admission = admission;
        this.graph = graph;
    }

    @GET
    @Path("users/{key}/" + LIST)
    public GraphCollection ofSomebody(@PathParam("key") String key) {
        return listed(somebody(key), Kind.ALL);
    }

    @GET
    @Path("users/{key}/" + LIST + "/" + Cast.SEGMENT)
    public GraphCollection someOfSomebody(@PathParam("key") String key, @PathParam("cast") String cast) {
        return listed(somebody(key), kind(cast));
    }

    @GET
    @Path("users/{key}/" + LIST + "/" + GraphPath.COUNT)
    public RestResponse<String> countOfSomebody(@PathParam("key") String key) {
        return counted(somebody(key), Kind.ALL);
    }

    @GET
    @Path("users/{key}/" + LIST + "/" + Cast.SEGMENT + "/" + GraphPath.COUNT)
    public RestResponse<String> countSomeOfSomebody(@PathParam("key") String key, @PathParam("cast") String cast) {
        return counted(somebody(key), kind(cast));
    }

    @GET
    @Path("me/" + LIST)
    public GraphCollection mine() {
        return listed(self(), Kind.ALL);
    }

    @GET
    @Path("me/" + LIST + "/" + Cast.SEGMENT)
    public GraphCollection someOfMine(@PathParam("cast") String cast) {
        return listed(self(), kind(cast));
    }

    @GET
    @Path("me/" + LIST + "/" + GraphPath.COUNT)
    public RestResponse<String> countMine() {
        return counted(self(), Kind.ALL);
    }

    private GraphCollection listed(Person person, Kind kind) {
        GraphQuery query = graph.query(BELONGINGS_OF_SOMEBODY);
        return graph.collection(query, page(person, kind, query).map(Belonging::shown));
    }

    private RestResponse<String> counted(Person person, Kind kind) {
        return graph.count(page(person, kind, graph.countQuery(BELONGINGS_OF_SOMEBODY)));
    }

    private GraphPage<Belonging> page(Person person, Kind kind, GraphQuery query) {
        return belongings.of(person.tenant(), person.id(), kind, query);
    }

    private Person somebody(String key) {
        var by = admission.to(Right.READ_DIRECTORY);
        return people.find(by.tenant(), key).orElseThrow(() -> new Refusal(Fault.PERSON_UNKNOWN));
    }

    private Person self() {
        return people.self(admission.anybody()).orElseThrow(() -> new Refusal(Fault.PERSON_UNKNOWN));
    }

    private static Kind kind(String cast) {
        return switch (Cast.of(cast)) {
            case GROUP -> Kind.GROUPS;
            case DIRECTORY_ROLE -> Kind.ROLES;
            case USER, NOTHING_HERE -> Kind.NOTHING;
        };
    }
}
