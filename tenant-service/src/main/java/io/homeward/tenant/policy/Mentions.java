package io.homeward.tenant.policy;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The things a policy names by id. */
public record Mentions(Set<Mention> all) {
    public static final Mentions NONE = new Mentions(Set.of());

    public Mentions {
        all = Set.copyOf(all);
    }

    /** What is named, as errors call it. */
    public enum Kind {
        USER("user"),
        GROUP("group"),
        ROLE("directory role"),
        APPLICATION("application"),
        LOCATION("named location"),
        STRENGTH("authentication strength");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** @param property where it is named, for the error */
    public record Mention(Kind kind, String property, UUID id) {}

    Set<UUID> ids(Kind kind) {
        return all.stream().filter(one -> one.kind() == kind).map(Mention::id).collect(Collectors.toUnmodifiableSet());
    }

    /** These but for the ids that the others name too, wherever they name them. */
    public Mentions without(Mentions others) {
        return new Mentions(all.stream()
                .filter(one -> !others.ids(one.kind()).contains(one.id()))
                .collect(Collectors.toUnmodifiableSet()));
    }

    public Mentions and(Mentions others) {
        var both = new LinkedHashSet<>(all);
        both.addAll(others.all);
        return new Mentions(both);
    }
}
