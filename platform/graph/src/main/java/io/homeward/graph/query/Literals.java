package io.homeward.graph.query;

import static io.homeward.graph.query.FilterTokens.refused;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.graph.query.Filter.Comparison;
import io.homeward.graph.query.Filter.Literal;
import io.homeward.graph.query.FilterTokens.Kind;
import io.homeward.graph.query.FilterTokens.Token;
import io.homeward.graph.refusal.GraphRefusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the values of a filter as what the property they are compared with can hold. */
final class Literals {
    private Literals() {}

    static Literal read(Property property, Comparison comparison, Token value) {
        if (value.is("null") && property.kind() != Property.Kind.COLLECTION) {
            if (comparison.ordering()) {
                throw incompatible(property, comparison, "null");
            }
            return new Literal.Absent();
        }
        boolean quoted = value.kind() == Kind.TEXT;
        return switch (property.kind()) {
            case TEXT, CASELESS_TEXT -> {
                if (!quoted) {
                    throw incompatible(property, comparison, kindOf(value));
                }
                yield new Literal.Text(value.text());
            }
            case BOOLEAN -> {
                equalityOnly(property, comparison);
                if (!value.is("true") && !value.is("false")) {
                    throw incompatible(property, comparison, kindOf(value));
                }
                yield new Literal.Flag(value.is("true"));
            }
            case INTEGER ->
                new Literal.Whole(whole(value).orElseThrow(() -> incompatible(property, comparison, kindOf(value))));
            case INSTANT ->
                new Literal.Moment(Optional.of(value)
                        .filter(unquoted -> unquoted.kind() == Kind.WORD)
                        .flatMap(unquoted -> instant(unquoted.text()))
                        .orElseThrow(() -> incompatible(property, comparison, kindOf(value))));
            case ENUMERATION -> {
                if (property.members().orElseThrow().rising().isEmpty()) {
                    equalityOnly(property, comparison);
                }
                if (!quoted) {
                    throw incompatible(property, comparison, kindOf(value));
                }
                yield new Literal.Text(member(property, value.text()));
            }
            case FLAGS -> {
                equalityOnly(property, comparison);
                if (!quoted) {
                    throw incompatible(property, comparison, kindOf(value));
                }
                yield new Literal.Text(String.join(",", flags(property, value.text())));
            }
            case GUID -> {
                equalityOnly(property, comparison);
                yield guid(value.text());
            }
            case ADDRESS -> {
                equalityOnly(property, comparison);
                if (!quoted) {
                    throw incompatible(property, comparison, kindOf(value));
                }
                yield IpAddress.parse(value.text())
                        .<Literal>map(Literal.Address::new)
                        .orElse(new Literal.Nothing());
            }
            case COLLECTION ->
                throw refused("'%s' is a collection; it can only be asked with 'any', as in '%s/any(x:x eq ...)'."
                        .formatted(property.path(), property.path()));
            case SHOWN -> throw refused("The property '%s' cannot be filtered.".formatted(property.path()));
        };
    }

    /** The members a text names, without doubles, in the order of the contract. */
    static List<String> flags(Property property, String text) {
        List<String> order = property.members().orElseThrow().members();
        return Arrays.stream(text.split(",", -1))
                .map(name -> member(property, name.strip()))
                .distinct()
                .sorted(Comparator.comparing(order::indexOf))
                .toList();
    }

    private static String member(Property property, String text) {
        return property.members()
                .orElseThrow()
                .canonical(text)
                .orElseThrow(() -> refused("The string '%s' is not a valid enumeration type constant of '%s'."
                        .formatted(text, property.edm())));
    }

    /** A date-time with an offset, or a date alone, which means its first moment in UTC; of years with four digits, in UTC too. */
    static Optional<Instant> instant(String text) {
        try {
            OffsetDateTime moment = text.length() <= 10
                    ? LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text);
            return fourDigits(moment) && fourDigits(moment.withOffsetSameInstant(ZoneOffset.UTC))
                    ? Optional.of(moment.toInstant())
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean fourDigits(OffsetDateTime moment) {
        return moment.getYear() >= 1 && moment.getYear() <= 9999;
    }

    private static Optional<Long> whole(Token value) {
        try {
            return value.kind() == Kind.WORD ? Optional.of(Long.valueOf(value.text())) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Literal guid(String text) {
        try {
            return text.length() == 36 ? new Literal.Guid(UUID.fromString(text)) : new Literal.Nothing();
        } catch (IllegalArgumentException e) {
            return new Literal.Nothing();
        }
    }

    static void equalityOnly(Property property, Comparison comparison) {
        if (comparison.ordering()) {
            throw refused("The operator '%s' is not supported on '%s' of type '%s'."
                    .formatted(comparison.kind(), property.path(), property.edm()));
        }
    }

    static GraphRefusal incompatible(Property property, Comparison comparison, String given) {
        return refused(("A binary operator with incompatible types was detected. Found operand types '%s' and '%s' for"
                        + " operator kind '%s'.")
                .formatted(property.edm(), given, comparison.kind()));
    }

    static String kindOf(Token value) {
        if (value.kind() == Kind.TEXT) {
            return "Edm.String";
        }
        if (value.is("true") || value.is("false")) {
            return "Edm.Boolean";
        }
        if (whole(value).isPresent()) {
            return "Edm.Int64";
        }
        return instant(value.text()).isPresent() ? "Edm.DateTimeOffset" : "Edm.Untyped";
    }
}
