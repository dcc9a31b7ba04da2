package io.homeward.gateway.route;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request target in its one form: percent-escapes of unreserved characters undone, the others in capitals (RFC 3986 section 6.2.2), no
 * empty and no dot segments. What different servers would read differently has no such form and is refused: dot segments in any
 * spelling, escaped slashes and backslashes, doubled slashes, double escapes, matrix parameters, control characters, whole URLs.
 *
 * @param path begins with a slash; still escaped
 * @param segments between the slashes, unescaped; without the empty one after a trailing slash
 * @param query with its question mark, as it came; empty where there is none
 */
record RequestPath(String path, List<String> segments, String query) {

    RequestPath {
        segments = List.copyOf(segments);
    }

    /** Nothing where the target cannot be read in one way. */
    static Optional<RequestPath> of(String target) {
        if (!target.startsWith("/") || !printable(target) || target.indexOf('#') >= 0) {
            return Optional.empty();
        }
        int mark = target.indexOf('?');
        String raw = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark);
        Optional<String> path = normal(raw);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        var segments = new ArrayList<String>();
        String[] parts = path.get().substring(1).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            if (parts[i].isEmpty() && last) {
                break;
            }
            if (parts[i].isEmpty() || parts[i].equals(".") || parts[i].equals("..")) {
                return Optional.empty();
            }
            segments.add(URLDecoder.decode(parts[i].replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return Optional.of(new RequestPath(path.get(), segments, query));
    }

    /** The path from after so many segments on; at least a slash. */
    String after(int count) {
        int at = 0;
        for (int i = 0; i < count; i++) {
            at = path.indexOf('/', at + 1);
            if (at < 0) {
                return "/";
            }
        }
        return path.substring(at);
    }

    private static Optional<String> normal(String raw) {
        var normal = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\\' || c == ';') {
                return Optional.empty();
            }
            if (c != '%') {
                normal.append(c);
                continue;
            }
            int value = i + 2 < raw.length() ? hex(raw.charAt(i + 1), raw.charAt(i + 2)) : -1;
            if (value < 0x20 || value == 0x7f || value == '/' || value == '\\') {
                return Optional.empty();
            }
            if (value == '%' && i + 4 < raw.length() && hex(raw.charAt(i + 3), raw.charAt(i + 4)) >= 0) {
                return Optional.empty();
            }
            if (unreserved(value)) {
                normal.append((char) value);
            } else {
                normal.append(raw.substring(i, i + 3).toUpperCase(Locale.ROOT));
            }
            i += 2;
        }
        return Optional.of(normal.toString());
    }

    private static int hex(char high, char low) {
        int h = Character.digit(high, 16);
        int l = Character.digit(low, 16);
        return h < 0 || l < 0 ? -1 : h * 16 + l;
    }

    private static boolean unreserved(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    private static boolean printable(String target) {
        return target.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }
}
