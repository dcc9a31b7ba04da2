package io.homeward.tenant.object;

import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.tenant.ChangesNothing;
import io.homeward.tenant.Fault;
import io.homeward.tenant.IdText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.RoleCatalogue;
import io.homeward.tenant.directory.Groups;
import io.homeward.tenant.directory.People;
import io.homeward.tenant.directory.PersonShown;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an id stands for: a user, a group or a role. */
@Path(GraphPath.ROOT + "/directoryObjects")
@RunOnVirtualThread
public class DirectoryObjectResource {
    private static final String CONTEXT = "directoryObjects";
    private static final Set<String> ALL = Set.of("user", "group", "directoryrole");

    private final People people;
    private final Groups groups;
    private final Admission admission;
    private final GraphRequest graph;

    DirectoryObjectResource(People people, Groups groups, Admission admission, GraphRequest graph) {
        this.people = people;
        this.groups = groups;
        this.admission = admission;
        this.graph = graph;
    }

    /**
     * As many as Graph takes.
     *
     * @param types which kinds to look among; kinds there are none of are passed over
     */
    record Wanted(
            @NotNull @Size(max = 1000) List<@NotNull String> ids,
            @Nullable List<@NotNull String> types) {}

    @GET
    @Path("{id}")
    public GraphEntity get(@PathParam("id") String id) {
        var by = admission.to(Right.READ_DIRECTORY);
        return uuid(id).flatMap(
                        one -> found(by.tenant(), List.of(one), ALL).stream().findFirst())
                .map(found -> graph.singleton(CONTEXT + "/$entity", found))
                .orElseThrow(() -> new Refusal(Fault.OBJECT_UNKNOWN));
    }

    @POST
    @Path("getByIds")
    @ChangesNothing("It is a question with a body.")
    @Needs(Right.READ_DIRECTORY)
    public GraphEntity getByIds(@NotNull @Valid Wanted wanted) {
        var by = admission.to(Right.READ_DIRECTORY);
        Set<UUID> ids = wanted.ids().stream()
                .map(text -> uuid(text).orElseThrow(() -> noId(text)))
                .collect(Collectors.toSet());
        @Nullable List<String> types = wanted.types();
        Set<String> kinds = types == null || types.contains("directoryObject")
                ? ALL
                : types.stream().map(type -> type.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return graph.singleton(CONTEXT, Map.of("value", found(by.tenant(), ids, kinds)));
    }

    private List<Map<String, @Nullable Object>> found(TenantId tenant, Collection<UUID> ids, Set<String> kinds) {
        var found = new ArrayList<Map<String, @Nullable Object>>();
        if (kinds.contains("user")) {
            people.some(tenant, ids).forEach(person -> found.add(PersonShown.typedByDefault(person)));
        }
        if (kinds.contains("group")) {
            groups.some(tenant, ids).forEach(group -> found.add(new Belonging.InGroup(group).shown()));
        }
        if (kinds.contains("directoryrole")) {
            roles(ids).forEach(role -> found.add(new Belonging.InRole(role).shown()));
        }
        return found;
    }

    private static Stream<RoleCatalogue.Definition> roles(Collection<UUID> ids) {
        return ids.stream().flatMap(id -> RoleCatalogue.find(new RoleId(id)).stream());
    }

    private static Optional<UUID> uuid(String text) {
        return IdText.find(text, UUID::fromString);
    }

    private static Refusal noId(String text) {
        return new Refusal(
                Fault.INVALID,
                "Invalid object identifier '%s'.".formatted(text.substring(0, Math.min(100, text.length()))));
    }
}
