package io.homeward.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.local.door.Answer;
import io.homeward.local.door.Json;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private final List<String> lines = new ArrayList<>();
    private final Transcript transcript =
            new Transcript(lines::add, UnaryOperator.identity(), UnaryOperator.identity());

    @Test
    void a_step_shows_who_which_call_what_was_decided_and_by_which_rule() {
        transcript.chapter("4", "refused");

        transcript.step(
                "Ingrid Berg",
                "calls Fjord Clinic",
                answer(403, "{\"rule\":\"D3\",\"code\":\"530034\"}"),
                Expectation.status(403),
                Expectation.rule("D3"),
                Expectation.code(530034));

        assertThat(lines.getLast()).contains("4", "Ingrid Berg", "calls Fjord Clinic", "403", "D3", "530034", "ok");
        assertThat(transcript.isAsExpected()).isTrue();
    }

    @Test
    void what_is_not_as_expected_is_shown_with_what_came_and_is_remembered() {
        transcript.step(
                "Ingrid", "calls", answer(200, "{\"value\":[]}"), Expectation.status(403), Expectation.rule("D3"));

        assertThat(String.join("\n", lines)).contains("expected  status 403, rule D3", "came      200", "\"value\"");
        assertThat(transcript.isAsExpected()).isFalse();
        assertThat(transcript.failures()).contains("calls: status 403, rule D3");
    }

    @Test
    void a_story_that_breaks_off_and_one_that_never_began_are_not_as_expected() {
        assertThat(transcript.isAsExpected()).isFalse();

        transcript.step("Ingrid", "calls", answer(200, "{}"));
        transcript.broken(new IllegalStateException("no token"));

        assertThat(transcript.isAsExpected()).isFalse();
        assertThat(transcript.failures()).contains("no token");
    }

    private static Answer answer(int status, String body) {
        HttpHeaders none = HttpHeaders.of(Map.of(), (name, value) -> true);
        return new Answer("GET /v1.0/users", status, none, Json.parse(body), body, Duration.ofMillis(3));
    }
}
