package io.homeward.accessrules.situations;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.homeward.accessrules.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the tables under {@code situations/}. A word that no table knows is an error, so that a typo tests nothing in silence. */
final class Tables {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Tables() {}

    /** One row: a name that is a sentence, what is given, what is expected. What is not said in {@code expect} is not asked. */
    record Case<G, E>(String name, G given, E expect) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A family of situations. */
    record Table<G, E>(String family, List<Case<G, E>> cases) {}

    static <G, E> List<Case<G, E>> cases(String file, Class<G> given, Class<E> expect) {
        JavaType type = MAPPER.getTypeFactory().constructParametricType(Table.class, given, expect);
        try (var stream = Tables.class.getResourceAsStream("/situations/" + file)) {
            Table<G, E> table = MAPPER.readValue(stream, type);
            return table.cases();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** {@code signInRisk} to {@code SIGN_IN_RISK}, for enums whose constants the tables write as the wire does. */
    static <T extends Enum<T>> T constant(Class<T> type, String word) {
        var name =
                word.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('-', '_').toUpperCase(Locale.ROOT);
        return Enum.valueOf(type, name);
    }

    static <T extends Enum<T>> T constant(Class<T> type, String word, T otherwise) {
        return word == null ? otherwise : constant(type, word);
    }

    static <T> List<T> all(List<T> named) {
        return named == null ? List.of() : named;
    }

    static <T> T or(T named, T otherwise) {
        return named == null ? otherwise : named;
    }

    /** The rules that the rows of a table expect by name: what the coverage test counts. */
    interface Expectation {
        Rule rule();

        Set<Rule> with();

        default Set<Rule> rules() {
            var rules = new java.util.HashSet<>(Optional.ofNullable(with()).orElse(Set.of()));
            Optional.ofNullable(rule()).ifPresent(rules::add);
            return rules;
        }
    }
}
