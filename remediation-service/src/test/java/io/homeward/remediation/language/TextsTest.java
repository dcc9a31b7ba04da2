package io.homeward.remediation.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.remediation.mail.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextsTest {
    private static final List<Path> TEMPLATES =
            List.of(Path.of("src/main/resources/templates/page"), Path.of("src/main/resources/templates/account"));
    private static final Pattern SAID = Pattern.compile("page\\.(?:say|with|count)\\('([^']+)'");
    private static final Pattern SENTENCE = Pattern.compile(">\\s*[A-Za-z]{2,}[^<{]*<");

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_language_has_the_same_texts_with_the_same_blanks(Language language) {
        Texts english = Texts.in(Language.ENGLISH);
        Texts texts = Texts.in(language);

        assertThat(texts.keys()).isEqualTo(english.keys());
        for (String key : english.keys()) {
            assertThat(texts.say(key)).as(key).isNotBlank();
            assertThat(texts.say(key).contains("{0}"))
                    .as(key)
                    .isEqualTo(english.say(key).contains("{0}"));
        }
    }

    @Test
    void days_have_their_plural() {
        assertThat(Texts.in(Language.ENGLISH).count("more-information-required.days", 1))
                .isEqualTo("You can skip this for 1 more day.");
        assertThat(Texts.in(Language.GERMAN).count("more-information-required.days", 14))
                .isEqualTo("Sie können das noch 14 Tage lang überspringen.");
    }

    @Test
    void what_is_put_into_a_text_stands_apart_from_it() {
        assertThat(Texts.in(Language.ENGLISH).say("page.signing-in-to", "שלום {0}"))
                .isEqualTo("to continue to \u2068שלום {0}\u2069");
    }

    @Test
    void a_key_that_is_none_is_somebodys_mistake() {
        assertThatThrownBy(() -> Texts.in(Language.FRENCH).say("nothing")).hasMessageContaining("nothing");
    }

    @Test
    void templates_say_nothing_by_themselves_and_name_texts_that_exist() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path templates : TEMPLATES) {
            try (Stream<Path> files = Files.list(templates)) {
                for (Path file : files.toList()) {
                    String template = Files.readString(file);
                    Matcher said = SAID.matcher(template);
                    while (said.find()) {
                        named.add(said.group(1));
                    }
                    assertThat(SENTENCE.matcher(template).find())
                            .as(file.toString())
                            .isFalse();
                }
            }
        }
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(Texts.in(Language.ENGLISH).keys()).containsAll(named);
    }
}
