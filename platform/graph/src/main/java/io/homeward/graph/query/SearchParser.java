package io.homeward.graph.query;

import io.homeward.graph.refusal.GraphRefusal;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code $search}: clauses {@code "property:text"} in double quotes, joined by {@code AND} and {@code OR} (which binds weaker) in
 * capitals, with parentheses. Within the quotes {@code \"} and {@code \\} mean the character itself. Every word of the text must begin a
 * word of the property, whatever its case.
 */
final class SearchParser {
    private static final int LENGTH = 2_000;
    private static final int DEPTH = 10;
    private static final int WORDS = 50;

    /** What follows is not compared: words are kept no longer, see {@link WordTable}. */
    static final int LONGEST_WORD = 60;

    private final GraphType type;
    private final String source;
    private int at;
    private int depth;
    private int words;

    private SearchParser(GraphType type, String source) {
        this.type = type;
        this.source = source;
    }

    /** @throws GraphRefusal (400) with the reason */
    static Filter parse(GraphType type, String source) {
        if (source.length() > LENGTH) {
            throw refused("It is longer than %d characters.".formatted(LENGTH));
        }
        var parser = new SearchParser(type, source);
        Filter search = parser.either();
        if (parser.at < source.length()) {
            throw parser.unexpected();
        }
        return search;
    }

    private Filter either() {
        if (++depth > DEPTH) {
            throw refused("It is nested more than %d levels deep.".formatted(DEPTH));
        }
        var alternatives = new ArrayList<Filter>();
        do {
            alternatives.add(both());
        } while (taken("OR"));
        depth--;
        return alternatives.size() == 1 ? alternatives.getFirst() : new Filter.Any(alternatives);
    }

    private Filter both() {
        var clauses = new ArrayList<Filter>();
        do {
            clauses.add(clause());
        } while (taken("AND"));
        return clauses.size() == 1 ? clauses.getFirst() : new Filter.All(clauses);
    }

    private Filter clause() {
        blanks();
        if (at >= source.length()) {
            throw unexpected();
        }
        if (source.charAt(at) == '(') {
            at++;
            Filter inner = either();
            if (!taken(")")) {
                throw unexpected();
            }
            return inner;
        }
        if (source.charAt(at) != '"') {
            throw unexpected();
        }
        return words(quoted());
    }

    private String quoted() {
        int start = at++;
        var text = new StringBuilder();
        while (at < source.length()) {
            char c = source.charAt(at++);
            if (c == '"') {
                blanks();
                return text.toString();
            }
            if (c == '\\' && at < source.length()) {
                c = source.charAt(at++);
            }
            text.append(c);
        }
        throw refused("There is an unterminated string literal at position %d in '%s'.".formatted(start, source));
    }

    private Filter words(String clause) {
        int colon = clause.indexOf(':');
        if (colon < 1) {
            throw refused("'%s' does not name a property, as in \"displayName:text\".".formatted(clause));
        }
        String path = clause.substring(0, colon).strip();
        Property property = type.find(path)
                .orElseThrow(() -> refused(
                        "Could not find a property named '%s' on type '%s'.".formatted(path, type.qualifiedName())));
        if (!property.searched()) {
            throw refused("The property '%s' cannot be searched.".formatted(property.path()));
        }
        List<String> wanted = split(clause.substring(colon + 1));
        words += wanted.size();
        if (wanted.isEmpty() || words > WORDS) {
            throw refused("'%s' has no word to search for, or there are more than %d in all.".formatted(clause, WORDS));
        }
        return new Filter.Words(property, wanted);
    }

    /** Only letters and digits of the Basic Multilingual Plane and beyond remain: nothing that means something in a pattern. */
    private static List<String> split(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                if (word.codePointCount(0, word.length()) < LONGEST_WORD) {
                    word.appendCodePoint(c);
                }
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        });
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    private boolean taken(String word) {
        blanks();
        if (source.startsWith(word, at)) {
            at += word.length();
            blanks();
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            at++;
        }
    }

    private GraphRefusal unexpected() {
        return refused("Syntax error at position %d in '%s'.".formatted(at, source));
    }

    private static GraphRefusal refused(String why) {
        return GraphRefusal.badRequest("Invalid search clause: " + why);
    }
}
