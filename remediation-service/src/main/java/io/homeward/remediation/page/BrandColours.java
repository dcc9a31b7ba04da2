package io.homeward.remediation.page;

import io.homeward.remediation.directory.Branding;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An organisation's colour as a style sheet of its own, which stands in the place of ours: nothing is written into a page. What is in it is in its
 * name, so a browser may keep it for good, and it says nothing about whose it is.
 *
 * @param light six hexadecimal digits
 * @param dark likewise
 */
record BrandColours(String light, String dark) {
    private static final Pattern COLOUR = Pattern.compile("#([0-9a-f]{6})");
    private static final Pattern FILE = Pattern.compile("([0-9a-f]{6})-([0-9a-f]{6})\\.css");

    static Optional<BrandColours> of(Branding branding) {
        return branding.colour().flatMap(BrandColours::digits).flatMap(light -> branding.darkColour()
                .flatMap(BrandColours::digits)
                .map(dark -> new BrandColours(light, dark)));
    }

    static Optional<BrandColours> named(String file) {
        Matcher name = FILE.matcher(file);
        return name.matches() ? Optional.of(new BrandColours(name.group(1), name.group(2))) : Optional.empty();
    }

    String file() {
        return light + "-" + dark + ".css";
    }

    /** What stands on the colour is white on light pages and nearly black on dark ones. */
    String sheet() {
        return """
                :root { --accent: #%s; --on-accent: #fff; }
                @media (prefers-color-scheme: dark) { :root { --accent: #%s; --on-accent: #10163a; } }
                """.formatted(light, dark);
    }

    private static Optional<String> digits(String colour) {
        Matcher form = COLOUR.matcher(colour);
        return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
    }
}
