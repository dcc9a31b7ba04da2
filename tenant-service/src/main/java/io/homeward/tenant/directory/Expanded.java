package io.homeward.tenant.directory;

import io.homeward.accessrules.TenantId;
import io.homeward.tenant.directory.People.Circle;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Related objects that {@code $expand} asks for, read for a whole page at once. Of each there are at most {@value People#EXPANDED} and no
 * further page, as in Graph; the list below the object has them all. What is shown of each is the envelope's matter.
 */
@Singleton
public class Expanded {
    private final People people;
    private final Belongs belongs;

    Expanded(People people, Belongs belongs) {
        this.people = people;
        this.belongs = belongs;
    }

    /** What somebody is in; the room that knows roles and groups alike answers. */
    public interface Belongs {
        /** The first few of each of these people, ready to be shown; nothing of who is in none. */
        Map<UUID, List<Map<String, @Nullable Object>>> first(TenantId tenant, Collection<UUID> people, int most);
    }

    /** Adds to one object what was asked for with it. */
    public interface More {
        Map<String, @Nullable Object> to(UUID id, Map<String, @Nullable Object> shown);
    }

    /**
     * @param objects groups or roles
     * @param circles by the names of what may be asked for
     * @param asked what is
     */
    public More people(
            TenantId tenant, Collection<UUID> objects, Map<String, Circle> circles, Collection<String> asked) {
        var related = new HashMap<String, Map<UUID, List<Map<String, @Nullable Object>>>>();
        circles.forEach((name, circle) -> {
            if (asked.contains(name)) {
                var shown = new HashMap<UUID, List<Map<String, @Nullable Object>>>();
                people.first(tenant, circle, objects)
                        .forEach((id, some) -> shown.put(
                                id, some.stream().map(PersonShown::typed).toList()));
                related.put(name, shown);
            }
        });
        return with(related);
    }

    /** @param names under which groups and roles may be asked for */
    public More belongings(
            TenantId tenant, Collection<UUID> somebody, Collection<String> names, Collection<String> asked) {
        var related = new HashMap<String, Map<UUID, List<Map<String, @Nullable Object>>>>();
        for (String name : names) {
            if (asked.contains(name)) {
                related.put(name, belongs.first(tenant, somebody, People.EXPANDED));
            }
        }
        return with(related);
    }

    private static More with(Map<String, Map<UUID, List<Map<String, @Nullable Object>>>> related) {
        return (id, shown) -> {
            var more = new LinkedHashMap<>(shown);
            related.forEach((name, of) -> more.put(name, of.getOrDefault(id, List.of())));
            return more;
        };
    }
}
