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

    private final FilterTokens tokens;
    private final FilterScope scope;
    private final FilterKinds kinds;
    private int depth;
    private int values;

    private FilterParser(GraphType type, FilterTokens tokens) {
        this.scope = new FilterScope(type);
        this.kinds = new FilterKinds(type);
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
            return call();
        }
        String path = tokens.take(Kind.WORD).text();
        Optional<FilterKinds.Cast> cast = kinds.cast(path);
        return cast.isPresent()
                ? new Filter.All(List.of(
                        cast.get().is(), comparison(scope.property(cast.get().path()))))
                : comparison(scope.property(path));
    }

    /** A name with a parenthesis behind it. */
    private Filter call() {
        String name = tokens.take(Kind.WORD).text();
        int slash = name.lastIndexOf('/');
        String last = name.substring(slash + 1).toLowerCase(Locale.ROOT);
        if (slash > 0 && (last.equals("any") || last.equals("all"))) {
            return lambda(name.substring(0, slash), last);
        }
        return switch (last) {
            case "startswith" -> match(last, Part.STARTSWITH);
            case "endswith" -> match(last, Part.ENDSWITH);
            case "contains" -> match(last, Part.CONTAINS);
            case "tolower" -> comparison(inCase(last, "lower"));
            case "toupper" -> comparison(inCase(last, "upper"));
            case "isof" -> isOf();
            default -> throw refused("The function '%s' is not supported.".formatted(name));
        };
    }

    private Filter lambda(String path, String operator) {
        Property over = scope.property(path);
        if (over.kind() != Property.Kind.COLLECTION || operator.equals("all")) {
            throw refused("The operator '%s' is not supported on '%s'.".formatted(operator, over.path()));
        }
        tokens.take(Kind.OPEN);
        if (tokens.peek().kind() == Kind.CLOSE) {
            tokens.take();
            return withTruth(new Filter.AnyItem(over, Optional.empty()));
        }
        scope.enter(tokens.takeVariable(), over);
        Filter condition = either();
        scope.leave();
        tokens.take(Kind.CLOSE);
        return withTruth(new Filter.AnyItem(over, Optional.of(condition)));
    }

    /** Also in the forms {@code isof($it,'…')} and without quotes. */
    private Filter isOf() {
        tokens.take(Kind.OPEN);
        if (tokens.peek().is("$it")) {
            tokens.take();
            tokens.take(Kind.COMMA);
        }
        if (tokens.peek().kind() != Kind.WORD && tokens.peek().kind() != Kind.TEXT) {
            throw tokens.unexpected();
        }
        Filter is = kinds.is(tokens.take().text());
        tokens.take(Kind.CLOSE);
        return withTruth(is);
    }

    private Filter match(String function, Part part) {
        tokens.take(Kind.OPEN);
        Property property = operand();
        tokens.take(Kind.COMMA);
        String text = tokens.take(Kind.TEXT).text();
        tokens.take(Kind.CLOSE);
        count();
        mustBeText(function, property);
        return withTruth(new Filter.Match(property, part, text));
    }

    private Property operand() {
        String name = tokens.take(Kind.WORD).text();
        if (tokens.peek().kind() == Kind.OPEN) {
            String function = name.toLowerCase(Locale.ROOT);
            return switch (function) {
                case "tolower" -> inCase(function, "lower");
                case "toupper" -> inCase(function, "upper");
                default -> throw refused("The function '%s' is not supported.".formatted(name));
            };
        }
        return scope.property(name);
    }

    private Property inCase(String function, String sql) {
        tokens.take(Kind.OPEN);
        Property property = scope.property(tokens.take(Kind.WORD).text());
        tokens.take(Kind.CLOSE);
        mustBeText(function, property);
        return property.inCase(sql);
    }

    private static void mustBeText(String function, Property property) {
        if (!property.isText()) {
            throw refused("The function '%s' cannot be applied to '%s' of type '%s'."
                    .formatted(function, property.path(), property.edm()));
        }
    }

    /** {@code startswith(a,'b') eq true} means the same as without the rest. */
    private Filter withTruth(Filter condition) {
        Optional<Comparison> comparison = comparisonAt(tokens.peek());
        if (comparison.isEmpty() || comparison.get().ordering()) {
            return condition;
        }
        tokens.take();
        Token value = tokens.peek();
        if (!value.is("true") && !value.is("false")) {
            throw tokens.unexpected();
        }
        tokens.take();
        return value.is("true") == (comparison.get() == Comparison.EQ) ? condition : new Filter.Not(condition);
    }

    private Filter comparison(Property property) {
        if (tokens.peek().is("in")) {
            tokens.take();
            return in(property);
        }
        if (tokens.peek().is("has")) {
            tokens.take();
            return has(property);
        }
        Optional<Comparison> comparison = comparisonAt(tokens.peek());
        if (comparison.isEmpty()) {
            if (property.kind() == Property.Kind.BOOLEAN) {
                return new Filter.Compare(property, Comparison.EQ, new Literal.Flag(true));
            }
            throw tokens.unexpected();
        }
        tokens.take();
        Literal literal = literal(property, comparison.get());
        return property.kind() == Property.Kind.ENUMERATION && comparison.get().ordering()
                ? Severity.compare(property, comparison.get(), literal)
                : new Filter.Compare(property, comparison.get(), literal);
    }

    private Filter has(Property property) {
        if (property.kind() != Property.Kind.FLAGS) {
            throw refused("The operator 'has' is not supported on '%s'.".formatted(property.path()));
        }
        count();
        if (tokens.peek().kind() != Kind.WORD && tokens.peek().kind() != Kind.TEXT) {
            throw tokens.unexpected();
        }
        Token value = value();
        if (value.kind() != Kind.TEXT) {
            throw refused("The operator 'has' needs members of '%s' in quotes.".formatted(property.edm()));
        }
        return new Filter.Has(property, Literals.flags(property, value.text()));
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
        return Literals.read(property, comparison, value());
    }

    /** Also in the form {@code microsoft.graph.riskLevel'high'}. */
    private Token value() {
        Token value = tokens.take();
        return value.kind() == Kind.WORD
                        && value.text().startsWith("microsoft.graph.")
                        && tokens.peek().kind() == Kind.TEXT
                ? tokens.take()
                : value;
    }

    private void count() {
        if (++values > VALUES) {
            throw refused("It compares with more than %d values.".formatted(VALUES));
        }
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
