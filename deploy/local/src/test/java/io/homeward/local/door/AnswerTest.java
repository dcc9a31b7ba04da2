package io.homeward.local.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerTest {

    @Test
    void a_refusal_names_its_rule_and_code_itself() {
        Answer answer = answer("D2", "{\"rule\":\"D3\",\"code\":530034}");

        assertThat(answer.rule()).isEqualTo("D3");
        assertThat(answer.code()).hasValue(530034);
    }

    @Test
    void what_is_let_in_has_its_rule_in_the_header() {
        assertThat(answer("D2", "{\"value\":[]}").rule()).isEqualTo("D2");
        assertThat(answer("D2", "{\"value\":[]}").code()).isEmpty();
    }

    @Test
    void an_oauth_error_has_a_list_of_numbers() {
        Answer answer =
                answer("", "{\"error\":\"access_denied\",\"error_codes\":[530034],\"homeward\":{\"rule\":\"D3\"}}");

        assertThat(answer.code()).hasValue(530034);
        assertThat(answer.rule()).isEqualTo("D3");
    }

    @Test
    void graphs_error_code_is_a_word_and_no_number() {
        assertThat(answer("", "{\"error\":{\"code\":\"Authorization_RequestDenied\"}}")
                        .code())
                .isEmpty();
    }

    private static Answer answer(String rule, String body) {
        HttpHeaders headers = HttpHeaders.of(Map.of("Homeward-Rule", List.of(rule)), (name, value) -> true);
        return new Answer("GET /", 200, headers, Json.parse(body), body, Duration.ZERO);
    }
}
