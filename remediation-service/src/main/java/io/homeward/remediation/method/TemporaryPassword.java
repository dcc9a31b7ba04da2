package io.homeward.remediation.method;

import java.security.SecureRandom;
import java.util.StringJoiner;

/** A password that is made for somebody, to be read out or written down once: groups of letters and digits that are not mixed up. */
final class TemporaryPassword {
    /** 30 signs, so 16 of them carry more than 78 bits. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz2345679";

    private static final int GROUPS = 4;
    private static final int GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private TemporaryPassword() {}

    static String generate() {
        var password = new StringJoiner("-");
        for (int group = 0; group < GROUPS; group++) {
            var letters = new StringBuilder();
            for (int i = 0; i < GROUP; i++) {
                letters.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
            }
            password.add(letters);
        }
        return password.toString();
    }
}
