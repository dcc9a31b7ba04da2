package io.homeward.risk.imports;

import io.homeward.risk.signin.Texts;

/**
 * A row that could not be read or kept.
 *
 * @param nth which of the file's rows
 * @param line where it begins; the first is 1
 * @param row as it is written
 * @param cut whether that is only its beginning
 */
public record Malformed(long nth, long line, String reason, String row, boolean cut) {
    /** Enough for any row that somebody might mend by hand. */
    private static final int LONGEST = 8_192;

    static Malformed of(long nth, long line, String reason, String row) {
        boolean cut = row.length() > LONGEST;
        // The database keeps no NUL, and half a character is none.
        String kept = (cut ? row.substring(0, LONGEST) : row).replace('\0', ' ');
        return new Malformed(nth, line, Texts.fit(reason), sound(kept), cut);
    }

    private static String sound(String text) {
        boolean halved = !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
        return halved ? text.substring(0, text.length() - 1) : text;
    }
}
