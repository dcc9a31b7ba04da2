package io.homeward.risk.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.risk.signin.Field;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How a CSV file of any system says what sign-ins say. Written as a JSON document:
 *
 * <pre>{@code
 * {
 *   "delimiter": ";",
 *   "columns": {"createdDateTime": "When", "userPrincipalName": "Login", "ipAddress": "Source", "status.errorCode": "Result"},
 *   "time": {"format": "dd.MM.yyyy HH:mm:ss", "zone": "Europe/Oslo"},
 *   "outcomes": {"OK": 0, "BAD PASSWORD": 50126, "PUSH DENIED": 500121},
 *   "otherOutcome": 50000,
 *   "constants": {"appDisplayName": "VPN", "isInteractive": "true"}
 * }
 * }</pre>
 *
 * @param delimiter between cells; a comma unless it is said
 * @param columns from {@link Field} to the name of a column
 * @param time the column of the time
 * @param outcome the column of the outcome; empty where every row has the same
 * @param outcomes from the words of that column to sign-in error numbers; where there are none the column holds the numbers
 * @param otherOutcome of words that are not listed; empty where such a row is a bad one
 * @param constants what is the same in every row
 * @param sameOutcome of every row, where there is no column
 */
public record Mapping(
        char delimiter,
        Map<Field, String> columns,
        String time,
        TimeFormat format,
        Optional<String> outcome,
        Map<String, Integer> outcomes,
        OptionalInt otherOutcome,
        Map<Field, String> constants,
        OptionalInt sameOutcome,
        boolean interactive) {
    private static final String TIME = "createdDateTime";
    private static final String OUTCOME = "status.errorCode";
    private static final String INTERACTIVE = "isInteractive";
    private static final Set<String> MEMBERS =
            Set.of("delimiter", "columns", "time", "outcomes", "otherOutcome", "constants");
    private static final int LONGEST = 300;

    public Mapping {
        columns = Map.copyOf(columns);
        outcomes = Map.copyOf(outcomes);
        constants = Map.copyOf(constants);
    }

    /** @throws NotUnderstood with the first thing that is wrong */
    public static Mapping of(JsonNode document) throws NotUnderstood {
        known(document, "mapping", MEMBERS);
        Map<String, String> columns = texts(document, "columns");
        Map<String, String> constants = texts(document, "constants");
        for (String name : columns.keySet()) {
            if (constants.containsKey(name)) {
                throw new NotUnderstood("mapping.constants." + name + " is also among the columns");
            }
        }
        if (!columns.containsKey(TIME)) {
            throw new NotUnderstood("mapping.columns.createdDateTime is missing");
        }
        if (!columns.containsKey(Field.USER_NAME.wireName()) && !columns.containsKey(Field.USER_ID.wireName())) {
            throw new NotUnderstood("mapping.columns.userPrincipalName is missing");
        }
        OptionalInt same = constants.containsKey(OUTCOME)
                ? OptionalInt.of(number(constants.get(OUTCOME), "mapping.constants." + OUTCOME))
                : OptionalInt.empty();
        if (same.isEmpty() && !columns.containsKey(OUTCOME)) {
            throw new NotUnderstood("mapping.columns.status.errorCode is missing: say which column tells how it ended");
        }
        return new Mapping(
                delimiter(document),
                fields(columns, "columns", Set.of(TIME, OUTCOME)),
                columns.getOrDefault(TIME, ""),
                TimeFormat.of(document.path("time")),
                Optional.ofNullable(columns.get(OUTCOME)),
                outcomes(document),
                document.has("otherOutcome")
                        ? OptionalInt.of(number(document.get("otherOutcome").asText(), "mapping.otherOutcome"))
                        : OptionalInt.empty(),
                fields(constants, "constants", Set.of(OUTCOME, INTERACTIVE)),
                same,
                interactive(constants));
    }

    static void known(JsonNode object, String path, Set<String> members) throws NotUnderstood {
        if (!object.isObject()) {
            throw new NotUnderstood(path + " is not an object");
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!members.contains(member.getKey())) {
                throw new NotUnderstood("%s.%s is not known; there are %s"
                        .formatted(
                                path,
                                member.getKey(),
                                String.join(", ", members.stream().sorted().toList())));
            }
        }
    }

    private static Map<String, String> texts(JsonNode document, String name) throws NotUnderstood {
        var texts = new HashMap<String, String>();
        for (Map.Entry<String, JsonNode> member : document.path(name).properties()) {
            String text = member.getValue().asText("");
            if (!member.getValue().isValueNode() || text.isBlank() || text.length() > LONGEST) {
                throw new NotUnderstood("mapping.%s.%s is not a text".formatted(name, member.getKey()));
            }
            texts.put(member.getKey(), text);
        }
        return texts;
    }

    private static Map<Field, String> fields(Map<String, String> texts, String path, Set<String> others)
            throws NotUnderstood {
        var fields = new EnumMap<Field, String>(Field.class);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Optional<Field> field = Field.ofWire(text.getKey());
            if (field.isEmpty() && !others.contains(text.getKey())) {
                throw new NotUnderstood("mapping.%s.%s is no property of a sign-in; there are %s, %s"
                        .formatted(
                                path,
                                text.getKey(),
                                String.join(", ", others.stream().sorted().toList()),
                                String.join(
                                        ", ",
                                        List.of(Field.values()).stream()
                                                .map(Field::wireName)
                                                .toList())));
            }
            field.ifPresent(each -> fields.put(each, text.getValue()));
        }
        return fields;
    }

    private static char delimiter(JsonNode document) throws NotUnderstood {
        String text = document.path("delimiter").asText(",");
        if (text.equals("tab")) {
            return '\t';
        }
        boolean control = text.length() == 1 && text.charAt(0) < ' ' && text.charAt(0) != '\t';
        if (text.length() != 1 || text.charAt(0) == '"' || control) {
            throw new NotUnderstood("mapping.delimiter is not one character, or tab");
        }
        return text.charAt(0);
    }

    private static Map<String, Integer> outcomes(JsonNode document) throws NotUnderstood {
        var outcomes = new HashMap<String, Integer>();
        for (Map.Entry<String, JsonNode> member : document.path("outcomes").properties()) {
            outcomes.put(
                    MappedCsv.same(member.getKey()),
                    number(member.getValue().asText(), "mapping.outcomes." + member.getKey()));
        }
        return outcomes;
    }

    private static int number(String text, String path) throws NotUnderstood {
        if (!text.matches("\\d{1,7}")) {
            throw new NotUnderstood(path + " is no sign-in error number, such as 0 or 50126");
        }
        return Integer.parseInt(text);
    }

    private static boolean interactive(Map<String, String> constants) throws NotUnderstood {
        return switch (constants.getOrDefault(INTERACTIVE, "true")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new NotUnderstood("mapping.constants.isInteractive is neither true nor false");
        };
    }
}
