package io.homeward.risk.signin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of a file, in bounded memory also where a line is endless. Bytes that are no UTF-8 become the replacement character. */
final class Lines {
    private static final int LONGEST_LINE = 1 << 18;

    record Line(long number, String text, boolean tooLong) {}

    private final InputStream file;
    private final byte[] buffer = new byte[1 << 16];
    private final byte[] line = new byte[LONGEST_LINE];
    private int position;
    private int filled;
    private long number;

    Lines(InputStream file) {
        this.file = file;
    }

    /** Empty at the end. A last line without a line end is a line. */
    Optional<Line> next() throws IOException {
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
            if (length < LONGEST_LINE) {
                line[length++] = next;
            } else {
                tooLong = true;
            }
        }
    }

    private Line line(int length, boolean tooLong) {
        number++;
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new Line(number, tooLong ? "" : new String(line, 0, end, StandardCharsets.UTF_8), tooLong);
    }
}
