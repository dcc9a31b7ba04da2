package io.homeward.risk.signin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of a file, in bounded memory also where a line is endless. Bytes that are no UTF-8 become the replacement character. */
public final class Lines implements Elements {
    private final InputStream file;
    private final byte[] buffer = new byte[1 << 16];
    private final byte[] line = new byte[Element.LONGEST];
    private int position;
    private int filled;
    private long number;

    public Lines(InputStream file) {
        this.file = file;
    }

    /** Those that are not blank. */
    public Elements written() {
        return () -> {
            Optional<Element> line = next();
            while (line.isPresent() && !line.get().faulty() && line.get().text().isBlank()) {
                line = next();
            }
            return line;
        };
    }

    /** Empty at the end. A last line without a line end is a line. */
    @Override
    public Optional<Element> next() throws IOException {
        int length = 0;
        boolean tooLong = false;
        boolean any = false;
        while (true) {
            if (position == filled) {
                filled = file.read(buffer);
                position = 0;
                if (filled <= 0) {
                    filled = 0;
                    return any ? Optional.of(line(length, tooLong)) : Optional.empty();
                }
            }
            any = true;
            byte next = buffer[position++];
            if (next == '\n') {
                return Optional.of(line(length, tooLong));
            }
            if (length < line.length) {
                line[length++] = next;
            } else {
                tooLong = true;
            }
        }
    }

    private Element line(int length, boolean tooLong) {
        number++;
        if (tooLong) {
            return new Element(
                    number,
                    new String(line, 0, Element.LONGEST_BEGINNING, StandardCharsets.UTF_8),
                    "The line is too long");
        }
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return Element.of(number, new String(line, 0, end, StandardCharsets.UTF_8));
    }
}
