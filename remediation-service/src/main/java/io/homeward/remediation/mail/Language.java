package io.homeward.remediation.mail;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A language in which letters are written: the texts of {@code messages/mail*.properties}. */
public enum Language {
    ENGLISH(Locale.ENGLISH),
    GERMAN(Locale.GERMAN),
    FRENCH(Locale.FRENCH),
    SPANISH(Locale.of("es"));

    private static final Pattern GAP = Pattern.compile("\\{([a-z]+)}");
    private static final ResourceBundle.Control EXACTLY =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    /** What a directory says ({@code de}, {@code fr-CA}, also a list with weights); empty where it is none of these. */
    public static Optional<Language> of(String preferred) {
        try {
            List<Locale> all = Stream.of(values()).map(Language::locale).toList();
            Locale best = Locale.lookup(Locale.LanguageRange.parse(preferred), all);
            return Stream.of(values()).filter(each -> each.locale.equals(best)).findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @throws java.util.MissingResourceException where there is no such text in any language */
    public String text(String key) {
        return ResourceBundle.getBundle("messages.mail", locale, EXACTLY).getString(key);
    }

    /** With what is known in the gaps; what is put in one is never looked at again. */
    public String text(String key, Map<String, String> known) {
        return GAP.matcher(text(key))
                .replaceAll(gap -> Matcher.quoteReplacement(known.getOrDefault(gap.group(1), gap.group())));
    }
}
