package io.homeward.graph.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphTest;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.graph.sample.Detections;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever somebody sends as a filter is refused or understood; what is understood the database understands too. */
@QuarkusTest
@GraphTest
class AnyFilterTest {
    private static final int SOUPS = 20_000;
    private static final int SENTENCES = 400;
    private static final List<String> WORDS = List.of(
            "id",
            "riskEventType",
            "USERPRINCIPALNAME",
            "risklevel",
            "source",
            "isSimulated",
            "status/errorCode",
            "location/city",
            "location",
            "tags",
            "detectedDateTime",
            "nonsense",
            "eq",
            "NE",
            "gt",
            "ge",
            "lt",
            "le",
            "in",
            "has",
            "and",
            "OR",
            "not",
            "null",
            "true",
            "FALSE",
            "0",
            "-1",
            "9223372036854775807",
            "9223372036854775808",
            "1.5",
            "2026-01-01",
            "2026-01-01T00:00:00Z",
            "0001-01-01T00:00:00+18:00",
            "'high'",
            "''",
            "''''",
            "'%_\\'",
            "'a''b'",
            "'\uD83D\uDE00'",
            "(",
            ")",
            ",",
            "startswith",
            "endswith(",
            "contains(",
            "tags/any(",
            "t:t",
            "'",
            "\"",
            ";",
            "--",
            "/*",
            ":graph1",
            "$1",
            "\u0000",
            "\uD800",
            "aaaaaaaa-0000-4000-8000-000000000001");
    private static final List<String> COMPARISONS = List.of(
            "id eq 'x'",
            "id ne aaaaaaaa-0000-4000-8000-000000000001",
            "riskEventType gt 'm'",
            "userPrincipalName le 'M'",
            "riskLevel eq 'none'",
            "source ne null",
            "isSimulated",
            "isSimulated eq false",
            "status/errorCode in (0, 50126, null)",
            "location/city in ('a')",
            "startswith(location/city,'%')",
            "endswith(userPrincipalName,'') eq false",
            "contains(riskEventType,'''') ne true",
            "detectedDateTime lt 9999-12-31T23:59:59.9999999Z",
            "detectedDateTime ge 0001-01-01",
            "detectedDateTime eq null",
            "location/city eq '\uD83D\uDE00'",
            "riskEventType eq ':graph1 ? $1'");

    @Inject
    Detections detections;

    @Test
    void a_soup_of_words_is_refused_or_understood_and_never_breaks_anything() {
        var random = new Random(20_260_504);
        int understood = 0;
        for (int i = 0; i < SOUPS; i++) {
            var soup = new StringBuilder();
            for (int words = 1 + random.nextInt(8); words > 0; words--) {
                soup.append(pick(random, WORDS)).append(random.nextInt(6) == 0 ? "" : " ");
            }
            try {
                ask(soup.toString());
                understood++;
            } catch (GraphRefusal refusal) {
                assertThat(refusal.rejection().status()).isEqualTo(400);
            }
        }
        assertThat(understood).isPositive();
    }

    @Test
    void every_sentence_that_can_be_said_is_understood_by_the_database() {
        var random = new Random(20_260_505);
        for (int i = 0; i < SENTENCES; i++) {
            String sentence = sentence(random, 4);

            assertThatCode(() -> ask(sentence)).as(sentence).doesNotThrowAnyException();
        }
    }

    private static String sentence(Random random, int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(5)) {
            case 0 -> pick(random, COMPARISONS);
            case 1 -> "not (" + sentence(random, depth - 1) + ")";
            case 2 -> "(" + sentence(random, depth - 1) + ")";
            case 3 -> sentence(random, depth - 1) + " and " + sentence(random, depth - 1);
            default -> sentence(random, depth - 1) + " or " + sentence(random, depth - 1);
        };
    }

    private void ask(String filter) {
        GraphQuery query = QueryOptions.of(Map.of("$filter", List.of(filter), "$count", List.of("true")))
                .parse(Detections.SET);
        detections.page(new TenantId(UUID.randomUUID()), query);
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
