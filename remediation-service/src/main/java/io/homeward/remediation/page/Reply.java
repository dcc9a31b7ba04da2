package io.homeward.remediation.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a browser is answered.
 *
 * @param body empty where the answer only leads elsewhere
 * @param headers one line each
 * @param cookies values of {@code Set-Cookie}
 */
public record Reply(int status, Optional<String> body, Map<String, String> headers, List<String> cookies) {
    private static final int OK = 200;
    private static final int SEE_OTHER = 303;

    public Reply {
        headers = Map.copyOf(headers);
        cookies = List.copyOf(cookies);
    }

    static Reply page(int status, String html) {
        return new Reply(status, Optional.of(html), Map.of("Content-Type", "text/html;charset=utf-8"), List.of());
    }

    public static Reply page(String html) {
        return page(OK, html);
    }

    /** What a script of ours has asked. */
    static Reply json(int status, String json) {
        return new Reply(
                status, Optional.of(json), Map.of("Content-Type", "application/json;charset=utf-8"), List.of());
    }

    static Reply leading(String to) {
        return new Reply(SEE_OTHER, Optional.empty(), Map.of("Location", to), List.of());
    }

    public Reply with(Map<String, String> more) {
        var all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, body, all, cookies);
    }

    public Reply with(String cookie) {
        var all = new ArrayList<>(cookies);
        all.add(cookie);
        return new Reply(status, body, headers, all);
    }
}
