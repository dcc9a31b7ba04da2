package io.homeward.remediation.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmlTest {
    private static final UUID ID = UUID.fromString("0b7d1c9e-4a55-4f7e-9f5a-7f6a0f2c1d3e");
    private static final Instant NOW = Instant.parse("2026-11-23T20:00:00Z");

    @Test
    void a_subject_of_any_script_and_length_comes_back_whole() {
        String subject = "Ваша учётная запись 你的账户 حسابك 👩‍🚒 ".repeat(6).strip();

        String eml = Eml.of(ID, "no-reply@fjord.example", new Letter("a@b.example", subject, "text", "<p>"), NOW);

        String head = eml.substring(eml.indexOf("Subject: "), eml.indexOf("\r\nDate: "));
        assertThat(head.lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(78 + "Subject: ".length()));
        String back = Pattern.compile("=\\?utf-8\\?B\\?([^?]*)\\?=")
                .matcher(head)
                .results()
                .map((MatchResult word) ->
                        new String(Base64.getDecoder().decode(word.group(1)), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        assertThat(back).isEqualTo(subject);
    }

    @Test
    void every_try_of_one_letter_has_one_name() {
        var letter = new Letter("a@b.example", "Hello", "text", "<p>");

        String first = Eml.of(ID, "no-reply@fjord.example", letter, NOW);
        String second = Eml.of(ID, "no-reply@fjord.example", letter, NOW.plusSeconds(60));

        assertThat(first).contains("Message-ID: <" + ID + "@fjord.example>\r\n").contains("\r\nSubject: Hello\r\n");
        assertThat(second).contains("Message-ID: <" + ID + "@fjord.example>\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b.example\r\nBcc: all@b.example", "a@b.example\nX: y", "", " ", "a@b\u0000"})
    void an_address_is_no_header(String address) {
        assertThatThrownBy(() -> new Letter(address, "Hello", "text", "<p>"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_letter_says_nothing_of_itself_in_a_log() {
        assertThat(new Letter("a@b.example", "Hello", "text", "<p>")).hasToString("Letter");
    }
}
