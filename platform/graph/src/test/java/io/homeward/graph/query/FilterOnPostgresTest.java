package io.homeward.graph.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphTest;
import io.homeward.graph.sample.Detection;
import io.homeward.graph.sample.Detections;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What filters and orders mean, on a real server. Items are told by their cities: a has everything, n has nothing. */
@QuarkusTest
@GraphTest
class FilterOnPostgresTest {
    private static final UUID ID = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001");
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final TenantId another = new TenantId(UUID.randomUUID());

    @Inject
    Detections detections;

    @BeforeEach
    void some_detections() {
        add(
                tenant,
                ID,
                "a",
                "unlikelyTravel",
                "Rui@Fjord.example",
                "high",
                "signin",
                true,
                50_126L,
                "2026-03-04T06:58:01.123456Z");
        add(
                tenant,
                UUID.randomUUID(),
                "b",
                "passwordSpray",
                "ana@fjord.example",
                "low",
                "agent",
                false,
                0L,
                "2026-03-05T00:00:00Z");
        add(
                tenant,
                UUID.randomUUID(),
                "o'c",
                "50%_travel",
                "bo@other.example",
                "none",
                "signin",
                false,
                0L,
                "2026-03-06T00:00:00Z");
        add(tenant, UUID.randomUUID(), "n", null, null, null, null, null, null, null);
        add(
                another,
                UUID.randomUUID(),
                "x",
                "unlikelyTravel",
                "Rui@Fjord.example",
                "high",
                "signin",
                true,
                50_126L,
                "2026-03-04T06:58:01Z");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "riskLevel eq 'high'                                              | a",
                "RiskLevel NE 'none'                                              | a b n",
                "RISKLEVEL eq 'HIGH'                                              | a",
                "riskLevel eq microsoft.graph.riskLevel'high'                     | a",
                "riskLevel in ('high', 'low')                                     | a b",
                "riskLevel in ('HIGH',null)                                       | a n",
                "not (riskLevel eq 'high')                                        | b n o'c",
                "not(riskLevel eq 'high') and not isSimulated                     | b n o'c",
                "not not riskLevel eq 'high'                                      | a",
                "not (riskLevel ne 'high')                                        | a",
                "not (riskLevel eq null)                                          | a b o'c",
                "riskLevel eq null                                                | n",
                "riskLevel ne null                                                | a b o'c",
                "id eq 'aaaaaaaa-0000-4000-8000-000000000001'                     | a",
                "id eq AAAAAAAA-0000-4000-8000-000000000001                       | a",
                "id eq 'no-guid'                                                  | ``",
                "id ne 'no-guid'                                                  | a b n o'c",
                "riskEventType eq 'unlikelyTravel'                                | a",
                "riskEventType eq 'UNLIKELYTRAVEL'                                | ``",
                "riskEventType gt 'passwordSpray'                                 | a",
                "userPrincipalName eq 'rui@fjord.EXAMPLE'                         | a",
                "startswith(userPrincipalName,'RUI@')                             | a",
                "endswith(userPrincipalName, 'fjord.example')                     | a b",
                "contains(riskEventType,'travel')                                 | o'c",
                "contains(riskEventType,'%')                                      | o'c",
                "startswith(riskEventType,'50%_')                                 | o'c",
                "startswith(riskEventType,'50__')                                 | ``",
                "startswith(userPrincipalName,'rui') eq false                     | b n o'c",
                "not startswith(userPrincipalName,'rui')                          | b n o'c",
                "isSimulated eq true                                              | a",
                "isSimulated                                                      | a",
                "isSimulated ne true                                              | b n o'c",
                "status/errorCode eq 0                                            | b o'c",
                "Status/ErrorCode gt 50000                                        | a",
                "status/errorCode le 50126                                        | a b o'c",
                "location/city eq 'o''c'                                          | o'c",
                "detectedDateTime gt 2026-03-04T06:58:01.123455Z                  | a b o'c",
                "detectedDateTime gt 2026-03-04T06:58:01.123456Z                  | b o'c",
                "detectedDateTime ge 2026-03-05                                   | b o'c",
                "detectedDateTime eq 2026-03-05T01:00:00+01:00                    | b",
                "detectedDateTime lt 2026-03-05T00:00:00Z                         | a",
                "(riskLevel eq 'high') AND (status/errorCode eq 50126)            | a",
                "riskLevel eq 'high' or riskLevel eq 'low' and isSimulated        | a",
                "(riskLevel eq 'high' or riskLevel eq 'low') and not isSimulated  | b",
                "riskLevel eq 'none' OR riskLevel eq 'low'                        | b o'c",
                "riskEventType eq 'x'' or 1 eq 1--'                               | ``"
            })
    void a_filter_means(String filter, String cities) {
        assertThat(cities(Map.of("$filter", List.of(filter)))).containsExactlyInAnyOrderElementsOf(words(cities));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "detectedDateTime            | n a b o'c",
                "detectedDateTime desc       | o'c b a n",
                "riskLevel asc               | n b a o'c",
                "riskLevel desc              | o'c a b n",
                "isSimulated desc,detectedDateTime desc | a o'c b n",
                "status/errorCode, detectedDateTime     | n b o'c a",
                "userPrincipalName desc      | a o'c b n"
            })
    void an_order_is_kept_over_all_pages(String order, String cities) {
        for (int top = 1; top <= 4; top++) {
            assertThat(cities(Map.of("$orderby", List.of(order), "$top", List.of(String.valueOf(top)))))
                    .as("pages of %d", top)
                    .containsExactlyElementsOf(words(cities));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "detectedDateTime",
                "detectedDateTime desc",
                "riskLevel",
                "riskLevel desc",
                "id desc",
                "isSimulated"
            })
    void items_that_come_and_go_between_pages_move_nothing(String order) {
        List<String> before = cities(Map.of("$orderby", List.of(order)));
        GraphPage<Detection> first = page(Map.of("$orderby", List.of(order), "$top", List.of("2")));

        for (int i = 0; i < 3; i++) {
            add(tenant, new UUID(0, i), "late", null, null, null, null, null, null, "1999-01-01T00:00:00Z");
        }
        List<String> seen = new ArrayList<>(citiesOf(first));
        Optional<String> next = first.next();
        while (next.isPresent()) {
            GraphPage<Detection> page =
                    page(Map.of("$orderby", List.of(order), "$top", List.of("2"), "$skiptoken", List.of(next.get())));
            seen.addAll(citiesOf(page));
            next = page.next();
        }

        assertThat(seen.stream().filter(city -> !city.equals("late"))).containsExactlyElementsOf(before);
    }

    @Test
    void items_that_are_equal_in_the_order_are_each_shown_once() {
        for (int i = 0; i < 25; i++) {
            add(tenant, UUID.randomUUID(), "same", "k", null, "low", null, null, null, "2026-01-01T00:00:00Z");
        }

        List<String> cities = cities(Map.of("$top", List.of("4"), "$orderby", List.of("detectedDateTime desc")));

        assertThat(cities).hasSize(29);
        assertThat(cities.stream().filter("same"::equals)).hasSize(25);
    }

    @Test
    void the_count_is_of_all_that_match_and_only_on_the_first_page() {
        GraphPage<Detection> first = page(
                Map.of("$count", List.of("true"), "$top", List.of("1"), "$filter", List.of("riskLevel ne 'high'")));

        assertThat(first.count()).hasValue(3);
        assertThat(page(Map.of(
                                "$count", List.of("true"),
                                "$top", List.of("1"),
                                "$filter", List.of("riskLevel ne 'high'"),
                                "$skiptoken", List.of(first.next().orElseThrow())))
                        .count())
                .isEmpty();
    }

    @Test
    void the_first_items_can_be_skipped() {
        assertThat(citiesOf(page(Map.of("$orderby", List.of("detectedDateTime"), "$skip", List.of("3")))))
                .containsExactly("o'c");
    }

    private List<String> cities(Map<String, List<String>> options) {
        var seen = new ArrayList<String>();
        GraphPage<Detection> page = page(options);
        seen.addAll(citiesOf(page));
        while (page.next().isPresent()) {
            var further = new java.util.HashMap<>(options);
            further.put("$skiptoken", List.of(page.next().get()));
            page = page(further);
            seen.addAll(citiesOf(page));
        }
        return seen;
    }

    private GraphPage<Detection> page(Map<String, List<String>> options) {
        return detections.page(tenant, QueryOptions.of(options).parse(Detections.SET));
    }

    private static List<String> citiesOf(GraphPage<Detection> page) {
        return page.items().stream().map(item -> item.location().city()).collect(Collectors.toList());
    }

    private static List<String> words(String text) {
        return text == null || text.isBlank()
                ? List.of()
                : Arrays.asList(text.strip().split(" "));
    }

    private void add(
            TenantId owner,
            UUID id,
            String city,
            String kind,
            String person,
            String level,
            String source,
            Boolean simulated,
            Long code,
            String at) {
        detections.add(
                owner,
                new Detection(
                        id,
                        kind,
                        person,
                        level,
                        source,
                        simulated,
                        new Detection.Status(code),
                        new Detection.Location(city),
                        List.of(),
                        at == null ? null : Instant.parse(at)));
    }
}
