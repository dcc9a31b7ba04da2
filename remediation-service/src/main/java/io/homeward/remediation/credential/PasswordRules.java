package io.homeward.remediation.credential;

import io.homeward.remediation.credential.Objection.Reason;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which passwords are accepted: long enough, not too long to hash, and not one of those everybody tries first. The lists are {@code
 * passwords/common.txt} and that of the library nbvcxz (MIT); a word of it does not become good by capitals, look-alike digits or a year behind it.
 */
@Singleton
public class PasswordRules {

    /** Far beyond the 64 that have to be allowed, and still nothing that keeps the hash busy. */
    static final int LONGEST = 256;

    /** With fewer left beside the name of the person or the tenant, the password is mostly that name. */
    private static final int OWN_CHARACTERS = 6;

    /** Of any password (NIST SP 800-63B-4). */
    private static final int SHORTEST = 8;

    /** "abcabcabc" is "abc". */
    private static final int LONGEST_PERIOD = 4;

    private static final String ROWS =
            "abcdefghijklmnopqrstuvwxyz|01234567890|qwertyuiop|asdfghjkl|zxcvbnm|1q2w3e4r5t6y7u8i9o0p";

    private static final String TRIED_FIRST = "It is one of the passwords that are tried first. Choose another one.";

    private final int minimumAlone;
    private final int minimumWithSecondFactor;
    private final Set<String> common = common();

    @Inject
    PasswordRules(PasswordSettings settings) {
        this(settings.minimumAlone(), settings.minimumWithSecondFactor());
    }

    PasswordRules(int minimumAlone, int minimumWithSecondFactor) {
        this.minimumAlone = minimumAlone;
        this.minimumWithSecondFactor = minimumWithSecondFactor;
    }

    /** What a password is chosen for. */
    public enum Use {
        ALONE,
        WITH_SECOND_FACTOR
    }

    /**
     * Why the password cannot be taken, in words for the person; empty where it can.
     *
     * @param context names that must not make up the password: the person's, the tenant's
     */
    public Optional<Objection> objection(String password, Use use, Collection<String> context) {
        String normal = Normalizer.normalize(password, Normalizer.Form.NFC);
        int length = normal.codePointCount(0, normal.length());
        int minimum = minimum(use);
        if (length < minimum) {
            return Optional.of(new Objection(Reason.TOO_SHORT, "It needs at least %d characters.".formatted(minimum)));
        }
        if (length > LONGEST) {
            return Optional.of(new Objection(Reason.TOO_LONG, "It may have at most %d characters.".formatted(LONGEST)));
        }
        if (normal.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of(new Objection(Reason.UNTYPABLE, "It contains a character that cannot be typed."));
        }
        if (isCommon(normal)) {
            return Optional.of(new Objection(Reason.COMMON, TRIED_FIRST));
        }
        if (isMostly(normal, context)) {
            return Optional.of(new Objection(Reason.OWN_NAME, TRIED_FIRST));
        }
        return Optional.empty();
    }

    /** The least a password for this may have, in characters. */
    public int minimum(Use use) {
        return switch (use) {
            case ALONE -> minimumAlone;
            case WITH_SECOND_FACTOR -> minimumWithSecondFactor;
        };
    }

    /** Whether it is one of those that everybody tries first. */
    public boolean common(String password) {
        return isCommon(Normalizer.normalize(password, Normalizer.Form.NFC));
    }

    private boolean isCommon(String password) {
        String folded = fold(password);
        String core = folded.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", ""); // without the digits and signs around it
        return common.contains(folded)
                || common.contains(unmasked(folded))
                || common.contains(unmasked(core))
                || isRepetition(folded)
                || isRow(folded);
    }

    private static boolean isMostly(String password, Collection<String> context) {
        String rest = fold(password);
        for (String name : context) {
            for (String word : fold(name).split("[^\\p{L}\\p{N}]+")) {
                if (word.length() >= 3) {
                    rest = rest.replace(word, "");
                }
            }
        }
        return rest.length() < password.length() && rest.codePointCount(0, rest.length()) < OWN_CHARACTERS;
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** Look-alikes read as the letters they stand for. */
    private static String unmasked(String folded) {
        var text = new StringBuilder(folded.length());
        folded.chars().forEach(c -> text.append((char) letter(c)));
        return text.toString();
    }

    private static int letter(int c) {
        return switch (c) {
            case '0' -> 'o';
            case '1', '!' -> 'i';
            case '3' -> 'e';
            case '4', '@' -> 'a';
            case '5', '$' -> 's';
            case '7' -> 't';
            default -> c;
        };
    }

    private static boolean isRepetition(String folded) {
        for (int period = 1; period <= LONGEST_PERIOD; period++) {
            if (folded.length() > 2 * period
                    && folded.substring(period).equals(folded.substring(0, folded.length() - period))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRow(String folded) {
        String backwards = new StringBuilder(folded).reverse().toString();
        return (ROWS + ROWS).contains(folded) || ROWS.contains(backwards);
    }

    /** Ours, and the hundred thousand of nbvcxz; shorter ones than anybody may choose are not kept, but those of ours are, as cores of longer ones. */
    private static Set<String> common() {
        var common = new HashSet<String>();
        lines("/passwords/common.txt", common::add);
        lines("/dictionaries/passwords.txt", line -> {
            if (line.length() >= SHORTEST) {
                common.add(line.toLowerCase(Locale.ROOT));
            }
        });
        return Set.copyOf(common);
    }

    private static void lines(String resource, Consumer<String> each) {
        var file = PasswordRules.class.getResourceAsStream(resource);
        if (file == null) {
            throw new IllegalStateException(resource + " is missing");
        }
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.isBlank()).forEach(each);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
