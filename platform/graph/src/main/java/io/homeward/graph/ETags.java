package io.homeward.graph;

import io.homeward.graph.refusal.GraphRefusal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags. Ours are weak and name a version; a caller may send one, a list of them, or {@code *}, and whether he calls them weak does
 * not matter.
 */
public final class ETags {
    private ETags() {}

    /** The weak entity tag of a version. */
    public static String of(long version) {
        return "W/\"" + version + "\"";
    }

    /**
     * @param header {@code If-Match}, null where the request has none
     * @param etag of the present version
     * @throws GraphRefusal (412) where the caller names another version; one who names none gets his way
     */
    public static void ifMatch(@Nullable String header, String etag) {
        if (header != null && !names(header, etag)) {
            throw GraphRefusal.preconditionFailed();
        }
    }

    /** @throws GraphRefusal (412) where the caller does not name this very version or {@code *} */
    public static void requireIfMatch(@Nullable String header, String etag) {
        if (header == null) {
            throw GraphRefusal.preconditionRequired();
        }
        ifMatch(header, etag);
    }

    private static boolean names(String header, String etag) {
        return Arrays.stream(header.split(",", -1))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || opaque(tag).equals(opaque(etag)));
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
