package io.homeward.gateway.route;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a part of a batch leads: below the version that the batch was sent to, and nowhere else. Clients write its url as people do, with
 * blanks and quotes in filters; these are escaped first, and then it is read like every other request target.
 */
final class PartTarget {
    private static final String ESCAPED = " \"<>\\^`{|}";

    /** As much as a request line holds. */
    private static final int LONGEST = DoorListener.LONGEST_LINE - 32;

    private PartTarget() {}

    /** Nothing where the url is not relative, leads out, or can be read in more than one way. */
    static Optional<RequestPath> of(String version, String url) {
        String relative = url.startsWith("/") ? url.substring(1) : url;
        Optional<String> escaped = escaped(relative);
        return escaped.filter(target -> target.length() <= LONGEST)
                .flatMap(target -> RequestPath.of("/" + version + "/" + target))
                .flatMap(GraphSpelling::of)
                .filter(path -> path.segments().getFirst().equals(version));
    }

    private static Optional<String> escaped(String url) {
        if (url.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            return Optional.empty();
        }
        int mark = url.indexOf('?');
        if ((mark < 0 ? url : url.substring(0, mark)).indexOf('\\') >= 0) {
            return Optional.empty();
        }
        var escaped = new StringBuilder(url.length() + 16);
        url.codePoints().forEach(c -> {
            if (c < 0x80 && ESCAPED.indexOf(c) < 0) {
                escaped.append((char) c);
            } else {
                for (byte each : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    escaped.append('%').append("%02x".formatted(each).toUpperCase(Locale.ROOT));
                }
            }
        });
        return Optional.of(escaped.toString());
    }
}
