package io.homeward.remediation.page;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of a form of ours, each once. Too much, something twice, or something that is no text makes it one without fields. */
public record Sent(Map<String, String> fields) {
    private static final int LONGEST = 40_000;
    private static final int MOST = 20;

    public Sent {
        fields = Map.copyOf(fields);
    }

    public static Sent of(String body) {
        var fields = new HashMap<String, String>();
        String[] pairs = body.length() > LONGEST ? new String[0] : body.split("&", MOST + 1);
        if (pairs.length > MOST) {
            return new Sent(Map.of());
        }
        try {
            for (String pair : pairs) {
                String[] parts = pair.split("=", 2);
                String value = parts.length == 2 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "";
                boolean untypable = value.indexOf('\0') >= 0;
                if (untypable || fields.put(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), value) != null) {
                    return new Sent(Map.of());
                }
            }
        } catch (IllegalArgumentException e) {
            return new Sent(Map.of());
        }
        return new Sent(fields);
    }

    /** As it was typed; empty where there is none. */
    public String text(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Without what is around it; empty where there is nothing else. */
    public Optional<String> word(String name) {
        return Optional.of(text(name).strip()).filter(text -> !text.isEmpty());
    }

    @Override
    public String toString() {
        return "Sent" + fields.keySet();
    }
}
