package io.homeward.risk.signin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The elements of a JSON array, or of the array in {@code value} of an object, as they are written: found by their brackets and not understood, so
 * that a broken one hides no other, a hostile one costs no more than its beginning, and a bad one can be shown as it was.
 */
public final class JsonElements implements Elements {
    private static final int END = -1;
    private static final String LISTED = "value";

    private final InputStream file;
    private final byte[] buffer = new byte[1 << 16];
    private final byte[] element = new byte[Element.LONGEST];
    private int position;
    private int filled;
    private long line = 1;
    private int length;
    private boolean tooLong;
    private boolean begun;
    private boolean ended;

    public JsonElements(InputStream file) {
        this.file = file;
    }

    @Override
    public Optional<Element> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        if (!begun) {
            begun = true;
            if (!begin()) {
                ended = true;
                return Optional.of(
                        new Element(1, "", "Neither an array of sign-ins nor an object with one in \"value\""));
            }
        }
        int first = solid();
        while (first == ',') {
            first = solid();
        }
        if (first == ']') {
            ended = true;
            return Optional.empty();
        }
        return Optional.of(first == END ? cutOff(line, "") : element(first));
    }

    private Element element(int first) throws IOException {
        long begins = line;
        length = 0;
        tooLong = false;
        boolean whole = value(first);
        String text = new String(element, 0, tooLong ? Element.LONGEST_BEGINNING : length, StandardCharsets.UTF_8);
        if (!whole) {
            return cutOff(begins, text.substring(0, Math.min(text.length(), Element.LONGEST_BEGINNING)));
        }
        return tooLong ? new Element(begins, text, "The element is too long") : Element.of(begins, text);
    }

    private Element cutOff(long begins, String text) {
        ended = true;
        return new Element(begins, text, "Not JSON: the text ends too early");
    }

    /** Goes to where the elements begin; false where there is no such place. */
    private boolean begin() throws IOException {
        int first = solid();
        if (first != '{') {
            return first == '[';
        }
        for (int next = solid(); next == '"' || next == ','; next = solid()) {
            if (next == ',') {
                continue;
            }
            length = 0;
            tooLong = false;
            boolean named = text() && !tooLong && LISTED.equals(name());
            if (solid() != ':') {
                return false;
            }
            int value = solid();
            if (named && value == '[') {
                return true;
            }
            length = 0;
            tooLong = false;
            if (value == END || !value(value)) {
                return false;
            }
        }
        return false;
    }

    private String name() {
        return new String(element, 0, Math.max(0, length - 1), StandardCharsets.UTF_8);
    }

    /** Keeps one value to its end; false where the text ends before it. */
    private boolean value(int first) throws IOException {
        keep(first);
        if (first == '"') {
            return text();
        }
        if (first != '{' && first != '[') {
            return scalar();
        }
        int depth = 1;
        while (depth > 0) {
            int next = read();
            if (next == END) {
                return false;
            }
            keep(next);
            switch (next) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case '"' -> {
                    if (!text()) {
                        return false;
                    }
                }
                default -> {}
            }
        }
        return true;
    }

    /** Keeps what is left of a text, with the quotation mark that ends it. */
    private boolean text() throws IOException {
        boolean escaped = false;
        while (true) {
            int next = read();
            if (next == END) {
                return false;
            }
            keep(next);
            if (next == '"' && !escaped) {
                return true;
            }
            escaped = next == '\\' && !escaped;
        }
    }

    private boolean scalar() throws IOException {
        for (int next = read(); next != END; next = read()) {
            if (next == ',' || next == ']' || next == '}' || blank(next)) {
                position--;
                line -= next == '\n' ? 1 : 0;
                return true;
            }
            keep(next);
        }
        return false;
    }

    private void keep(int next) {
        if (length < element.length) {
            element[length++] = (byte) next;
        } else {
            tooLong = true;
        }
    }

    private int solid() throws IOException {
        int next = read();
        while (blank(next)) {
            next = read();
        }
        return next;
    }

    private static boolean blank(int next) {
        return next == ' ' || next == '\n' || next == '\r' || next == '\t';
    }

    private int read() throws IOException {
        if (position == filled) {
            filled = Math.max(0, file.read(buffer));
            position = 0;
            if (filled == 0) {
                return END;
            }
        }
        int next = buffer[position++] & 0xFF;
        line += next == '\n' ? 1 : 0;
        return next;
    }
}
