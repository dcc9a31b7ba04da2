package io.homeward.tenant.directory;

import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import java.util.Locale;
import java.util.Set;

/**
 * A type at the end of a path, which leaves of a list the objects of that type: {@code members/microsoft.graph.user}. Types of which nothing is
 * kept here leave nothing, so that a script that looks for each of them goes on.
 */
public enum Cast {
    USER,
    GROUP,
    DIRECTORY_ROLE,
    /** Known to Graph, and never among the objects of this directory. */
    NOTHING_HERE;

    /** The path segment; some clients leave the first word away. */
    public static final String SEGMENT = "{cast:(?:microsoft\\.)?graph\\.[A-Za-z]+}";

    private static final Set<String> ELSEWHERE =
            Set.of("administrativeunit", "application", "device", "directoryobject", "orgcontact", "serviceprincipal");

    /** @throws Refusal {@link Fault#INVALID} for what is no type of directory objects */
    public static Cast of(String segment) {
        String name = segment.substring(segment.lastIndexOf('.') + 1);
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "user" -> USER;
            case "group" -> GROUP;
            case "directoryrole" -> DIRECTORY_ROLE;
            default -> {
                if (!ELSEWHERE.contains(name.toLowerCase(Locale.ROOT))) {
                    throw new Refusal(
                            Fault.INVALID,
                            "The type 'microsoft.graph.%s' is no type of directory objects.".formatted(name));
                }
                yield NOTHING_HERE;
            }
        };
    }
}
