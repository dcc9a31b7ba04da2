package io.homeward.graph.query;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A resource type with everything of it that can be asked for. Names are found whatever their case, because scripts write them
 * differently.
 *
 * @param name without its namespace, e.g. {@code riskDetection}
 * @param properties among them {@code id}, which tells the items of a collection apart and is never null
 * @param kinds the types derived from it, where there are some; their properties are among those of this one
 */
public record GraphType(String name, List<Property> properties, Optional<Kinds> kinds) {

    /**
     * The types an item may be of, asked with {@code isof('microsoft.graph.x')} and in a path as {@code microsoft.graph.x/isTrusted}.
     *
     * @param sql of type {@code text}: the name of the item's type, as in {@code names}
     * @param names without their namespace
     */
    public record Kinds(String sql, List<String> names) {
        public Kinds {
            names = List.copyOf(names);
        }
    }

    public GraphType {
        properties = properties.stream()
                .map(property -> property.path().equals("id") ? property.neverNull() : property)
                .toList();
        if (properties.stream().noneMatch(property -> property.path().equals("id"))) {
            throw new IllegalArgumentException(name + " has no property id, so its collections could not be paged");
        }
    }

    public GraphType(String name, List<Property> properties) {
        this(name, properties, Optional.empty());
    }

    public static GraphType of(String name, Property... properties) {
        return new GraphType(name, List.of(properties));
    }

    /** The same as the base of others, see {@link Kinds}. */
    public GraphType derived(String sql, String... names) {
        return new GraphType(name, properties, Optional.of(new Kinds(sql, List.of(names))));
    }

    public String qualifiedName() {
        return "microsoft.graph." + name;
    }

    /** The top-level names that are shown only where {@code $select} names them. */
    public Set<String> onRequest() {
        Set<String> always = properties.stream()
                .filter(property -> !property.hidden())
                .map(GraphType::first)
                .collect(Collectors.toSet());
        return properties.stream()
                .map(GraphType::first)
                .filter(name -> !always.contains(name))
                .collect(Collectors.toUnmodifiableSet());
    }

    public Property key() {
        return find("id").orElseThrow();
    }

    Optional<Property> find(String path) {
        return properties.stream()
                .filter(property -> property.path().equalsIgnoreCase(path))
                .findFirst();
    }

    /** The first name of a path that is declared, in its own spelling: {@code location} where there is {@code location/city}. */
    Optional<String> topLevel(String name) {
        return properties.stream()
                .map(GraphType::first)
                .filter(first -> first.equalsIgnoreCase(name))
                .findFirst();
    }

    private static String first(Property property) {
        return property.path().split("/", 2)[0];
    }
}
