package io.homeward.risk.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.homeward.risk.export.DateOrder;
import io.homeward.risk.export.FileOptions;
import io.homeward.risk.export.Format;
import io.homeward.risk.export.Mapping;
import io.homeward.risk.export.NotUnderstood;
import io.homeward.risk.intake.Bearing;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says about a file before he sends it: {@code format}, {@code fileName}, {@code timeZone}, {@code year}, {@code host}, {@code dateOrder},
 * {@code mapping}, {@code live}; all of it optional.
 *
 * @param format empty where the file shows it
 * @param bearing whether what is found in it bears on people's risk
 */
public record WantedImport(Optional<Format> format, String fileName, FileOptions options, Bearing bearing) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> MEMBERS =
            Set.of("format", "fileName", "timeZone", "year", "host", "dateOrder", "mapping", "live");
    private static final int LONGEST = 300;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    /** @throws NotUnderstood with the first thing that is wrong */
    public static WantedImport of(String document) throws NotUnderstood {
        JsonNode json;
        try {
            json = JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new NotUnderstood("The body is no JSON");
        }
        if (!json.isObject()) {
            throw new NotUnderstood("The body is no JSON object");
        }
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            if (!MEMBERS.contains(member.getKey())) {
                throw new NotUnderstood("%s is not known; there are %s"
                        .formatted(
                                member.getKey(),
                                String.join(", ", MEMBERS.stream().sorted().toList())));
            }
        }
        Optional<Format> format = format(json);
        Optional<Mapping> mapping =
                json.hasNonNull("mapping") ? Optional.of(Mapping.of(json.get("mapping"))) : Optional.empty();
        if (mapping.isPresent() != format.equals(Optional.of(Format.CSV))) {
            throw new NotUnderstood("The format csv needs a mapping, and no other has one");
        }
        String fileName = text(json, "fileName").orElse("");
        return new WantedImport(
                format,
                fileName,
                new FileOptions(
                        zone(json),
                        year(json),
                        text(json, "host"),
                        FileOptions.interactive(fileName),
                        order(json),
                        mapping),
                Bearing.of(live(json)));
    }

    private static @Nullable Boolean live(JsonNode json) throws NotUnderstood {
        if (!json.hasNonNull("live")) {
            return null;
        }
        if (!json.get("live").isBoolean()) {
            throw new NotUnderstood("live is neither true nor false");
        }
        return json.get("live").asBoolean();
    }

    private static Optional<String> text(JsonNode json, String name) throws NotUnderstood {
        if (!json.hasNonNull(name)) {
            return Optional.empty();
        }
        String text = json.get(name).asText();
        if (!json.get(name).isTextual()
                || text.length() > LONGEST
                || text.codePoints().anyMatch(Character::isISOControl)) {
            throw new NotUnderstood("%s is not a text of at most %d characters".formatted(name, LONGEST));
        }
        return Optional.of(text);
    }

    private static Optional<Format> format(JsonNode json) throws NotUnderstood {
        Optional<String> name = text(json, "format");
        Optional<Format> format = name.flatMap(Format::ofWire);
        if (name.isPresent() && format.isEmpty()) {
            throw new NotUnderstood("format is none of " + Format.names());
        }
        return format;
    }

    private static ZoneId zone(JsonNode json) throws NotUnderstood {
        try {
            return ZoneId.of(text(json, "timeZone").orElse("UTC"));
        } catch (DateTimeException e) {
            throw new NotUnderstood("timeZone is no time zone, such as UTC or Europe/Oslo");
        }
    }

    private static OptionalInt year(JsonNode json) throws NotUnderstood {
        if (!json.hasNonNull("year")) {
            return OptionalInt.empty();
        }
        int year = json.get("year").asInt();
        if (!json.get("year").isInt() || year < FIRST_YEAR || year > LAST_YEAR) {
            throw new NotUnderstood("year is no year from %d to %d".formatted(FIRST_YEAR, LAST_YEAR));
        }
        return OptionalInt.of(year);
    }

    private static Optional<DateOrder> order(JsonNode json) throws NotUnderstood {
        Optional<String> name = text(json, "dateOrder");
        Optional<DateOrder> order = name.flatMap(DateOrder::ofWire);
        if (name.isPresent() && order.isEmpty()) {
            throw new NotUnderstood("dateOrder is neither dayFirst nor monthFirst");
        }
        return order;
    }
}
