package io.homeward.graph.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.graph.sample.Detections;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryOptionsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x eq 'y' | Could not find a property named 'x' on type 'microsoft.graph.riskDetection'.",
                "location/street eq 'y' | Could not find a property named 'location/street' on type 'microsoft.graph.riskDetection'.",
                "location eq 'y' | The property 'location' cannot be filtered.",
                "riskLevel eq 'severe' | The string 'severe' is not a valid enumeration type constant of 'microsoft.graph.riskLevel'.",
                "riskLevel gt 'low' | The operator 'GreaterThan' is not supported on 'riskLevel' of type 'microsoft.graph.riskLevel'.",
                "riskLevel has 'low' | The operator 'has' is not supported on 'riskLevel'.",
                "riskLevel eq low | A binary operator with incompatible types was detected. Found operand types 'microsoft.graph.riskLevel' and 'Edm.Untyped' for operator kind 'Equal'.",
                "detectedDateTime ge '2026-01-01T00:00:00Z' | A binary operator with incompatible types was detected. Found operand types 'Edm.DateTimeOffset' and 'Edm.String' for operator kind 'GreaterThanOrEqual'.",
                "detectedDateTime ge 2026-13-01 | A binary operator with incompatible types was detected. Found operand types 'Edm.DateTimeOffset' and 'Edm.Untyped' for operator kind 'GreaterThanOrEqual'.",
                "detectedDateTime ge +12026-01-01T00:00:00Z | A binary operator with incompatible types was detected. Found operand types 'Edm.DateTimeOffset' and 'Edm.Untyped' for operator kind 'GreaterThanOrEqual'.",
                "detectedDateTime gt null | A binary operator with incompatible types was detected. Found operand types 'Edm.DateTimeOffset' and 'null' for operator kind 'GreaterThan'.",
                "status/errorCode eq '0' | A binary operator with incompatible types was detected. Found operand types 'Edm.Int64' and 'Edm.String' for operator kind 'Equal'.",
                "status/errorCode eq 9999999999999999999 | A binary operator with incompatible types was detected. Found operand types 'Edm.Int64' and 'Edm.Untyped' for operator kind 'Equal'.",
                "isSimulated eq 'true' | A binary operator with incompatible types was detected. Found operand types 'Edm.Boolean' and 'Edm.String' for operator kind 'Equal'.",
                "isSimulated gt true | The operator 'GreaterThan' is not supported on 'isSimulated' of type 'Edm.Boolean'.",
                "riskEventType eq 5 | A binary operator with incompatible types was detected. Found operand types 'Edm.String' and 'Edm.Int64' for operator kind 'Equal'.",
                "tags/any(t:t eq 'a') | The operator 'any' is not supported on 'tags'.",
                "tags/all(t:t eq 'a') | The operator 'all' is not supported on 'tags'.",
                "tags eq 'a' | 'tags' is a collection; it can only be asked with 'any', which is not supported.",
                "tolower(riskEventType) eq 'a' | The function 'tolower' is not supported.",
                "startswith(riskLevel,'h') | The function 'startswith' cannot be applied to 'riskLevel' of type 'microsoft.graph.riskLevel'.",
                "riskEventType eq 'open | There is an unterminated string literal at position 17 in 'riskEventType eq 'open'.",
                "riskEventType eq | Syntax error at position 16 in 'riskEventType eq'.",
                "riskEventType | Syntax error at position 13 in 'riskEventType'.",
                "riskEventType eq 'a' riskLevel eq 'low' | Syntax error at position 21 in 'riskEventType eq 'a' riskLevel eq 'low''.",
                "(riskEventType eq 'a' | Syntax error at position 21 in '(riskEventType eq 'a''.",
                "riskEventType eq 'a') | Syntax error at position 20 in 'riskEventType eq 'a')'.",
                "riskEventType eq 'a' and | Syntax error at position 24 in 'riskEventType eq 'a' and'.",
                "riskLevel in () | Syntax error at position 14 in 'riskLevel in ()'.",
                "riskLevel in ('low' | Syntax error at position 19 in 'riskLevel in ('low''.",
                "'a' eq riskEventType | Syntax error at position 0 in ''a' eq riskEventType'.",
                "`` | Syntax error at position 0 in ''."
            })
    void a_filter_that_is_not_understood_is_refused_by_name(String filter, String message) {
        assertThatThrownBy(() -> parse("$filter", filter))
                .isInstanceOf(GraphRefusal.class)
                .hasMessage("Invalid filter clause: " + message);
    }

    @Test
    void a_filter_is_neither_too_long_nor_too_deep_nor_too_wide() {
        String one = "riskEventType eq 'a'";

        assertRefused("riskEventType eq 'a\0'", "a character that no text can have");
        assertRefused("not ".repeat(40) + one, "nested more than 30 levels");
        assertRefused("(".repeat(40) + one + ")".repeat(40), "nested more than 30 levels");
        assertRefused("riskEventType in (" + "'a',".repeat(300) + "'a')", "more than 200 values");
        assertRefused("riskEventType eq '" + "a".repeat(9_000) + "'", "longer than 8000 characters");
        parse("$filter", "(".repeat(29) + one + ")".repeat(29));
        parse("$filter", String.join(" and ", java.util.Collections.nCopies(200, one)));
    }

    @Test
    void nothing_of_a_filter_becomes_sql_text() {
        GraphQuery query =
                parse("$filter", "startswith(riskEventType,'x'';drop table') and userPrincipalName eq 'Robert''); --'");

        GraphSql sql = query.sql("d.id", "detection d", "d.tenant_id = :tenant");

        assertThat(sql.page().sql()).doesNotContainIgnoringCase("drop").doesNotContain("Robert");
        assertThat(sql.page().bindings()).containsValues("x';drop table", "Robert'); --");
        assertThat(sql.count().sql())
                .isEqualTo("select count(*) from detection d where (d.tenant_id = :tenant) and"
                        + " (starts_with(d.kind, :graph1) and lower(d.person) = lower(:graph2))");
    }

    @Test
    void the_dollar_may_be_missing_and_strange_options_are_ignored() {
        GraphQuery query = QueryOptions.of(Map.of(
                        "filter", List.of("riskLevel eq 'low'"),
                        "TOP", List.of("7"),
                        "$Count", List.of("True"),
                        "`$top", List.of("500"),
                        "api-version", List.of("beta")))
                .parse(Detections.SET);

        assertThat(query.filter()).isPresent();
        assertThat(query.top()).isEqualTo(7);
        assertThat(query.counts()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$expand    | history         | The query option '$expand' is not supported.",
                "$top       | 0               | Invalid value '0' for the query option '$top': it must be a whole number from 1 to 2147483647.",
                "$top       | many            | Invalid value 'many' for the query option '$top': it must be a whole number from 1 to 2147483647.",
                "$top       | 501             | Invalid page size specified: '501'. Must be between 1 and 500 inclusive.",
                "$skip      | -1              | Invalid value '-1' for the query option '$skip': it must be a whole number from 0 to 100000.",
                "$count     | maybe           | Invalid value 'maybe' for the query option '$count': it must be true or false.",
                "$orderby   | x               | Invalid orderby clause: Could not find a property named 'x' on type 'microsoft.graph.riskDetection'.",
                "$orderby   | id up           | Invalid orderby clause: Syntax error in 'id up'.",
                "$orderby   | id,             | Invalid orderby clause: Syntax error in 'id,'.",
                "$orderby   | tags            | Invalid orderby clause: The property 'tags' cannot be sorted by.",
                "$select    | id,secret       | Parsing OData Select and Expand failed: Could not find a property named 'secret' on type 'microsoft.graph.riskDetection'."
            })
    void every_other_option_is_refused_by_name_too(String option, String value, String message) {
        assertThatThrownBy(() -> parse(option, value))
                .isInstanceOf(GraphRefusal.class)
                .hasMessage(message);
    }

    @Test
    void an_option_is_given_once() {
        assertThatThrownBy(() -> QueryOptions.of(Map.of("$top", List.of("1", "2"))))
                .hasMessage("Query option '$top' was specified more than once.");
        assertThatThrownBy(() -> QueryOptions.of(Map.of("$top", List.of("1"), "top", List.of("2"))))
                .hasMessage("Query option '$top' was specified more than once.");
    }

    @Test
    void a_top_above_the_maximum_is_clamped_where_the_contract_says_so() {
        GraphSet clamped = GraphSet.of("things", Detections.TYPE, 20, 300);

        assertThat(QueryOptions.of(Map.of("$top", List.of("999")))
                        .parse(clamped)
                        .top())
                .isEqualTo(300);
        assertThat(QueryOptions.of(Map.of()).parse(clamped).top()).isEqualTo(20);
    }

    @Test
    void selected_names_are_given_in_their_own_spelling() {
        assertThat(parse("$select", "ID, risklevel,location/city").select())
                .containsExactly("id", "riskLevel", "location");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "####", "bnVsbA", "W10", "WyJ4IixbXV0"})
    void nonsense_is_no_skiptoken(String token) {
        assertThatThrownBy(() -> parse("$skiptoken", token))
                .isInstanceOf(GraphRefusal.class)
                .hasMessage("The $skiptoken is not one of this query.");
    }

    @Test
    void a_skiptoken_is_good_for_its_own_query_only() {
        String token = token(parse("$filter", "riskLevel eq 'low'"));

        assertThat(QueryOptions.of(Map.of("$filter", List.of("riskLevel eq 'low'"), "$skiptoken", List.of(token)))
                        .parse(Detections.SET)
                        .behind())
                .isPresent();
        assertThatThrownBy(() -> QueryOptions.of(
                                Map.of("$filter", List.of("riskLevel eq 'high'"), "$skiptoken", List.of(token)))
                        .parse(Detections.SET))
                .hasMessage("The $skiptoken is not one of this query.");
        assertThatThrownBy(() -> parse("$skiptoken", token)).isInstanceOf(GraphRefusal.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[5,\"aaaaaaaa-0000-4000-8000-000000000001\"]",
                "[\"2026-01-01\",\"x\"]",
                "[\"yesterday\",\"aaaaaaaa-0000-4000-8000-000000000001\"]",
                "[null,null]",
                "[null]"
            })
    void a_forged_position_is_refused_before_it_reaches_the_database(String position) {
        String genuine =
                new String(Base64.getUrlDecoder().decode(token(parse("$count", "false"))), StandardCharsets.UTF_8);
        String forged = genuine.substring(0, genuine.indexOf(',') + 1) + position + "]";

        assertThatThrownBy(() -> parse(
                        "$skiptoken",
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(forged.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(GraphRefusal.class);
    }

    private static String token(GraphQuery query) {
        return SkipToken.write(
                query.fingerprint(), "[\"2026-01-01T00:00:00+00:00\", \"aaaaaaaa-0000-4000-8000-000000000001\"]");
    }

    private static void assertRefused(String filter, String message) {
        assertThatThrownBy(() -> parse("$filter", filter))
                .isInstanceOf(GraphRefusal.class)
                .hasMessageContaining(message);
    }

    private static GraphQuery parse(String option, String value) {
        return QueryOptions.of(Map.of(option, List.of(value))).parse(Detections.SET);
    }
}
