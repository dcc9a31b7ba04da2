package io.homeward.risk.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a column writes times. */
public sealed interface TimeFormat {

    Optional<Instant> read(String text);

    /** ISO 8601 with an offset. */
    record Iso() implements TimeFormat {
        @Override
        public Optional<Instant> read(String text) {
            return Times.iso(text);
        }
    }

    record EpochSeconds() implements TimeFormat {
        @Override
        public Optional<Instant> read(String text) {
            return Times.seconds(text);
        }
    }

    record EpochMillis() implements TimeFormat {
        @Override
        public Optional<Instant> read(String text) {
            return Times.millis(text);
        }
    }

    /** A pattern of {@link DateTimeFormatter}, English; {@code zone} holds where the text names none. */
    record Written(DateTimeFormatter pattern, Optional<ZoneId> zone) implements TimeFormat {
        @Override
        public Optional<Instant> read(String text) {
            try {
                TemporalAccessor time = pattern.parse(text.strip());
                @Nullable ZoneId said = time.query(TemporalQueries.zone());
                ZoneId place = said != null ? said : zone.orElseThrow(() -> new DateTimeException("no zone"));
                return Optional.of(LocalDateTime.from(time).atZone(place).toInstant());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }

    /** @throws NotUnderstood with the first thing that is wrong */
    static TimeFormat of(JsonNode time) throws NotUnderstood {
        if (time.isMissingNode()) {
            return new Iso();
        }
        Mapping.known(time, "mapping.time", Set.of("format", "zone"));
        String format = time.path("format").asText("iso");
        Optional<ZoneId> zone =
                time.has("zone") ? Optional.of(zone(time.get("zone").asText())) : Optional.empty();
        return switch (format) {
            case "iso" -> new Iso();
            case "epochSeconds" -> new EpochSeconds();
            case "epochMillis" -> new EpochMillis();
            default -> written(format, zone);
        };
    }

    private static ZoneId zone(String name) throws NotUnderstood {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new NotUnderstood("mapping.time.zone is no time zone, such as UTC or Europe/Oslo");
        }
    }

    private static TimeFormat written(String format, Optional<ZoneId> zone) throws NotUnderstood {
        DateTimeFormatter pattern;
        try {
            pattern = new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(proleptic(format))
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw new NotUnderstood(
                    "mapping.time.format is neither iso, epochSeconds, epochMillis nor a pattern, such as dd.MM.yyyy HH:mm:ss");
        }
        boolean named = format.replaceAll("'[^']*'", "").matches(".*[XxZVzO].*");
        if (!named && zone.isEmpty()) {
            throw new NotUnderstood("mapping.time.zone is missing: the format names no zone");
        }
        return new Written(pattern, zone);
    }

    /** Strict reading, which knows no 31 February, wants years without an era; that is the letter u. */
    private static String proleptic(String format) {
        var pattern = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < format.length(); i++) {
            char letter = format.charAt(i);
            quoted ^= letter == '\'';
            pattern.append(letter == 'y' && !quoted ? 'u' : letter);
        }
        return pattern.toString();
    }
}
