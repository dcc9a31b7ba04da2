package io.homeward.remediation.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.remediation.notice.Notice;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {

    @ParameterizedTest
    @ValueSource(strings = {"_de", "_fr", "_es"})
    void every_text_is_there_in_every_language_with_the_same_gaps(String language) {
        Properties english = texts("");
        Properties other = texts(language);

        assertThat(other.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(gaps(other.getProperty(key))).as(key).isEqualTo(gaps(english.getProperty(key)));
            assertThat(other.getProperty(key)).as(key).isNotBlank();
        }
    }

    @Test
    void every_notice_has_its_words() {
        for (Notice.Kind kind : Notice.Kind.values()) {
            assertThat(Language.ENGLISH.text("subject." + kind.wireName())).isNotBlank();
            assertThat(Language.ENGLISH.text("what." + kind.wireName())).isNotBlank();
        }
        for (Notice.Thing thing : Notice.Thing.values()) {
            assertThat(Language.ENGLISH.text("thing." + thing.wireName())).isNotBlank();
        }
    }

    @Test
    void what_a_directory_says_finds_a_language_or_none() {
        assertThat(Language.of("de")).contains(Language.GERMAN);
        assertThat(Language.of("fr-CA")).contains(Language.FRENCH);
        assertThat(Language.of("pt, es;q=0.5")).contains(Language.SPANISH);
        assertThat(Language.of("tlh")).isEmpty();
        assertThat(Language.of("no language at all")).isEmpty();
        assertThat(Language.of("")).isEmpty();
    }

    @Test
    void what_is_put_into_a_gap_is_no_text_of_ours() {
        assertThat(Language.ENGLISH.text("greeting", Map.of("name", "{tenant} $1 \\", "tenant", "secret")))
                .isEqualTo("Hello {tenant} $1 \\,");
    }

    private static Set<String> gaps(String text) {
        return Pattern.compile("\\{[a-z]+}")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties texts(String language) {
        var texts = new Properties();
        var file = Objects.requireNonNull(
                LanguageTest.class.getResourceAsStream("/messages/mail" + language + ".properties"));
        try (Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
