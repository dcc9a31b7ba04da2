package io.homeward.graph.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.graph.sample.Asked;
import io.homeward.graph.sample.Detections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
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
                "source gt 'signin' | The operator 'GreaterThan' is not supported on 'source' of type 'microsoft.graph.source'.",
                "riskLevel gt 'hidden' | The operator 'GreaterThan' is not supported on 'riskLevel' with a member other than none, low, medium, high.",
                "riskLevel le null | A binary operator with incompatible types was detected. Found operand types 'microsoft.graph.riskLevel' and 'null' for operator kind 'LessThanOrEqual'.",
                "methods has 'smoke' | The string 'smoke' is not a valid enumeration type constant of 'microsoft.graph.authenticationMethodModes'.",
                "methods has sms | The operator 'has' needs members of 'microsoft.graph.authenticationMethodModes' in quotes.",
                "methods gt 'sms' | The operator 'GreaterThan' is not supported on 'methods' of type 'microsoft.graph.authenticationMethodModes'.",
                "identities/any(i:i/colour eq 'x') | Could not find a property named 'colour' on type 'microsoft.graph.objectIdentity'.",
                "identities/any(i:i eq 'x') | An item of 'identities' can only be asked for its properties.",
                "identities/any(i:j/issuer eq 'x') | Could not find a property named 'j/issuer' on type 'microsoft.graph.riskDetection'.",
                "identities/any(i:i/issuer eq 'x' and identities/any(j:j/issuer eq 'y')) | The operator 'any' is not supported on 'identities' within itself.",
                "identities/any(i:i/issuer eq 'x' and tags/any(i:i eq 'y')) | The range variable 'i' has already been declared.",
                "identities/any(i:i/marks/any(m:m eq 'a' and i/marks/any(n:n eq 'b'))) | The operator 'any' is not supported on 'marks' within itself.",
                "identities/any(i i/issuer eq 'x') | Syntax error at position 17 in 'identities/any(i i/issuer eq 'x')'.",
                "identities/any(i:i/issuer eq 'x' | Syntax error at position 32 in 'identities/any(i:i/issuer eq 'x''.",
                "identities/any(i:) | Syntax error at position 17 in 'identities/any(i:)'.",
                "identities/any(i:i/issuer eq 'x') or i/issuer eq 'y' | Could not find a property named 'i/issuer' on type 'microsoft.graph.riskDetection'.",
                "location/city/any(c:c eq 'x') | The operator 'any' is not supported on 'location/city'.",
                "identities eq null | 'identities' is a collection; it can only be asked with 'any', as in 'identities/any(x:x eq ...)'.",
                "location/city/$count eq 0 | Could not find a property named 'location/city/$count' on type 'microsoft.graph.riskDetection'.",
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
                "tags/any(t:t eq 5) | A binary operator with incompatible types was detected. Found operand types 'Edm.String' and 'Edm.Int64' for operator kind 'Equal'.",
                "tags/all(t:t eq 'a') | The operator 'all' is not supported on 'tags'.",
                "tags eq 'a' | 'tags' is a collection; it can only be asked with 'any', as in 'tags/any(x:x eq ...)'.",
                "length(riskEventType) eq 3 | The function 'length' is not supported.",
                "tolower(riskLevel) eq 'a' | The function 'tolower' cannot be applied to 'riskLevel' of type 'microsoft.graph.riskLevel'.",
                "contains(trim(riskEventType),'a') | The function 'trim' is not supported.",
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
                .isEqualTo(
                        "select count(*) from detection d where (d.tenant_id = :tenant) and"
                                + " (starts_with(d.kind, :graph1) and (d.person_lower = lower(:graph2) and d.person_lower <> ''))");
    }

    @Test
    void the_dollar_may_be_missing_and_strange_options_are_ignored() {
        GraphQuery query = Asked.of(Map.of(
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
                "$search    | displayName:x   | Invalid search clause: Syntax error at position 0 in 'displayName:x'.",
                "$search    | \"x\"             | Invalid search clause: 'x' does not name a property, as in \"displayName:text\".",
                "$search    | \"x:y\"           | Invalid search clause: Could not find a property named 'x' on type 'microsoft.graph.riskDetection'.",
                "$search    | \"riskLevel:y\"   | Invalid search clause: The property 'riskLevel' cannot be searched.",
                "$search    | \"location/city:-\" | Invalid search clause: 'location/city:-' has no word to search for, or there are more than 50 in all.",
                "$search    | \"location/city:a\" AND | Invalid search clause: Syntax error at position 21 in '\"location/city:a\" AND'.",
                "$search    | \"location/city:a\" NOT \"location/city:b\" | Invalid search clause: Syntax error at position 18 in '\"location/city:a\" NOT \"location/city:b\"'.",
                "$search    | \"location/city:a | Invalid search clause: There is an unterminated string literal at position 0 in '\"location/city:a'.",
                "$deltatoken | latest         | The query option '$deltatoken' is not supported.",
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "riskEventType ne 'a' | Operator 'NotEquals' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header.",
                "not (riskEventType eq 'a') | Operator 'Not' is not",
                "startswith(riskEventType,'a') eq false | Operator 'Not' is not",
                "isSimulated or (riskEventType eq 'a' and endswith(riskEventType,'a')) | Operator 'EndsWith' is not",
                "identities/any(i:i/issuer ne 'a') | Operator 'NotEquals' is not",
                "tags/$count eq 0 | Operator '$count' is not"
            })
    void directory_objects_are_asked_certain_things_only_with_a_header_and_a_count(String filter, String message) {
        var eventual = new QueryHeaders(true, OptionalInt.empty());

        for (QueryOptions lacking : List.of(
                Asked.of(Map.of("$filter", List.of(filter))),
                Asked.of(Map.of("$filter", List.of(filter), "$count", List.of("true"))),
                Asked.of(Map.of("$filter", List.of(filter)), eventual))) {
            assertThatThrownBy(() -> lacking.parse(Detections.DIRECTORY))
                    .isInstanceOfSatisfying(GraphRefusal.class, refusal -> assertThat(
                                    refusal.rejection().graphCode())
                            .isEqualTo("Request_UnsupportedQuery"))
                    .hasMessageStartingWith(message);
        }
        assertThat(Asked.of(Map.of("$filter", List.of(filter), "$count", List.of("true")), eventual)
                        .parse(Detections.DIRECTORY)
                        .counts())
                .isTrue();
        assertThat(Asked.of(Map.of("$filter", List.of(filter)))
                        .parse(Detections.SET)
                        .filter())
                .isPresent();
    }

    @Test
    void directory_objects_are_sorted_searched_counted_and_skipped_by_their_own_rules() {
        var eventual = new QueryHeaders(true, OptionalInt.empty());
        Map<String, List<String>> sorted =
                Map.of("$filter", List.of("riskEventType eq 'a'"), "$orderby", List.of("riskEventType"));
        Map<String, List<String>> search = Map.of("$search", List.of("\"location/city:a\""));

        assertUnsupported(Asked.of(sorted), "Sorting not supported for current query.");
        assertUnsupported(Asked.of(sorted, eventual), "Sorting not supported for current query.");
        assertUnsupported(Asked.of(search), "Request with $search query parameter only works");
        assertUnsupported(Asked.of(Map.of("$skip", List.of("1"))), "'$skip' is not supported by the service.");
        assertThat(Asked.of(search, eventual).parse(Detections.DIRECTORY).filter())
                .isPresent();
        assertThat(Asked.of(Map.of("$orderby", List.of("riskEventType")))
                        .parse(Detections.DIRECTORY)
                        .order())
                .hasSize(2);
        assertThat(Asked.of(Map.of("$count", List.of("true")))
                        .parse(Detections.DIRECTORY)
                        .counts())
                .isFalse();
        assertThatThrownBy(() -> Asked.of(Map.of()).parseCount(Detections.DIRECTORY))
                .isInstanceOf(GraphRefusal.class);
        assertThat(Asked.of(Map.of("$filter", List.of("riskEventType ne 'a'")), eventual)
                        .parseCount(Detections.DIRECTORY)
                        .counts())
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "startswith(userPrincipalName,'a')                                  | userPrincipalName id",
                "riskLevel eq 'high' and startswith(userPrincipalName,'a')          | userPrincipalName id",
                "startswith(userPrincipalName,'a') or startswith(riskEventType,'a') | id",
                "not startswith(userPrincipalName,'a')                              | id",
                "startswith(riskEventType,'a')                                      | id"
            })
    void what_is_asked_for_by_its_beginning_comes_in_that_order(String filter, String order) {
        GraphSet unordered = GraphSet.of("things", Detections.TYPE, 20, 300);

        assertThat(Asked.of(Map.of("$filter", List.of(filter))).parse(unordered).order())
                .extracting(part -> part.property().path())
                .containsExactly(order.split(" "));
    }

    @Test
    void only_what_a_set_declares_is_expanded() {
        GraphSet set = GraphSet.of("things", Detections.TYPE, 20, 300).expanding("owner", "parts");

        assertThat(Asked.of(Map.of("$expand", List.of("Owner, parts($select=id, name)")))
                        .expand(set))
                .containsEntry("owner", java.util.Set.of())
                .containsEntry("parts", new java.util.LinkedHashSet<>(List.of("id", "name")));
        for (String refused : List.of("colour", "parts($top=1)", "parts($select=id;$top=1)", "parts(", "")) {
            assertThatThrownBy(
                            () -> Asked.of(Map.of("$expand", List.of(refused))).parse(set))
                    .as(refused)
                    .isInstanceOf(GraphRefusal.class)
                    .hasMessageStartingWith("Parsing OData Select and Expand failed: ");
        }
    }

    @Test
    void a_preferred_page_size_is_a_top_that_is_never_too_much() {
        QueryHeaders headers = QueryHeaders.of(List.of(), List.of("respond-async, odata.maxpagesize=7"));

        assertThat(Asked.of(Map.of(), headers).parse(Detections.SET).top()).isEqualTo(7);
        assertThat(Asked.of(Map.of("$top", List.of("3")), headers)
                        .parse(Detections.SET)
                        .top())
                .isEqualTo(3);
        assertThat(Asked.of(Map.of(), QueryHeaders.of(List.of(), List.of("odata.maxpagesize=9999")))
                        .parse(Detections.SET)
                        .top())
                .isEqualTo(500);
    }

    @Test
    void an_option_is_given_once() {
        assertThatThrownBy(() -> Asked.of(Map.of("$top", List.of("1", "2"))))
                .hasMessage("Query option '$top' was specified more than once.");
        assertThatThrownBy(() -> Asked.of(Map.of("$top", List.of("1"), "top", List.of("2"))))
                .hasMessage("Query option '$top' was specified more than once.");
    }

    @Test
    void a_top_above_the_maximum_is_clamped_where_the_contract_says_so() {
        GraphSet clamped = GraphSet.of("things", Detections.TYPE, 20, 300);

        assertThat(Asked.of(Map.of("$top", List.of("999"))).parse(clamped).top())
                .isEqualTo(300);
        assertThat(Asked.of(Map.of()).parse(clamped).top()).isEqualTo(20);
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

        assertThat(Asked.of(Map.of("$filter", List.of("riskLevel eq 'low'"), "$skiptoken", List.of(token)))
                        .parse(Detections.SET)
                        .behind())
                .isPresent();
        assertThatThrownBy(
                        () -> Asked.of(Map.of("$filter", List.of("riskLevel eq 'high'"), "$skiptoken", List.of(token)))
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
                "[\"9999-12-31T23:59:59-18:00\",\"aaaaaaaa-0000-4000-8000-000000000001\"]",
                "[\"0001-01-01T00:00:00+18:00\",\"aaaaaaaa-0000-4000-8000-000000000001\"]",
                "[null,null]",
                "[null]"
            })
    void a_forged_position_is_refused_before_it_reaches_the_database(String position) throws Exception {
        String forged = parse("$count", "false").places().write(new ObjectMapper().readTree(position));

        assertThatThrownBy(() -> parse("$skiptoken", forged)).isInstanceOf(GraphRefusal.class);
    }

    @Test
    void a_token_that_was_cut_short_or_changed_anywhere_is_none() {
        String token = token(parse("$count", "false"));

        assertThat(parse("$skiptoken", token).behind()).isPresent();
        for (int i = 0; i < token.length(); i++) {
            String cut = token.substring(0, i);
            String changed = token.substring(0, i) + (token.charAt(i) == 'A' ? 'Q' : 'A') + token.substring(i + 1);
            assertThatThrownBy(() -> parse("$skiptoken", cut)).hasMessage("The $skiptoken is not one of this query.");
            assertThatThrownBy(() -> parse("$skiptoken", changed))
                    .hasMessage("The $skiptoken is not one of this query.");
        }
    }

    private static void assertUnsupported(QueryOptions options, String message) {
        assertThatThrownBy(() -> options.parse(Detections.DIRECTORY))
                .isInstanceOfSatisfying(
                        GraphRefusal.class,
                        refusal -> assertThat(refusal.rejection().graphCode()).isEqualTo("Request_UnsupportedQuery"))
                .hasMessageStartingWith(message);
    }

    private static String token(GraphQuery query) {
        return SkipToken.write(
                query.places(), "[\"2026-01-01T00:00:00+00:00\", \"aaaaaaaa-0000-4000-8000-000000000001\"]");
    }

    private static void assertRefused(String filter, String message) {
        assertThatThrownBy(() -> parse("$filter", filter))
                .isInstanceOf(GraphRefusal.class)
                .hasMessageContaining(message);
    }

    private static GraphQuery parse(String option, String value) {
        return Asked.of(Map.of(option, List.of(value))).parse(Detections.SET);
    }
}
