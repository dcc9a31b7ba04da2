package io.homeward.remediation.credential;

import java.security.SecureRandom;
import java.util.Locale;

/** Codes that people read, say and type: Crockford's Base32 in groups of four, five bits a character, no letter that is taken for a digit. */
final class PaperCode {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int GROUP = 4;

    private PaperCode() {}

    static String random(SecureRandom random, int characters) {
        var code = new StringBuilder();
        for (int i = 0; i < characters; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** As typed: groups, capitals and the letters the alphabet leaves out do not matter. */
    static String normal(String typed) {
        return typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }
}
