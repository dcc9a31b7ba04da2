package io.homeward.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.feed.FeedJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract's examples say what the catalogue says. */
class ProblemExamplesTest {
    private static final Path EXAMPLES = Path.of("src/main/contract/examples");

    static List<Path> examples() throws IOException {
        try (var files = Files.list(EXAMPLES)) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_is_a_refusal_of_the_catalogue(Path example) throws IOException {
        JsonNode problem = FeedJson.mapper().readTree(Files.readString(example));
        String slug = problem.path("type").asText().replaceFirst("^urn:homeward:problem:", "");

        Fault fault = Fault.valueOf(slug.toUpperCase(Locale.ROOT).replace('-', '_'));

        assertThat(problem.path("title").asText()).isEqualTo(fault.title());
        assertThat(problem.path("status").asInt()).isEqualTo(Problems.status(fault.kind()));
        assertThat(problem.path("instance").asText())
                .isEqualTo("urn:uuid:" + problem.path("decisionId").asText());
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.has("rule")).isEqualTo(problem.has("code"));
    }
}
