package io.homeward.remediation.page;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What stands behind the {@code #} of a link that somebody was sent. Our script puts it into the form, or he pastes the link himself, or only the
 * secret part of it.
 */
record FromLink(Map<String, String> parts) {
    private static final int LONGEST = 4_000;

    FromLink {
        parts = Map.copyOf(parts);
    }

    /** @param alone what it is where it is nothing but one word */
    static FromLink of(Sent sent, String alone) {
        String text = sent.word("link").filter(each -> each.length() <= LONGEST).orElse("");
        String behind = text.substring(text.indexOf('#') + 1);
        if (!behind.contains("=")) {
            return new FromLink(behind.isEmpty() ? Map.of() : Map.of(alone, behind));
        }
        var parts = new HashMap<String, String>();
        for (String pair : behind.split("&")) {
            String[] sides = pair.split("=", 2);
            if (sides.length == 2) {
                decoded(sides[1]).ifPresent(value -> parts.putIfAbsent(sides[0], value));
            }
        }
        return new FromLink(parts);
    }

    Optional<String> part(String name) {
        return Optional.ofNullable(parts.get(name)).filter(text -> !text.isEmpty());
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8)).filter(each -> each.indexOf('\0') < 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "FromLink" + parts.keySet();
    }
}
