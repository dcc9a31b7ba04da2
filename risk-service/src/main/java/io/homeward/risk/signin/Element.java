package io.homeward.risk.signin;

/**
 * What is one sign-in of a file, or none: a line, an element of an array, a row of a table.
 *
 * @param line where it begins; the first is 1
 * @param text as it is written; of one that is too long only the beginning
 * @param fault why it cannot be taken for an element at all; empty where it can
 */
public record Element(long line, String text, String fault) {

    /** So much of an element that is too long is kept, to find it again. */
    static final int LONGEST_BEGINNING = 1_000;

    /** Nothing that is one sign-in is longer than this by far; a user agent of 10 MB is. */
    public static final int LONGEST = 1 << 18;

    public static Element of(long line, String text) {
        return new Element(line, text, "");
    }

    public boolean faulty() {
        return !fault.isEmpty();
    }
}
