package io.homeward.gateway.route;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The cookies of the sign-in pages, which remediation-service sets and reads: those whose name begins as ours do, on the pages' own paths, and no
 * other. The browser mark is the gateway's and stays here ({@link BrowserMark}).
 */
final class PageCookies {
    private static final String MARK = "__Host-homeward-browser";

    /** Only what a browser can have been given by this very host (RFC 6265bis), and what can be read in one way. */
    private static final Pattern PAIR = Pattern.compile("(__Host-homeward-[a-z]{1,30})=([A-Za-z0-9._~-]{0,400})");

    private static final int MOST = 8;

    private PageCookies() {}

    /** The Cookie header that goes on; nothing where the call brought none of ours. What is named twice is nobody's. */
    static Optional<String> inbound(MultiMap headers) {
        Map<String, String> pairs = new LinkedHashMap<>();
        Set<String> twice = new HashSet<>();
        headers.getAll("Cookie").stream()
                .flatMap(header -> Arrays.stream(header.split(";")))
                .map(String::strip)
                .map(PAIR::matcher)
                .filter(pair -> pair.matches() && !pair.group(1).equals(MARK))
                .forEach(pair -> {
                    if (pairs.put(pair.group(1), pair.group(2)) != null) {
                        twice.add(pair.group(1));
                    }
                });
        pairs.keySet().removeAll(twice);
        return pairs.isEmpty()
                ? Optional.empty()
                : Optional.of(pairs.entrySet().stream()
                        .limit(MOST)
                        .map(pair -> pair.getKey() + "=" + pair.getValue())
                        .collect(Collectors.joining("; ")));
    }

    /** Hands back what the service sets under our names, as our cookies have to be: Secure, HttpOnly, for the whole host and for it alone. */
    static void outbound(MultiMap came, MultiMap back) {
        came.getAll("Set-Cookie").stream().filter(PageCookies::ours).forEach(cookie -> back.add("Set-Cookie", cookie));
    }

    private static boolean ours(String cookie) {
        String[] parts = cookie.split(";");
        var pair = PAIR.matcher(parts[0].strip());
        Set<String> attributes = Arrays.stream(parts)
                .skip(1)
                .map(part -> part.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return pair.matches()
                && !pair.group(1).equals(MARK)
                && attributes.contains("secure")
                && attributes.contains("httponly")
                && attributes.contains("path=/")
                && attributes.stream().noneMatch(attribute -> attribute.startsWith("domain"));
    }
}
