package io.homeward.graph.query;

import io.homeward.graph.refusal.GraphRefusal;
import java.util.ArrayList;
import java.util.List;

/** The words of a filter, read from left to right. */
final class FilterTokens {

    enum Kind {
        WORD,
        /** A quoted text, already without its quotes. */
        TEXT,
        OPEN,
        CLOSE,
        COMMA,
        END
    }

    /** @param at where it begins in the filter, counted from 0 */
    record Token(Kind kind, String text, int at) {
        boolean is(String word) {
            return kind == Kind.WORD && text.equalsIgnoreCase(word);
        }
    }

    private final String source;
    private final List<Token> tokens;
    private int next;

    FilterTokens(String source) {
        this.source = source;
        this.tokens = read(source);
    }

    Token peek() {
        return tokens.get(next);
    }

    Token peekSecond() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    Token take() {
        Token token = tokens.get(next);
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    Token take(Kind wanted) {
        if (peek().kind() != wanted) {
            throw unexpected();
        }
        return take();
    }

    /** The name in front of the colon of {@code any(x:x eq …)}; what follows the colon without a blank is the next token. */
    String takeVariable() {
        Token token = take(Kind.WORD);
        int colon = token.text().indexOf(':');
        if (colon > 0) {
            String rest = token.text().substring(colon + 1);
            if (!rest.isEmpty()) {
                tokens.set(--next, new Token(Kind.WORD, rest, token.at() + colon + 1));
            }
            return token.text().substring(0, colon);
        }
        if (colon == 0 || peek().kind() != Kind.WORD || !peek().text().startsWith(":")) {
            throw unexpected();
        }
        Token colons = peek();
        if (colons.text().length() == 1) {
            take();
        } else {
            tokens.set(next, new Token(Kind.WORD, colons.text().substring(1), colons.at() + 1));
        }
        return token.text();
    }

    GraphRefusal unexpected() {
        Token token = peek();
        return token.kind() == Kind.END ? syntaxError(source, source.length()) : syntaxError(source, token.at());
    }

    private static GraphRefusal syntaxError(String source, int at) {
        return refused("Syntax error at position %d in '%s'.".formatted(at, source));
    }

    static GraphRefusal refused(String why) {
        return GraphRefusal.badRequest("Invalid filter clause: " + why);
    }

    private static List<Token> read(String source) {
        var tokens = new ArrayList<Token>();
        int at = 0;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '\'') {
                at = text(source, at, tokens);
            } else if (c == '(' || c == ')' || c == ',') {
                tokens.add(new Token(c == '(' ? Kind.OPEN : c == ')' ? Kind.CLOSE : Kind.COMMA, String.valueOf(c), at));
                at++;
            } else {
                int end = at;
                while (end < source.length() && !endsWord(source.charAt(end))) {
                    end++;
                }
                tokens.add(new Token(Kind.WORD, source.substring(at, end), at));
                at = end;
            }
        }
        tokens.add(new Token(Kind.END, "", source.length()));
        return tokens;
    }

    /** A quote inside a text is written twice. */
    private static int text(String source, int start, List<Token> tokens) {
        var text = new StringBuilder();
        int at = start + 1;
        while (at < source.length()) {
            char c = source.charAt(at++);
            if (c != '\'') {
                text.append(c);
            } else if (at < source.length() && source.charAt(at) == '\'') {
                text.append('\'');
                at++;
            } else {
                tokens.add(new Token(Kind.TEXT, text.toString(), start));
                return at;
            }
        }
        throw refused("There is an unterminated string literal at position %d in '%s'.".formatted(start, source));
    }

    private static boolean endsWord(char c) {
        return Character.isWhitespace(c) || c == '(' || c == ')' || c == ',' || c == '\'';
    }
}
