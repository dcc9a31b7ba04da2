package io.homeward.remediation.directory;

import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How an organisation looks to its people, as its administrators have set it.
 *
 * @param colour to be read on light pages, {@code #rrggbb}
 * @param darkColour the same, to be read on dark ones
 * @param text of its own, below every page
 * @param logo the digest of its picture, SHA-256 in hexadecimal
 */
public record Branding(
        Optional<String> colour,
        Optional<String> darkColour,
        Optional<String> text,
        Optional<HelpDesk> helpDesk,
        Optional<String> logo) {
    public static final Branding NONE =
            new Branding(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Who helps its people.
     *
     * @param url https
     */
    public record HelpDesk(Optional<String> text, Optional<String> phone, Optional<String> mail, Optional<String> url) {

        /** In one line. */
        public String line() {
            return Stream.of(text, phone, mail, url).flatMap(Optional::stream).collect(Collectors.joining(" · "));
        }
    }

    /**
     * @param type {@code image/png} or {@code image/jpeg}
     * @param content base64
     */
    public record Picture(String type, String content) {
        public byte[] bytes() {
            return Base64.getDecoder().decode(content);
        }
    }
}
