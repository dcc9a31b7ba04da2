package io.homeward.tenant.object;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.tenant.ChangesNothing;
import io.homeward.tenant.Fault;
import io.homeward.tenant.IdText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.directory.Groups;
import io.homeward.tenant.directory.People;
import io.homeward.tenant.directory.Person;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The same questions as actions: which groups (and roles) is somebody in, or a group, and which of these. */
@Path(GraphPath.ROOT)
@RunOnVirtualThread
public class MemberCheckResource {
    private static final String ONLY_ASKS = "It is a question with a body.";

    private final People people;
    private final Groups groups;
    private final Admission admission;
    private final GraphRequest graph;

    MemberCheckResource(People people, Groups groups, Admission admission, GraphRequest graph) {
        this.people = people;
        this.groups = groups;
        this.admission = admission;
        this.graph = graph;
    }

    /** @param securityEnabledOnly makes no difference: there are no others */
    record Which(@Nullable Boolean securityEnabledOnly) {}

    /** Graph takes twenty. */
    record GroupIds(@NotNull @Size(max = 20) List<@NotNull String> groupIds) {}

    record ObjectIds(@NotNull @Size(max = 20) List<@NotNull String> ids) {}

    @POST
    @Path("users/{key}/getMemberGroups")
    @ChangesNothing(ONLY_ASKS)
    @Needs(Right.READ_DIRECTORY)
    public GraphEntity groups(@PathParam("key") String key, @Nullable Which which) {
        return answer(groups(somebody(key)));
    }

    @POST
    @Path("users/{key}/getMemberObjects")
    @ChangesNothing(ONLY_ASKS)
    @Needs(Right.READ_DIRECTORY)
    public GraphEntity objects(@PathParam("key") String key, @Nullable Which which) {
        return answer(objects(somebody(key)));
    }

    @POST
    @Path("users/{key}/checkMemberGroups")
    @ChangesNothing(ONLY_ASKS)
    @Needs(Right.READ_DIRECTORY)
    public GraphEntity checkGroups(@PathParam("key") String key, @NotNull @Valid GroupIds wanted) {
        return answer(among(wanted.groupIds(), groups(somebody(key))));
    }

    @POST
    @Path("users/{key}/checkMemberObjects")
    @ChangesNothing(ONLY_ASKS)
    @Needs(Right.READ_DIRECTORY)
    public GraphEntity checkObjects(@PathParam("key") String key, @NotNull @Valid ObjectIds wanted) {
        return answer(among(wanted.ids(), objects(somebody(key))));
    }

    @POST
    @Path("me/getMemberGroups")
    @ChangesNothing(ONLY_ASKS)
    @Needs({})
    public GraphEntity myGroups(@Nullable Which which) {
        return answer(groups(self()));
    }

    @POST
    @Path("me/checkMemberGroups")
    @ChangesNothing(ONLY_ASKS)
    @Needs({})
    public GraphEntity checkMyGroups(@NotNull @Valid GroupIds wanted) {
        return answer(among(wanted.groupIds(), groups(self())));
    }

    @POST
    @Path("me/getMemberObjects")
    @ChangesNothing(ONLY_ASKS)
    @Needs({})
    public GraphEntity myObjects(@Nullable Which which) {
        return answer(objects(self()));
    }

    @POST
    @Path("me/checkMemberObjects")
    @ChangesNothing(ONLY_ASKS)
    @Needs({})
    public GraphEntity checkMyObjects(@NotNull @Valid ObjectIds wanted) {
        return answer(among(wanted.ids(), objects(self())));
    }

    /** Of a group as of a person; a group is in nothing. */
    @POST
    @Path("{kind:directoryObjects|groups}/{id}/getMemberGroups")
    @ChangesNothing(ONLY_ASKS)
    @Needs(Right.READ_DIRECTORY)
    public GraphEntity groupsOfObject(
            @PathParam("kind") String kind, @PathParam("id") String id, @Nullable Which which) {
        return answer(object(kind, id).map(MemberCheckResource::groups).orElse(List.of()));
    }

    @POST
    @Path("{kind:directoryObjects|groups}/{id}/getMemberObjects")
    @ChangesNothing(ONLY_ASKS)
    @Needs(Right.READ_DIRECTORY)
    public GraphEntity objectsOfObject(
            @PathParam("kind") String kind, @PathParam("id") String id, @Nullable Which which) {
        return answer(object(kind, id).map(MemberCheckResource::objects).orElse(List.of()));
    }

    @POST
    @Path("{kind:directoryObjects|groups}/{id}/checkMemberGroups")
    @ChangesNothing(ONLY_ASKS)
    @Needs(Right.READ_DIRECTORY)
    public GraphEntity checkGroupsOfObject(
            @PathParam("kind") String kind, @PathParam("id") String id, @NotNull @Valid GroupIds wanted) {
        return answer(among(
                wanted.groupIds(),
                object(kind, id).map(MemberCheckResource::groups).orElse(List.of())));
    }

    @POST
    @Path("{kind:directoryObjects|groups}/{id}/checkMemberObjects")
    @ChangesNothing(ONLY_ASKS)
    @Needs(Right.READ_DIRECTORY)
    public GraphEntity checkObjectsOfObject(
            @PathParam("kind") String kind, @PathParam("id") String id, @NotNull @Valid ObjectIds wanted) {
        return answer(among(
                wanted.ids(), object(kind, id).map(MemberCheckResource::objects).orElse(List.of())));
    }

    /** Empty for a group. @throws Refusal {@link Fault#OBJECT_UNKNOWN}, {@link Fault#GROUP_UNKNOWN} */
    private Optional<Person> object(String kind, String id) {
        var by = admission.to(Right.READ_DIRECTORY);
        boolean any = kind.equals("directoryObjects");
        Fault unknown = any ? Fault.OBJECT_UNKNOWN : Fault.GROUP_UNKNOWN;
        UUID wanted = known(id).orElseThrow(() -> new Refusal(unknown));
        Optional<Person> person = any ? people.find(by.tenant(), new PersonId(wanted)) : Optional.empty();
        if (person.isEmpty() && groups.find(by.tenant(), new GroupId(wanted)).isEmpty()) {
            throw new Refusal(unknown);
        }
        return person;
    }

    private static List<UUID> groups(Person person) {
        return person.groups().stream().map(id -> id.value()).sorted().toList();
    }

    private static List<UUID> objects(Person person) {
        var all = new ArrayList<>(groups(person));
        person.roles().stream().map(id -> id.value()).sorted().forEach(all::add);
        return all;
    }

    private static List<UUID> among(List<String> wanted, Collection<UUID> held) {
        return wanted.stream()
                .map(MemberCheckResource::uuid)
                .filter(held::contains)
                .distinct()
                .toList();
    }

    private GraphEntity answer(List<UUID> ids) {
        return graph.singleton("Collection(Edm.String)", Map.of("value", ids));
    }

    private Person somebody(String key) {
        var by = admission.to(Right.READ_DIRECTORY);
        return people.find(by.tenant(), key).orElseThrow(() -> new Refusal(Fault.PERSON_UNKNOWN));
    }

    private Person self() {
        return people.self(admission.anybody()).orElseThrow(() -> new Refusal(Fault.PERSON_UNKNOWN));
    }

    private static UUID uuid(String text) {
        return known(text)
                .orElseThrow(() -> new Refusal(
                        Fault.INVALID,
                        "Invalid object identifier '%s'.".formatted(text.substring(0, Math.min(100, text.length())))));
    }

    private static Optional<UUID> known(String text) {
        return IdText.find(text, UUID::fromString);
    }
}
