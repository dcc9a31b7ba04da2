package io.homeward.graph.delta;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphTest;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.graph.sample.Asked;
import io.homeward.graph.sample.Detection;
import io.homeward.graph.sample.Detections;
import io.homeward.testsupport.Callers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that keeps a copy by delta queries, and a server that is written to meanwhile. */
@QuarkusTest
@GraphTest
class DeltaTest {
    private static final String PATH = "/v1.0/identityProtection/riskDetections/delta";
    private static final Instant NOW = Instant.parse("2026-05-04T09:00:00Z");
    private final TenantId tenant = new TenantId(UUID.randomUUID());

    @Inject
    Detections detections;

    @Test
    void first_everything_is_told_and_then_what_changed() {
        var copy = new Copy();
        UUID stays = add("a");
        UUID changes = add("b");
        UUID goes = add("c");
        copy.round();
        assertThat(copy.cities).hasSize(3).containsEntry(stays.toString(), "a");

        UUID comes = add("d");
        write("update detection set city = 'B' where tenant_id = ? and id = ?", changes);
        write("update detection set gone = 'changed' where tenant_id = ? and id = ?", goes);
        int told = copy.round();

        assertThat(told).isEqualTo(3);
        assertThat(copy.cities)
                .containsOnly(
                        Map.entry(stays.toString(), "a"),
                        Map.entry(changes.toString(), "B"),
                        Map.entry(comes.toString(), "d"));
        assertThat(copy.round()).isZero();
    }

    @Test
    void a_writer_with_a_lower_number_that_commits_later_is_told_of_in_the_next_round() throws Exception {
        UUID slow = add("slow");
        UUID quick = add("quick");
        var copy = new Copy();
        copy.round();
        var written = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer = threads.submit(() -> detections.in(tenant, handle -> {
                handle.execute(
                        "update detection set city = 'SLOW' where tenant_id = ? and id = ?", tenant.value(), slow);
                written.countDown();
                await(mayCommit);
                return 0;
            }));
            await(written);
            write("update detection set city = 'QUICK' where tenant_id = ? and id = ?", quick);

            copy.round();
            mayCommit.countDown();
            writer.get();
            copy.round();
        }

        assertThat(copy.cities).containsOnly(Map.entry(slow.toString(), "SLOW"), Map.entry(quick.toString(), "QUICK"));
    }

    @Test
    void a_copy_follows_while_many_write() throws Exception {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 20; i++) {
            ids.add(add("c" + i));
        }
        var copy = new Copy();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = new ArrayList<java.util.concurrent.Future<?>>();
            for (int w = 0; w < 3; w++) {
                var random = new Random(w);
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 60; i++) {
                        UUID id = ids.get(random.nextInt(ids.size()));
                        switch (random.nextInt(4)) {
                            case 0 -> add("new" + i);
                            case 1 -> write("update detection set gone = 'changed' where tenant_id = ? and id = ?", id);
                            case 2 -> write("update detection set gone = null where tenant_id = ? and id = ?", id);
                            default ->
                                write("update detection set city = city || 'x' where tenant_id = ? and id = ?", id);
                        }
                    }
                }));
            }
            while (!writers.stream().allMatch(java.util.concurrent.Future::isDone)) {
                copy.round();
            }
            for (var writer : writers) {
                writer.get();
            }
        }
        copy.round();

        assertThat(copy.cities).isEqualTo(detections.in(tenant, handle -> {
            var present = new HashMap<String, String>();
            handle.createQuery("select id, city from detection where tenant_id = :tenant and gone is null")
                    .bind("tenant", tenant.value())
                    .map((row, context) -> present.put(row.getString("id"), row.getString("city")))
                    .list();
            return present;
        }));
    }

    @Test
    void whoever_wants_only_what_comes_begins_with_latest() {
        add("before");
        Response first = caller().get(PATH + "?$deltatoken=latest");
        first.then().statusCode(200).body("value", hasSize(0)).body("$", not(hasKey("@odata.nextLink")));
        UUID after = add("after");

        follow(first.path("'@odata.deltaLink'"))
                .then()
                .body("value", hasSize(1))
                .body("value[0].id", equalTo(after.toString()));
    }

    @Test
    void the_envelope_has_one_link_and_says_what_is_gone() {
        UUID goes = add("a");
        add("b");
        Response page = caller().get(PATH + "?$top=1&$select=riskLevel");
        page.then()
                .statusCode(200)
                .body(
                        "'@odata.context'",
                        equalTo("https://idp.example/v1.0/$metadata#identityProtection/riskDetections(riskLevel,id)"))
                .body("value", hasSize(1))
                .body("value[0]", hasKey("id"))
                .body(
                        "'@odata.nextLink'",
                        startsWith("https://idp.example" + PATH + "?$top=1&$select=riskLevel&$skiptoken="))
                .body("$", not(hasKey("@odata.deltaLink")));
        Response last = follow(page.path("'@odata.nextLink'"));
        last.then().body("value", hasSize(1)).body("$", not(hasKey("@odata.nextLink")));
        write("update detection set gone = 'deleted' where tenant_id = ? and id = ?", goes);

        follow(last.path("'@odata.deltaLink'"))
                .then()
                .body("value", hasSize(1))
                .body("value[0].id", equalTo(goes.toString()))
                .body("value[0].'@removed'.reason", equalTo("deleted"))
                .body("value[0]", not(hasKey("riskLevel")));
    }

    @Test
    void it_can_be_about_some_objects_only() {
        UUID one = add("a");
        add("b");

        caller().get(PATH + "?$filter=id eq '" + one + "' or id eq '" + UUID.randomUUID() + "'")
                .then()
                .statusCode(200)
                .body("value", hasSize(1))
                .body("value[0].id", equalTo(one.toString()));
        caller().get(PATH + "?$filter=riskLevel eq 'high'")
                .then()
                .statusCode(400)
                .body("error.code", equalTo("Request_UnsupportedQuery"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$orderby=id", "$search=\"location/city:a\"", "$skip=1", "$expand=x", "$count=true"})
    void what_makes_no_sense_here_is_refused(String option) {
        caller().get(PATH + "?" + option).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/microsoft.graph.delta", "/delta()", "/microsoft.graph.delta()"})
    void clients_write_the_path_in_several_ways(String path) {
        caller().urlEncodingEnabled(false)
                .get(PATH.replace("/delta", path))
                .then()
                .statusCode(200);
    }

    @Test
    void a_token_of_another_tenant_or_query_or_one_that_was_changed_is_none() {
        add("a");
        String link = caller().get(PATH).path("'@odata.deltaLink'");
        String token = link.substring(link.indexOf("$deltatoken=") + "$deltatoken=".length());
        TenantId another = new TenantId(UUID.randomUUID());

        for (String path : List.of(
                PATH + "?$deltatoken=" + token.substring(1),
                PATH + "?$deltatoken=" + token.substring(0, token.length() - 2),
                PATH + "?$deltatoken=nonsense",
                PATH + "?$deltatoken=",
                PATH + "?$filter=id eq '" + UUID.randomUUID() + "'&$deltatoken=" + token)) {
            assertNone(caller().get(path));
        }
        assertNone(given().auth()
                .oauth2(Callers.token("risk-service", Callers.member(another, new PersonId(UUID.randomUUID()))))
                .urlEncodingEnabled(false)
                .get(PATH + "?$deltatoken=" + token));
        caller().get(PATH + "?$deltatoken=" + token).then().statusCode(200);
    }

    private static void assertNone(Response answer) {
        answer.then()
                .statusCode(400)
                .body("error.message", equalTo("The $deltatoken or $skiptoken is not one of this query."));
    }

    @Test
    void a_token_is_good_for_seven_days_and_for_one_history_of_the_database() {
        DeltaQuery first = query(Map.of(), NOW);
        String token = detections.changes(tenant, first).later().orElseThrow();

        assertThat(query(
                                Map.of("$deltatoken", List.of(token)),
                                NOW.plus(DeltaToken.VALID).minusSeconds(1))
                        .at())
                .isPresent();
        assertGone(() -> query(Map.of("$deltatoken", List.of(token)), NOW.plus(DeltaToken.VALID)));
        String ofAnotherHistory =
                new DeltaToken("another", 1, Optional.empty(), Optional.empty(), NOW).write(first.places());
        assertGone(() -> detections.changes(tenant, query(Map.of("$deltatoken", List.of(ofAnotherHistory)), NOW)));
    }

    @Test
    void a_forged_place_is_no_place() {
        DeltaQuery first = query(Map.of(), NOW);
        String epoch = DeltaToken.read(detections.changes(tenant, first).later().orElseThrow(), first.places())
                .orElseThrow()
                .epoch();
        var json = new com.fasterxml.jackson.databind.ObjectMapper();
        for (var behind : List.of(
                json.createArrayNode().add("x"),
                json.createArrayNode().add("x").add("y"),
                json.createArrayNode().add(1).add("no-id"),
                json.createObjectNode())) {
            for (long since : new long[] {0, 5}) {
                String forged =
                        new DeltaToken(epoch, since, Optional.of(9L), Optional.of(behind), NOW).write(first.places());

                assertGone(() -> detections.changes(tenant, query(Map.of("$skiptoken", List.of(forged)), NOW)));
            }
        }
    }

    private static void assertGone(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        org.assertj.core.api.Assertions.assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        GraphRefusal.class,
                        refusal -> assertThat(refusal.rejection().status()).isEqualTo(410));
    }

    private DeltaQuery query(Map<String, List<String>> options, Instant now) {
        return DeltaQuery.of(Asked.of(options), Detections.SET, tenant, now, "https://idp.example" + PATH);
    }

    /** What a client has of the collection. */
    private final class Copy {
        private final Map<String, String> cities = new HashMap<>();
        private Optional<String> token = Optional.empty();

        /** Follows one round to its end, in pages of three. */
        int round() {
            int told = 0;
            var options = new HashMap<String, List<String>>(Map.of("$top", List.of("3")));
            token.ifPresent(later -> options.put("$deltatoken", List.of(later)));
            var seen = new ArrayList<String>();
            while (true) {
                DeltaPage<Detection> page = detections.changes(tenant, query(options, NOW));
                for (DeltaItem<Detection> item : page.items()) {
                    told++;
                    switch (item) {
                        case DeltaItem.Present<Detection> there -> {
                            seen.add(there.item().id().toString());
                            cities.put(
                                    there.item().id().toString(),
                                    there.item().location().city());
                        }
                        case DeltaItem.Removed<Detection> gone -> {
                            seen.add(gone.id());
                            cities.remove(gone.id());
                        }
                    }
                }
                if (page.next().isEmpty()) {
                    token = page.later();
                    assertThat(seen).doesNotHaveDuplicates();
                    return told;
                }
                options.remove("$deltatoken");
                options.put("$skiptoken", List.of(page.next().get()));
            }
        }
    }

    private Response follow(String link) {
        return caller().urlEncodingEnabled(false).get(link.substring("https://idp.example".length()));
    }

    private RequestSpecification caller() {
        return given().auth()
                .oauth2(Callers.token("risk-service", Callers.member(tenant, new PersonId(UUID.randomUUID()))))
                .header("X-Forwarded-Host", "idp.example")
                .header("X-Forwarded-Proto", "https");
    }

    private UUID add(String city) {
        UUID id = UUID.randomUUID();
        detections.add(
                tenant,
                new Detection(
                        id,
                        "unlikelyTravel",
                        "rui@fjord.example",
                        "high",
                        "signin",
                        false,
                        new Detection.Status(0L),
                        new Detection.Location(city),
                        List.of(),
                        NOW));
        return id;
    }

    private void write(String sql, UUID id) {
        detections.in(tenant, handle -> handle.execute(sql, tenant.value(), id));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(Duration.ofSeconds(20).toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
