package io.homeward.intel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A text that was read line by line, never held as a whole, with an account of the lines that say nothing we understand.
 *
 * @param version the beginning of its SHA-256
 * @param malformed how many lines were left out
 * @param examples the first few of them, with their numbers
 */
record Text(String version, long malformed, List<String> examples) {
    private static final int VERSION_LENGTH = 16;
    private static final int MOST_SHOWN = 5;
    private static final int SHOWN_CHARACTERS = 60;

    /** What is done with a line that is neither empty nor a comment; false where it says nothing we understand. */
    interface Line {
        boolean read(String content);
    }

    /**
     * {@code #} and {@code ;} begin a comment.
     *
     * @throws Unreadable where this is no text in UTF-8
     */
    static Text read(InputStream from, Line reader) throws IOException {
        return read(from, Text::withoutComment, reader);
    }

    /** Without comments: names may have any character in them. */
    static Text readWhole(InputStream from, Line reader) throws IOException {
        return read(from, UnaryOperator.identity(), reader);
    }

    private static Text read(InputStream from, UnaryOperator<String> cut, Line reader) throws IOException {
        var examples = new ArrayList<String>();
        long malformed = 0;
        MessageDigest digest = sha256();
        var decoder = StandardCharsets.UTF_8.newDecoder();
        try (var lines = new BufferedReader(new InputStreamReader(new DigestInputStream(from, digest), decoder))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String said = cut.apply(line).strip();
                if (!said.isEmpty() && !reader.read(said)) {
                    malformed++;
                    if (examples.size() < MOST_SHOWN) {
                        examples.add("line %d: %s".formatted(number, shown(said)));
                    }
                }
            }
        } catch (CharacterCodingException e) {
            throw new Unreadable("It is no text in UTF-8");
        }
        String version = HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_LENGTH);
        return new Text(version, malformed, List.copyOf(examples));
    }

    private static String withoutComment(String line) {
        for (int at = 0; at < line.length(); at++) {
            if (line.charAt(at) == '#' || line.charAt(at) == ';') {
                return line.substring(0, at);
            }
        }
        return line;
    }

    private static String shown(String said) {
        String cut = said.length() <= SHOWN_CHARACTERS ? said : said.substring(0, SHOWN_CHARACTERS) + "...";
        return cut.replaceAll("\\p{Cntrl}", "?");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
