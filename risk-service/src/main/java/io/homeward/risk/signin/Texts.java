package io.homeward.risk.signin;

/** Texts from outside, made fit for keeping: no control characters, no halves of characters, not endless. */
public final class Texts {
    /** Longer ids belong to no system we know, and an index entry has to hold them. */
    static final int LONGEST_ID = 128;

    static final int LONGEST_NAME = 320;
    static final int LONGEST = 512;

    private Texts() {}

    public static boolean clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < ' ' || (unit > '~' && (unit < 0xA0 || Character.isSurrogate(unit)))) {
                return text.codePoints().noneMatch(Texts::unfit);
            }
        }
        return true;
    }

    public static String fit(String text) {
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        if (clean(cut)) {
            return cut;
        }
        var kept = new StringBuilder();
        cut.codePoints().filter(point -> !unfit(point)).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean unfit(int point) {
        return Character.isISOControl(point) || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
