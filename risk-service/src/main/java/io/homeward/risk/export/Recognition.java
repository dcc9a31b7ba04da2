package io.homeward.risk.export;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.homeward.risk.signin.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What kind of file it is, from its beginning.
 *
 * @param listed whether its elements are those of a JSON array; otherwise one stands in each line
 */
record Recognition(Format format, boolean listed) {
    private static final Pattern SYSLOG = Pattern.compile(
            "(?m)^(?:[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d|\\d{4}-\\d\\d-\\d\\dT\\S+) \\S+ \\S+?(?:\\[\\d+])?: ");
    private static final Pattern KEYCLOAK = Pattern.compile("\\[org\\.keycloak[.\\w]*]");
    private static final int MOST_NAMES = 12;

    /** What the beginning of a JSON file shows. */
    private record Shown(boolean listed, Set<String> members) {}

    /**
     * @param said the format that was named
     * @param otherwise what it is where nothing shows
     * @throws NotUnderstood where it cannot be told
     */
    static Recognition of(byte[] head, Optional<Format> said, Optional<Format> otherwise) throws NotUnderstood {
        String text = new String(head, StandardCharsets.UTF_8).stripLeading();
        if (text.isEmpty()) {
            throw new NotUnderstood("The file is empty");
        }
        boolean json = text.startsWith("{") || text.startsWith("[");
        Shown shown = json ? shown(text) : new Shown(false, Set.of());
        if (said.isPresent()) {
            return new Recognition(said.get(), shown.listed);
        }
        Set<Format> possible = json ? named(shown.members) : written(text);
        if (possible.size() > 1) {
            throw new NotUnderstood("The file may be any of %s; say format"
                    .formatted(String.join(
                            ", ", possible.stream().map(Format::wireName).toList())));
        }
        Optional<Format> known = possible.stream().findFirst().or(() -> otherwise);
        if (known.isEmpty()) {
            throw new NotUnderstood(json ? unknown(shown.members) : unknown(text));
        }
        return new Recognition(known.get(), shown.listed);
    }

    private static String unknown(Set<String> members) {
        return "The first element has %s, by which none of %s is known; say format"
                .formatted(
                        members.isEmpty()
                                ? "no members"
                                : "the members "
                                        + String.join(
                                                ", ",
                                                members.stream()
                                                        .limit(MOST_NAMES)
                                                        .toList()),
                        Format.names());
    }

    private static String unknown(String text) {
        return text.lines().findFirst().orElse("").contains(",")
                ? "The file looks like CSV, and not like that of Entra: say format csv, with a mapping"
                : "The first line is that of none of %s; say format".formatted(Format.names());
    }

    private static Set<Format> named(Set<String> members) {
        var formats = EnumSet.noneOf(Format.class);
        if (members.contains("createdDateTime")
                || (members.contains("userPrincipalName") && members.contains("status"))) {
            formats.add(Format.GRAPH);
        }
        if (members.contains("eventType") && (members.contains("published") || members.contains("legacyEventType"))) {
            formats.add(Format.OKTA);
        }
        if (members.contains("class_uid")) {
            formats.add(Format.OCSF);
        }
        boolean event = members.contains("type") && (members.contains("realmId") || members.contains("clientId"));
        if (event || (members.contains("loggerName") && members.contains("message"))) {
            formats.add(Format.KEYCLOAK);
        }
        return formats;
    }

    private static Set<Format> written(String text) {
        var formats = EnumSet.noneOf(Format.class);
        String header = text.lines().findFirst().orElse("").toLowerCase(Locale.ROOT);
        if (header.contains("date (utc)") && header.contains("request id")) {
            formats.add(Format.ENTRA_CSV);
        }
        if (KEYCLOAK.matcher(text).find()) {
            formats.add(Format.KEYCLOAK);
        } else if (SYSLOG.matcher(text).find()) {
            formats.add(Format.OPENSSH);
        }
        return formats;
    }

    /** As far as the beginning goes; it may end anywhere. */
    private static Shown shown(String text) {
        var members = new LinkedHashSet<String>();
        boolean listed = text.startsWith("[");
        try (JsonParser json = Json.FACTORY.createParser(text)) {
            JsonToken first = json.nextToken();
            if (first == JsonToken.START_ARRAY) {
                first = json.nextToken();
            }
            if (first == JsonToken.START_OBJECT && !members(json, members, !listed)) {
                return new Shown(listed, members);
            }
            if (!listed && json.currentToken() == JsonToken.START_ARRAY) {
                listed = true;
                members.clear();
                if (json.nextToken() == JsonToken.START_OBJECT) {
                    members(json, members, false);
                }
            }
        } catch (IOException e) {
            return new Shown(listed, members);
        }
        return new Shown(listed, members);
    }

    /** Reads an object's members; true where it stopped at an array called {@code value}. */
    private static boolean members(JsonParser json, Set<String> members, boolean mayBePage) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            members.add(name);
            boolean array = json.nextToken() == JsonToken.START_ARRAY;
            if (mayBePage && array && name.equals("value")) {
                return true;
            }
            json.skipChildren();
        }
        return false;
    }
}
