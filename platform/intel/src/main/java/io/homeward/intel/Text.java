package io.homeward.intel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/** A text that is read line by line, with an account of the lines that say nothing we understand. */
final class Text {
    private static final int VERSION_LENGTH = 16;
    private static final int MOST_SHOWN = 5;
    private static final int SHOWN_CHARACTERS = 60;

    private final String content;
    private final List<String> examples = new ArrayList<>();
    private long malformed;

    private Text(String content) {
        this.content = content;
    }

    /** @throws Unreadable where this is no text in UTF-8 */
    static Text of(byte[] bytes) {
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
            return new Text(decoder.decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            throw new Unreadable("It is no text in UTF-8");
        }
    }

    /** What is done with a line that is neither empty nor a comment; false where it says nothing we understand. */
    interface Line {
        boolean read(String content);
    }

    /** {@code #} and {@code ;} begin a comment. */
    void forEach(Line reader) {
        read(Text::withoutComment, reader);
    }

    /** Without comments: names may have any character in them. */
    void forEachWhole(Line reader) {
        read(UnaryOperator.identity(), reader);
    }

    private void read(UnaryOperator<String> cut, Line reader) {
        int number = 0;
        for (String line : (Iterable<String>) content.lines()::iterator) {
            number++;
            String said = cut.apply(line).strip();
            if (!said.isEmpty() && !reader.read(said)) {
                complain(number, said);
            }
        }
    }

    private static String withoutComment(String line) {
        for (int at = 0; at < line.length(); at++) {
            if (line.charAt(at) == '#' || line.charAt(at) == ';') {
                return line.substring(0, at);
            }
        }
        return line;
    }

    private void complain(int number, String said) {
        malformed++;
        if (examples.size() < MOST_SHOWN) {
            String shown = said.length() <= SHOWN_CHARACTERS ? said : said.substring(0, SHOWN_CHARACTERS) + "...";
            examples.add("line %d: %s".formatted(number, shown.replaceAll("\\p{Cntrl}", "?")));
        }
    }

    long malformed() {
        return malformed;
    }

    /** The first few lines that were not understood, with their numbers. */
    List<String> examples() {
        return List.copyOf(examples);
    }

    /** The beginning of the SHA-256 of some bytes. */
    static String version(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest).substring(0, VERSION_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
