package io.homeward.remediation.language;

import io.homeward.remediation.mail.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** The texts of one language, by key. What is put into one stands apart from it whatever its script and direction are (Unicode isolates). */
public final class Texts {
    private static final char ISOLATE = '\u2068';
    private static final char END = '\u2069';
    private static final Map<Language, Texts> ALL = all();

    private final Language language;
    private final Map<String, String> texts;

    private Texts(Language language, Map<String, String> texts) {
        this.language = language;
        this.texts = Map.copyOf(texts);
    }

    public static Texts in(Language language) {
        Texts texts = ALL.get(language);
        if (texts == null) {
            throw new IllegalStateException("There are no texts in " + language);
        }
        return texts;
    }

    /** BCP 47. */
    public String tag() {
        return language.locale().getLanguage();
    }

    public Set<String> keys() {
        return texts.keySet();
    }

    public boolean has(String key) {
        return texts.containsKey(key);
    }

    /** @throws IllegalArgumentException where there is no such text: somebody has written a key that is none */
    public String say(String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("There is no text '" + key + "'");
        }
        return text;
    }

    /** With something in its blank, {@code {0}}. */
    public String say(String key, String with) {
        return say(key).replace("{0}", ISOLATE + with + END);
    }

    /** For a number of things: our languages have one form for one, and one for all others that occur here. */
    public String count(String key, int number) {
        return say(key + (number == 1 ? ".one" : ".other")).replace("{0}", Integer.toString(number));
    }

    private static Map<Language, Texts> all() {
        var all = new EnumMap<Language, Texts>(Language.class);
        for (Language language : Language.values()) {
            all.put(language, new Texts(language, read("/messages/page" + suffix(language) + ".properties")));
        }
        return all;
    }

    private static String suffix(Language language) {
        return language == Language.ENGLISH ? "" : "_" + language.locale().getLanguage();
    }

    private static Map<String, String> read(String file) {
        try (InputStream in = Texts.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing");
            }
            var properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            var texts = new HashMap<String, String>();
            properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
