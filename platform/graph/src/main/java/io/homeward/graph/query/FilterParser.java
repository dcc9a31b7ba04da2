package io.homeward.graph.query;

import static io.homeward.graph.query.FilterTokens.refused;

import io.homeward.graph.query.Filter.Comparison;
import io.homeward.graph.query.Filter.Literal;
import io.homeward.graph.query.Filter.Part;
import io.homeward.graph.query.FilterTokens.Kind;
import io.homeward.graph.query.FilterTokens.Token;
import io.homeward.graph.refusal.GraphRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads {@code $filter}: {@code or} binds weaker than {@code and}, both weaker than {@code not}. Keywords are understood in any case.
 * What it does not understand it refuses by name; nothing is ignored, because an ignored condition would show too much.
 */
final class FilterParser {

    /** Longer than any filter a person writes, and short enough to be read at once. */
    private static final int LENGTH = 8_000;

    /** How deeply conditions may be nested; each level is one call deeper. */
    private static final int DEPTH = 30;

    /** How many values one filter may compare with. */
    private static final int VALUES = 200;

    private final GraphType type;
    private final FilterTokens tokens;
    private int depth;
    private int values;

    private FilterParser(GraphType type, FilterTokens tokens) {
        this.type = type;
        this.tokens = tokens;
    }

    /** @throws GraphRefusal (400) with the reason in the words of Microsoft Graph where it has some */
    static Filter parse(GraphType type, String source) {
        if (source.length() > LENGTH) {
            throw refused("It is longer than %d characters.".formatted(LENGTH));
        }
        if (source.indexOf('\0') >= 0) {
            throw refused("It contains a character that no text can have."); // the database would not take it
        }
        var parser = new FilterParser(type, new FilterTokens(source));
        Filter filter = parser.either();
        parser.tokens.take(Kind.END);
        return filter;
    }

    private Filter either() {
        if (++depth > DEPTH) {
            throw refused("It is nested more than %d levels deep.".formatted(DEPTH));
        }
        var alternatives = new ArrayList<Filter>();
        do {
            alternatives.add(both());
        } while (taken("or"));
        depth--;
        return alternatives.size() == 1 ? alternatives.getFirst() : new Filter.Any(alternatives);
    }

    private Filter both() {
        var conditions = new ArrayList<Filter>();
        do {
            conditions.add(condition());
        } while (taken("and"));
        return conditions.size() == 1 ? conditions.getFirst() : new Filter.All(conditions);
    }

    private Filter condition() {
        if (tokens.peek().is("not")) {
            tokens.take();
            if (++depth > DEPTH) {
                throw refused("It is nested more than %d levels deep.".formatted(DEPTH));
            }
            Filter.Not not = new Filter.Not(condition());
            depth--;
            return not;
        }
        if (tokens.peek().kind() == Kind.OPEN) {
            tokens.take();
            Filter inner = either();
            tokens.take(Kind.CLOSE);
            return inner;
        }
        if (tokens.peek().kind() == Kind.WORD && tokens.peekSecond().kind() == Kind.OPEN) {
            return function();
        }
        return comparison();
    }

    private Filter function() {
        String name = tokens.take(Kind.WORD).text();
        int slash = name.lastIndexOf('/');
        String last = name.substring(slash + 1).toLowerCase(Locale.ROOT);
        if (slash > 0 && (last.equals("any") || last.equals("all"))) {
            Property over = property(name.substring(0, slash));
            throw refused("The operator '%s' is not supported on '%s'.".formatted(last, over.path()));
        }
        Part part =
                switch (last) {
                    case "startswith" -> Part.STARTSWITH;
                    case "endswith" -> Part.ENDSWITH;
                    case "contains" -> Part.CONTAINS;
                    default -> throw refused("The function '%s' is not supported.".formatted(name));
                };
        tokens.take(Kind.OPEN);
        Property property = property(tokens.take(Kind.WORD).text());
        tokens.take(Kind.COMMA);
        String text = tokens.take(Kind.TEXT).text();
        tokens.take(Kind.CLOSE);
        count();
        if (property.kind() != Property.Kind.TEXT && property.kind() != Property.Kind.CASELESS_TEXT) {
            throw refused("The function '%s' cannot be applied to '%s' of type '%s'."
                    .formatted(last, property.path(), property.edm()));
        }
        Filter match = new Filter.Match(property, part, text);
        return truth().map(wanted -> wanted ? match : new Filter.Not(match)).orElse(match);
    }

    /** {@code startswith(a,'b') eq true} means the same as without the rest. */
    private Optional<Boolean> truth() {
        Optional<Comparison> comparison = comparisonAt(tokens.peek());
        if (comparison.isEmpty() || comparison.get().ordering()) {
            return Optional.empty();
        }
        tokens.take();
        Token value = tokens.peek();
        if (!value.is("true") && !value.is("false")) {
            throw tokens.unexpected();
        }
        tokens.take();
        return Optional.of(value.is("true") == (comparison.get() == Comparison.EQ));
    }

    private Filter comparison() {
        Property property = property(tokens.take(Kind.WORD).text());
        if (tokens.peek().is("in")) {
            tokens.take();
            return in(property);
        }
        if (tokens.peek().is("has")) {
            throw refused("The operator 'has' is not supported on '%s'.".formatted(property.path()));
        }
        Optional<Comparison> comparison = comparisonAt(tokens.peek());
        if (comparison.isEmpty()) {
            if (property.kind() == Property.Kind.BOOLEAN) {
                return new Filter.Compare(property, Comparison.EQ, new Literal.Flag(true));
            }
            throw tokens.unexpected();
        }
        tokens.take();
        return new Filter.Compare(property, comparison.get(), literal(property, comparison.get()));
    }

    private Filter in(Property property) {
        tokens.take(Kind.OPEN);
        var literals = new ArrayList<Literal>(List.of(literal(property, Comparison.EQ)));
        while (tokens.peek().kind() == Kind.COMMA) {
            tokens.take();
            literals.add(literal(property, Comparison.EQ));
        }
        tokens.take(Kind.CLOSE);
        return new Filter.In(property, literals);
    }

    private Literal literal(Property property, Comparison comparison) {
        count();
        if (tokens.peek().kind() != Kind.WORD && tokens.peek().kind() != Kind.TEXT) {
            throw tokens.unexpected();
        }
        Token value = tokens.take();
        if (value.kind() == Kind.WORD
                && value.text().startsWith("microsoft.graph.")
                && tokens.peek().kind() == Kind.TEXT) {
            value = tokens.take(); // microsoft.graph.riskLevel'high'
        }
        return Literals.read(property, comparison, value);
    }

    private void count() {
        if (++values > VALUES) {
            throw refused("It compares with more than %d values.".formatted(VALUES));
        }
    }

    private Property property(String path) {
        return type.find(path)
                .filter(property -> property.kind() != Property.Kind.SHOWN)
                .orElseThrow(() -> type.topLevel(path).isPresent()
                        ? refused("The property '%s' cannot be filtered.".formatted(path))
                        : refused("Could not find a property named '%s' on type '%s'."
                                .formatted(path, type.qualifiedName())));
    }

    private static Optional<Comparison> comparisonAt(Token token) {
        for (Comparison comparison : Comparison.values()) {
            if (token.is(comparison.name())) {
                return Optional.of(comparison);
            }
        }
        return Optional.empty();
    }

    private boolean taken(String word) {
        if (tokens.peek().is(word)) {
            tokens.take();
            return true;
        }
        return false;
    }
}
