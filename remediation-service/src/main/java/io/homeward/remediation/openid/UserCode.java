package io.homeward.remediation.openid;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * What a device shows and a person types (RFC 8628 section 6.1): eight consonants, so that no two letters are taken for one another, none for a
 * digit, and no word comes of them; about 34 bits.
 *
 * @param text without the hyphen
 */
public record UserCode(String text) {
    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int LENGTH = 8;
    private static final int LONGEST_TYPED = 40;
    private static final SecureRandom RANDOM = new SecureRandom();

    public UserCode {
        requireNonNull(text, "text");
    }

    static UserCode next() {
        var text = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new UserCode(text.toString());
    }

    /** As it was typed: in small or capital letters, with hyphens, spaces or none. Empty where it is none. */
    public static Optional<UserCode> typed(String text) {
        if (text.length() > LONGEST_TYPED) {
            return Optional.empty();
        }
        String letters = text.replaceAll("[\\s\\p{Pd}._]", "").toUpperCase(Locale.ROOT);
        boolean whole = letters.length() == LENGTH && letters.chars().allMatch(each -> ALPHABET.indexOf(each) >= 0);
        return whole ? Optional.of(new UserCode(letters)) : Optional.empty();
    }

    /** For people: {@code XXXX-XXXX}. */
    public String shown() {
        return text.substring(0, LENGTH / 2) + "-" + text.substring(LENGTH / 2);
    }

    @Override
    public String toString() {
        return "UserCode";
    }
}
