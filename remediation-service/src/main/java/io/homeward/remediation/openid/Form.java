package io.homeward.remediation.openid;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parameters in the form encoding, of a body or of a query. An empty one is as good as none (RFC 6749 section 3.1). */
record Form(Map<String, List<String>> parameters) {
    static final String TYPE = "application/x-www-form-urlencoded";

    private static final int MOST = 60;
    private static final int LONGEST = 16_000;

    /** Thrown where it cannot be read. */
    static final class Unreadable extends Exception {
        Unreadable(String message) {
            super(message);
        }
    }

    /** @throws Unreadable where it is no form */
    static Form ofBody(@Nullable String contentType, @Nullable String body) throws Unreadable {
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith(TYPE) || body == null) {
            throw new Unreadable("The body must be " + TYPE + ".");
        }
        return of(body);
    }

    /** @throws Unreadable where it is not well encoded, or there is too much of it */
    static Form of(String text) throws Unreadable {
        if (text.length() > LONGEST) {
            throw new Unreadable("There is too much of it.");
        }
        var form = new LinkedHashMap<String, List<String>>();
        int count = 0;
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            String value = parts.length == 2 ? decode(parts[1]) : "";
            if (!value.isEmpty()) {
                form.computeIfAbsent(decode(parts[0]), absent -> new ArrayList<>())
                        .add(value);
            }
            if (++count > MOST) {
                throw new Unreadable("There are too many parameters.");
            }
        }
        return new Form(form);
    }

    /** The same, with this in place of what it said of it. */
    Form with(String name, String value) {
        var changed = new LinkedHashMap<>(parameters);
        changed.put(name, List.of(value));
        return new Form(changed);
    }

    /** As it is sent. */
    String encoded() {
        return parameters.entrySet().stream()
                .flatMap(each -> each.getValue().stream().map(value -> encode(each.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The name of one that is there twice. */
    Optional<String> doubled() {
        return parameters.entrySet().stream()
                .filter(each -> each.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Empty where it is missing, and where it is there twice. */
    Optional<String> one(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    private static String decode(String text) throws Unreadable {
        String decoded;
        try {
            decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Unreadable("It is not well encoded.");
        }
        if (decoded.chars().anyMatch(c -> c == 0)) {
            throw new Unreadable("It contains what no text has.");
        }
        return decoded;
    }

    @Override
    public String toString() {
        return "Form" + parameters.keySet();
    }
}
