package io.homeward.graph.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphTest;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.graph.sample.Asked;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
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

    @BeforeEach
    void some_items_of_them() {
        detections.in(tenant, handle -> {
            handle.execute(
                    "update detection set tags = '{red,green}', methods = 'password,sms' where tenant_id = ? and city = 'a'",
                    tenant.value());
            handle.execute(
                    "update detection set tags = '{blue}', methods = 'sms' where tenant_id = ? and city = 'b'",
                    tenant.value());
            handle.execute("""
                    insert into identity (tenant_id, detection_id, issuer, subject, methods, marks)
                    select tenant_id, id, 'fjord.example', '7', null, '{}'::text[] from detection where tenant_id = ? and city in ('a', 'b')
                    union all
                    select tenant_id, id, 'Contoso.example', '8', 'password,fido2', '{old}' from detection where tenant_id = ? and city = 'a'
                    """, tenant.value(), tenant.value());
            return 0;
        });
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
                "startswith(userPrincipalName,'')                                 | a b o'c",
                "contains(userPrincipalName,'')                                   | a b o'c",
                "userPrincipalName eq ''                                          | ``",
                "userPrincipalName ne ''                                          | a b n o'c",
                "userPrincipalName eq null                                        | n",
                "userPrincipalName ne null                                        | a b o'c",
                "userPrincipalName ne 'ana@fjord.example'                         | a n o'c",
                "userPrincipalName lt 'bo'                                        | b",
                "userPrincipalName ge ''                                          | a b o'c",
                "userPrincipalName in ('', 'ana@fjord.example')                   | b",
                "userPrincipalName in (null, 'ana@fjord.example')                 | b n",
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
                "riskEventType eq 'x'' or 1 eq 1--'                               | ``",
                "riskLevel ge 'low'                                               | a b",
                "riskLevel gt 'LOW'                                               | a",
                "riskLevel lt 'low'                                               | o'c",
                "riskLevel le 'low'                                               | b o'c",
                "riskLevel gt 'high'                                              | ``",
                "tags/any(t:t eq 'red')                                           | a",
                "tags/any(t: t eq 'RED')                                          | ``",
                "tags/any(t:t eq 'blue' or startswith(t,'gr'))                    | a b",
                "tags/any(t :t ne 'red')                                          | a b",
                "tags/any()                                                       | a b",
                "not tags/any()                                                   | n o'c",
                "tags/any(t:t eq 'red') eq false                                  | b n o'c",
                "tags/$count eq 2                                                 | a",
                "tags/$Count ge 1                                                 | a b",
                "identities/any(i:i/issuer eq 'CONTOSO.example')                  | a",
                "identities/any(i:i/issuer eq 'contoso.example' and i/issuerAssignedId eq '7') | ``",
                "identities/any(i:i/issuer eq 'contoso.example' and i/issuerAssignedId eq '8') | a",
                "identities/any(i:contains(i/issuer,'example')) and riskLevel eq 'low' | b",
                "identities/any(i:i/issuerAssignedId eq '7' and riskLevel eq 'low') | b",
                "identities/any(i:i/issuerAssignedId eq '7' and $it/riskLevel eq 'high') | a",
                "identities/any(i:i/marks/any(m:m eq 'old' and i/issuerAssignedId eq '8')) | a",
                "identities/any(i:not(i/marks/any(m:m eq 'old')))                 | a b",
                "identities/any(i:i/methods has 'fido2')                          | a",
                "identities/$count gt 1                                           | a",
                "methods has 'SMS'                                                | a b",
                "methods has 'sms,password'                                       | a",
                "methods eq 'sms, password'                                       | a",
                "methods ne 'sms'                                                 | a n o'c",
                "ipAddress eq '192.0.2.1'                                         | a",
                "ipAddress eq '::FFFF:192.0.2.1'                                  | a",
                "ipAddress eq '2001:DB8:0:0::1'                                   | b",
                "ipAddress eq '192.0.2.0/24'                                      | ``",
                "ipAddress ne '192.0.2.1'                                         | b n o'c",
                "ipAddress in ('2001:db8::1', 'nowhere', null)                    | b n o'c",
                "startswith(ipAddress,'192.0.')                                   | a",
                "contains(tolower(ipAddress),':')                                 | b",
                "ipAddress gt '192.0.2.1'                                         | refused",
                "tolower(riskEventType) eq 'unlikelytravel'                       | a",
                "startswith(toupper(riskEventType),'UNLIKELY')                    | a",
                "endswith(tolower(userPrincipalName),'fjord.example')             | a b",
                "microsoft.graph.riskLevel eq 'x' or id eq 'y'                    | refused"
            })
    void a_filter_means(String filter, String cities) {
        if ("refused".equals(cities)) {
            assertThatThrownBy(() -> cities(Map.of("$filter", List.of(filter)))).isInstanceOf(GraphRefusal.class);
            return;
        }
        assertThat(cities(Map.of("$filter", List.of(filter)))).containsExactlyInAnyOrderElementsOf(words(cities));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"userPrincipalName:rui\"                                       | a",
                "\"userPrincipalName:FJO\"                                       | a b",
                "\"userPrincipalName:jord\"                                      | ``",
                "\"userPrincipalName:rui fjord\"                                 | a",
                "\"userPrincipalName:rui@fjord.example\"                         | a",
                "\"userPrincipalName:rui other\"                                 | ``",
                "\"userPrincipalName:rui\" OR \"location/city:b\"                | a b",
                "\"userPrincipalName:fjord\" AND \"location/city:b\"             | b",
                "(\"location/city:a\" OR \"location/city:b\") AND \"userPrincipalName:ana\" | b",
                "\"location/city:a\" OR \"location/city:b\" AND \"userPrincipalName:bo\" | a",
                "\"location/city:.*\\\" %_b\"                                     | b"
            })
    void a_search_finds_words_by_their_beginnings(String search, String cities) {
        assertThat(cities(Map.of("$search", List.of(search)))).containsExactlyInAnyOrderElementsOf(words(cities));
    }

    @Test
    void a_count_alone_reads_no_items() {
        GraphPage<Detection> counted = detections.page(
                tenant,
                Asked.of(Map.of("$filter", List.of("riskLevel ne 'high'"), "$search", List.of("\"location/city:b\"")))
                        .parseCount(Detections.SET));

        assertThat(counted.count()).hasValue(1);
        assertThat(counted.items()).isEmpty();
        assertThat(counted.next()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "detectedDateTime            | n a b o'c",
                "detectedDateTime desc       | o'c b a n",
                "riskLevel asc               | n o'c b a",
                "riskLevel desc              | a b o'c n",
                "isSimulated desc,detectedDateTime desc | a o'c b n",
                "status/errorCode, detectedDateTime     | n b o'c a",
                "userPrincipalName desc      | a o'c b n",
                "userPrincipalName           | n b o'c a",
                "ipAddress desc, detectedDateTime | b a n o'c"
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

    /** PostgreSQL itself takes offsets of less than 16 hours only. */
    @ParameterizedTest
    @ValueSource(strings = {"+18:00", "-17:59"})
    void a_position_with_an_offset_that_only_java_knows_is_compared_in_utc(String offset) {
        List<String> order = List.of("detectedDateTime");
        GraphQuery query = Asked.of(Map.of("$orderby", order)).parse(Detections.SET);
        String position = "[\"1990-01-01T00:00:00%s\",\"%s\"]".formatted(offset, new UUID(0, 0));

        GraphPage<Detection> behind =
                page(Map.of("$orderby", order, "$skiptoken", List.of(SkipToken.write(query.places(), position))));

        assertThat(citiesOf(behind))
                .containsExactlyElementsOf(
                        cities(Map.of("$orderby", order, "$filter", List.of("detectedDateTime ne null"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "detectedDateTime desc", "riskLevel", "userPrincipalName desc"})
    void a_walk_while_others_write_shows_everything_that_stays_exactly_once(String order) throws Exception {
        var staying = new ArrayList<UUID>();
        for (int i = 0; i < 40; i++) {
            UUID id = UUID.randomUUID();
            staying.add(id);
            String level = i % 2 == 0 ? "low" : "high";
            add(
                    tenant,
                    id,
                    "s" + i,
                    "k",
                    "p" + i % 7,
                    level,
                    null,
                    null,
                    null,
                    "2026-01-0" + (1 + i % 9) + "T00:00:00Z");
        }
        var done = new AtomicBoolean();
        var seen = new ArrayList<UUID>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer = threads.submit(() -> {
                while (!done.get()) {
                    add(tenant, UUID.randomUUID(), "c", "k", "p3", "low", null, null, null, "2026-01-05T00:00:00Z");
                    detections.in(
                            tenant,
                            handle -> handle.execute(
                                    "delete from detection where tenant_id = ? and city = 'c' and random() < 0.6",
                                    tenant.value()));
                }
                return 0;
            });
            Optional<String> next = Optional.empty();
            do {
                var options = new java.util.HashMap<>(Map.of("$orderby", List.of(order), "$top", List.of("3")));
                next.ifPresent(token -> options.put("$skiptoken", List.of(token)));
                GraphPage<Detection> page = page(options);
                page.items().forEach(item -> seen.add(item.id()));
                next = page.next();
            } while (next.isPresent() && seen.size() < 5_000);
            done.set(true);
            writer.get();
        }

        assertThat(seen).doesNotHaveDuplicates().containsAll(staying);
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

    /** Why {@link Property#lowered} exists: row-level security keeps {@code lower(…)} out of an index. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "userPrincipalName eq 'Rui@Fjord.example' | person_lower = ",
                "startswith(userPrincipalName,'Rui')      | person_lower >= ",
                "userPrincipalName in ('a','b')           | person_lower = ANY",
                "userPrincipalName gt 'p2999'             | person_lower > "
            })
    void a_column_of_its_own_is_answered_by_its_index(String filter, String condition) {
        assertThat(plan(filter)).containsPattern("Index Cond: .*" + condition);
        assertThat(plan("tolower(riskEventType) eq 'x'")).doesNotContainPattern("Index Cond: .*lower\\(");
    }

    /** With so many rows that it matters. */
    private String plan(String filter) {
        Statement page = Asked.of(Map.of("$filter", List.of(filter)))
                .parse(Detections.SET)
                .sql("d.id", "detection d", "d.tenant_id = :tenant")
                .page();
        return detections.in(tenant, handle -> {
            handle.execute(
                    "insert into detection (tenant_id, id, person) select ?, gen_random_uuid(), 'p' || n from generate_series(1, 3000) n",
                    tenant.value());
            handle.execute("analyze detection");
            return String.join(
                    "\n",
                    handle.createQuery("explain " + page.sql())
                            .bind("tenant", tenant.value())
                            .bindMap(page.bindings())
                            .mapTo(String.class)
                            .list());
        });
    }

    @Test
    void an_item_that_is_found_for_a_change_is_held_until_the_transaction_ends() {
        detections.in(tenant, first -> {
            assertThat(detections.holds(first, tenant, ID)).isTrue();
            assertThat(inAnotherThread(() -> detections.in(tenant, second -> detections.holds(second, tenant, ID))))
                    .isFalse();
            return 0;
        });

        assertThat(detections.<Boolean>in(tenant, later -> detections.holds(later, tenant, ID)))
                .isTrue();
    }

    private static boolean inAnotherThread(BooleanSupplier work) {
        return CompletableFuture.supplyAsync(work::getAsBoolean).join();
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
        return detections.page(tenant, Asked.of(options).parse(Detections.SET));
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
