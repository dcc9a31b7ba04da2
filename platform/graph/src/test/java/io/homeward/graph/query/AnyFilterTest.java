package io.homeward.graph.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphTest;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.graph.sample.Asked;
import io.homeward.graph.sample.Detections;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever somebody sends as a filter is refused or understood; what is understood the database understands too. */
@QuarkusTest
@GraphTest
class AnyFilterTest {
    private static final int SOUPS = 20_000;
    private static final int SENTENCES = 400;
    private static final int QUERIES = 10_000;
    private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'");
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
            "identities/any(i:",
            "i/issuer",
            "i/marks/any(m:m",
            "identities/$count",
            "methods",
            "tolower(",
            "$it/",
            ":",
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
            "riskEventType eq ':graph1 ? $1'",
            "riskLevel gt 'low'",
            "tags/any(t:t eq '''')",
            "tags/any(t:t eq null or contains(t,'%'))",
            "tags/any() eq false",
            "tags/$count le 3",
            "identities/any(i:i/issuer in ('a','b') and not(i/methods has 'sms'))",
            "identities/any(i:i/marks/any(m:startswith(m,'\\')) or i/issuerAssignedId gt 'a')",
            "identities/$count ne 0",
            "methods has 'sms,fido2'",
            "methods eq 'password'",
            "startswith(tolower(riskEventType),'')",
            "startswith(userPrincipalName,'\uDBFF\uDFFF')",
            "toupper(location/city) ne null");

    /** Options beside the filter. */
    private static final Map<String, List<String>> OPTIONS = Map.of(
            "$search",
            List.of(
                    "\"location/city:a\"",
                    "\"userPrincipalName:rui@fjord\" OR \"location/city:*)( b\"",
                    "\"location/city:\uD835\uDC9C[[:alpha:]]\"",
                    "\"location/city:a",
                    "(\"location/city:a\"",
                    "AND",
                    "\u0000"),
            "$orderby",
            List.of("riskLevel desc", "location/city,id", "userPrincipalName asc,isSimulated desc", "tags", "x;--"),
            "$select",
            List.of("id", "*", "location/city,tags", "", "x", "identities"),
            "$top",
            List.of("1", "500", "501", "-1", "1e3", "99999999999"),
            "$skip",
            List.of("0", "5", "-5", "100001", "x"),
            "$count",
            List.of("true", "false", "TRUE", "1"),
            "$skiptoken",
            List.of("", "x", "W10", "WyIiLFtdXQ"),
            "$expand",
            List.of("id", "manager", "", ")"),
            "$format",
            List.of("json", "xml"),
            "`$top",
            List.of("500"));

    private final TenantId tenant = new TenantId(UUID.randomUUID());

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

    @Test
    void ten_thousand_queries_are_answered_or_refused_and_nothing_else() {
        var random = new Random(20_260_506);
        int answered = 0;
        for (int i = 0; i < QUERIES; i++) {
            Map<String, List<String>> options = options(random);
            try {
                QueryOptions read = Asked.of(options, new QueryHeaders(random.nextBoolean(), OptionalInt.empty()));
                GraphSet set = random.nextBoolean() ? Detections.DIRECTORY : Detections.SET;
                detections.page(tenant, random.nextInt(5) == 0 ? read.parseCount(set) : read.parse(set));
                answered++;
            } catch (GraphRefusal refusal) {
                assertThat(refusal.rejection().status()).as("%s", options).isEqualTo(400);
            } catch (RuntimeException e) {
                throw new AssertionError("Neither answered nor refused: " + options, e);
            }
        }
        assertThat(answered).isGreaterThan(QUERIES / 20);
    }

    /** Two filters that differ in their values only are one text for the database. */
    @Test
    void no_value_of_a_filter_is_ever_part_of_the_statement() {
        var random = new Random(20_260_507);
        for (int i = 0; i < SENTENCES; i++) {
            String sentence = sentence(random, 3);
            String others = TEXT.matcher(sentence)
                    .replaceAll(quoted -> Matcher.quoteReplacement(
                            isLookedUp(quoted.group(1))
                                    ? quoted.group()
                                    : "'x" + random.nextInt(1_000_000) + "; drop table detection --'"));

            assertThat(statement(others)).as(sentence).isEqualTo(statement(sentence));
            assertThat(statement(others)).doesNotContain("drop table");
        }
    }

    private static Map<String, List<String>> options(Random random) {
        var options = new HashMap<String, List<String>>();
        OPTIONS.forEach((name, values) -> {
            if (random.nextInt(6) == 0) {
                options.put(random.nextInt(5) == 0 ? name.substring(1) : name, List.of(pick(random, values)));
            }
        });
        if (random.nextInt(3) > 0) {
            String filter = random.nextInt(4) > 0 ? sentence(random, 2) : pick(random, WORDS) + pick(random, WORDS);
            options.put("$filter", List.of(filter));
        }
        return options;
    }

    /** Members of enumerations are looked up in our own list, and a text that is no UUID is compared with none. */
    private static boolean isLookedUp(String text) {
        return text.matches("(high|low|none|sms|sms,fido2|password|x)");
    }

    private static String statement(String filter) {
        GraphSql sql = Asked.of(Map.of("$filter", List.of(filter)))
                .parse(Detections.SET)
                .sql("d.id", "detection d", "d.tenant_id = :tenant");
        return sql.page().sql() + "\n" + sql.count().sql();
    }

    private void ask(String filter) {
        GraphQuery query = Asked.of(Map.of("$filter", List.of(filter), "$count", List.of("true")))
                .parse(Detections.SET);
        detections.page(tenant, query);
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
