package io.homeward.tenant;

import java.util.regex.Pattern;

/**
 * Texts that people write and others read: without the characters that no screen shows and no database takes. The one check for all of
 * them; a resource that takes a text asks it.
 */
public final class PlainText {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}]");
    private static final Pattern CONTROL_BUT_LINES = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\n\\r\\t]]");

    private PlainText() {}

    /**
     * One line.
     *
     * @param property how the caller calls it
     * @return the text without blanks around it
     * @throws Refusal {@link Fault#INVALID} where it is empty, too long, or has a control character
     */
    public static String line(String property, String text, int most) {
        return checked(property, text.strip(), most, CONTROL);
    }

    /**
     * A text of several lines. As for {@link #line}.
     *
     * @throws Refusal {@link Fault#INVALID}
     */
    public static String lines(String property, String text, int most) {
        return checked(property, text.strip(), most, CONTROL_BUT_LINES);
    }

    /** Whether a text is one line of such characters, of any length; for those who refuse it in words of their own. */
    public static boolean isLine(String text) {
        return !CONTROL.matcher(text).find();
    }

    /** As {@link #isLine}, of a text of several lines. */
    public static boolean areLines(String text) {
        return !CONTROL_BUT_LINES.matcher(text).find();
    }

    private static String checked(String property, String text, int most, Pattern refused) {
        if (text.isEmpty() || text.length() > most) {
            throw new Refusal(Fault.INVALID, "%s has 1 to %d characters.".formatted(property, most));
        }
        if (refused.matcher(text).find()) {
            throw new Refusal(
                    Fault.INVALID,
                    "Invalid value specified for property '%s': control characters.".formatted(property));
        }
        return text;
    }
}
