package io.homeward.browsertest;

import io.homeward.browsertest.Site.Running;
import io.homeward.local.door.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What people were told by e-mail: the suite puts letters into a folder. */
final class Letters {
    private static final Duration WITHIN = Duration.ofSeconds(20);
    private static final Pattern CODE = Pattern.compile("(?m)^ {4}([0-9A-Z]{5}-[0-9A-Z]{5})\\r?$");
    private static final Pattern NOTICE = Pattern.compile("(http://localhost:[0-9]+/[0-9a-f-]{36}/notice#[^\\s\"<]+)");

    private Letters() {}

    /** The newest letter to this address about this. */
    static String await(Running site, String address, String subject) {
        return Eventually.that(
                () -> newest(site, address, subject),
                "a letter to " + address + ": " + subject,
                letter -> !letter.isEmpty(),
                WITHIN);
    }

    static String code(String letter) {
        return part(CODE, letter);
    }

    /** Where he says that it was not he. */
    static String notice(String letter) {
        return part(NOTICE, letter);
    }

    private static String part(Pattern what, String letter) {
        Matcher found = what.matcher(letter);
        if (!found.find()) {
            throw new IllegalStateException("There is none in this letter:\n" + letter);
        }
        return found.group(1);
    }

    private static String newest(Running site, String address, String subject) {
        try (Stream<Path> all = Files.list(site.installation().files("letters"))) {
            return all.filter(each -> each.toString().endsWith(".eml"))
                    .sorted(Comparator.reverseOrder())
                    .map(Letters::read)
                    .filter(letter -> letter.contains("To: " + address + "\r\n")
                            && letter.contains("Subject: " + subject + "\r\n"))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path letter) {
        try {
            return Files.readString(letter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
