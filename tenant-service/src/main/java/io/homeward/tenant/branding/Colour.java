package io.homeward.tenant.branding;

import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A colour of sRGB that stands for links, buttons and the frame around what has the focus.
 *
 * @param text {@code #rrggbb}, lower case
 */
record Colour(String text) {
    private static final Pattern FORM = Pattern.compile("#[0-9a-f]{6}"); // first: the colours below are checked by it

    /** WCAG 2.2, 1.4.3 (AA): text of ordinary size. */
    static final double READABLE = 4.5;

    /** What the light pages have behind it: the darker of their two papers. White text stands on it, which asks for less. */
    private static final Colour LIGHT = new Colour("#f3f4f8");

    /** What the dark pages have behind it: the lighter of their two. */
    private static final Colour DARK = new Colour("#191c25");

    private static final int STEPS = 20;

    Colour {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("No colour: " + text);
        }
    }

    /**
     * @throws Refusal {@link Fault#INVALID} for what is none, and for one that is too pale to be read on the light pages: with how much contrast
     *     it has
     */
    static Colour of(String property, String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        if (!FORM.matcher(lower).matches()) {
            throw new Refusal(Fault.INVALID, "%s is a colour such as #2f4fd0.".formatted(property));
        }
        var colour = new Colour(lower);
        double contrast = colour.contrast(LIGHT);
        if (contrast < READABLE) {
            throw new Refusal(
                    Fault.INVALID,
                    String.format(
                            Locale.ROOT,
                            "%s: %s has a contrast of %.2f to 1 with the page; people need 4.5 to 1 (WCAG 2.2 AA). Take a darker one.",
                            property,
                            lower,
                            Math.floor(contrast * 100) / 100));
        }
        return colour;
    }

    /** The same for dark pages: as much white in it as it takes to be read there. */
    Colour onDark() {
        for (int step = 0; step < STEPS; step++) {
            Colour lighter = withWhite(step / (double) STEPS);
            if (lighter.contrast(DARK) >= READABLE) {
                return lighter;
            }
        }
        return new Colour("#ffffff");
    }

    /** WCAG 2.2, between 1 and 21. */
    double contrast(Colour other) {
        double mine = luminance();
        double theirs = other.luminance();
        return (Math.max(mine, theirs) + 0.05) / (Math.min(mine, theirs) + 0.05);
    }

    private Colour withWhite(double part) {
        var mixed = new StringBuilder("#");
        for (int channel = 0; channel < 3; channel++) {
            mixed.append(String.format(Locale.ROOT, "%02x", Math.round(value(channel) * (1 - part) + 255 * part)));
        }
        return new Colour(mixed.toString());
    }

    private double luminance() {
        return 0.2126 * linear(value(0)) + 0.7152 * linear(value(1)) + 0.0722 * linear(value(2));
    }

    private int value(int channel) {
        return Integer.parseInt(text.substring(1 + 2 * channel, 3 + 2 * channel), 16);
    }

    private static double linear(int value) {
        double part = value / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
