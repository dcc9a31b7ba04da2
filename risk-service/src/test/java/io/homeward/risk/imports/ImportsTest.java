package io.homeward.risk.imports;

import static io.homeward.risk.House.as;
import static io.homeward.risk.House.sender;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.House;
import io.homeward.risk.PublishedFeeds;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RunningService
class ImportsTest {
    @Inject
    House house;

    @Inject
    RunImports runImports;

    @Inject
    Leases leases;

    @Inject
    WorkOnRun workOnRun;

    @Inject
    ImportRuns runs;

    @Inject
    Spool spool;

    @Inject
    InstantSource clock;

    private TenantId tenant;

    @BeforeEach
    void a_tenant() {
        tenant = house.tenant();
    }

    @Test
    void a_file_is_announced_sent_and_taken_in_and_its_run_says_so() {
        List<String> signIns = ordinary(2_500);
        signIns.add(
                7,
                "{\"id\":\"x\",\"createdDateTime\":\"1971-01-01T00:00:00Z\",\"userPrincipalName\":\"a\",\"status\":{\"errorCode\":0}}");
        signIns.add(9, "{\"id\":");
        signIns.addAll(signIns.subList(100, 120));
        String id = announced("{\"fileName\":\"signins.ndjson\"}");
        get(id).body("state", equalTo("awaitingFile")).body("format", nullValue());

        byte[] file = bytes(String.join("\n", signIns));
        send(id, file).statusCode(202).body("state", equalTo("waiting")).body("format", equalTo("graph"));
        runImports.workOff();

        get(id).body("state", equalTo("completed"))
                .body("bytes", equalTo(file.length))
                .body("bytesRead", equalTo(file.length))
                .body("rowsRead", equalTo(2_522))
                .body("kept", equalTo(2_500))
                .body("duplicates", equalTo(20))
                .body("malformed", equalTo(2))
                .body("malformedKept", equalTo(2))
                .body("startedDateTime", notNullValue())
                .body("endedDateTime", notNullValue())
                .body("reason", nullValue());
        assertThat(count("sign_in")).isEqualTo(2_500);
        assertThat(count("import_chunk")).isZero();
    }

    @Test
    void malformed_rows_are_kept_aside_to_be_mended_and_sent_again() {
        String header = "When;Login;Result";
        String id = announced("""
                {"format":"csv","mapping":{"delimiter":";","columns":{"createdDateTime":"When","userPrincipalName":"Login","status.errorCode":"Result"}}}""");
        Instant now = Instant.now().minusSeconds(600);
        send(id, bytes(header + "\n" + now + ";rui;0\nyesterday;eva;0\n" + now + ";ola;good\n"))
                .statusCode(202);
        runImports.workOff();

        get(id).body("kept", equalTo(1)).body("malformed", equalTo(2));
        as(sender(tenant))
                .get("/v1/imports/{id}/malformed", id)
                .then()
                .statusCode(200)
                .body("value.line", equalTo(List.of(3, 4)))
                .body("value[0].reason", containsString("When is not a time"))
                .body("value[1].row", equalTo(now + ";ola;good"));
        as(sender(tenant))
                .get("/v1/imports/{id}/malformed?after=2&top=1", id)
                .then()
                .body("value.line", equalTo(List.of(4)));
        assertThat(as(sender(tenant))
                        .accept("application/x-ndjson")
                        .get("/v1/imports/{id}/malformed/lines", id)
                        .asString()
                        .lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"nth\":"));

        String rows = as(sender(tenant))
                .accept("text/plain")
                .get("/v1/imports/{id}/malformed/rows", id)
                .asString();
        assertThat(rows).startsWith(header + "\nyesterday;eva;0\n");
        String again = announced("""
                {"format":"csv","mapping":{"delimiter":";","columns":{"createdDateTime":"When","userPrincipalName":"Login","status.errorCode":"Result"}}}""");
        send(again, bytes(rows.replace("yesterday", now.toString()).replace("good", "50126")))
                .statusCode(202);
        runImports.workOff();
        get(again).body("kept", equalTo(2)).body("malformed", equalTo(0));
    }

    @Test
    void a_run_that_was_stopped_or_lost_goes_on_where_it_was_and_counts_nothing_twice() {
        List<String> signIns = ordinary(5_000);
        for (int bad = 0; bad < 50; bad++) {
            signIns.add(bad * 100, "nonsense " + bad);
        }
        Collections.shuffle(signIns, new Random(3));
        String id = announced("{}");
        send(id, bytes(String.join("\n", signIns))).statusCode(202);

        // A node that stops after two batches.
        UUID first = UUID.randomUUID();
        var asked = new AtomicInteger();
        workOnRun.work(
                tenant,
                leases.take(tenant, first, clock.instant()).orElseThrow(),
                first,
                () -> asked.incrementAndGet() > 2);
        get(id).body("state", equalTo("running"));
        long stopped = count("sign_in");
        assertThat(stopped).isBetween(1L, 4_999L);

        // A node that vanishes after one more, without a word: its lease runs out.
        UUID second = UUID.randomUUID();
        ImportRun taken = leases.take(tenant, second, clock.instant()).orElseThrow();
        assertThat(leases.take(tenant, UUID.randomUUID(), clock.instant())).isEmpty();
        var before = new AtomicInteger();
        try {
            workOnRun.work(tenant, taken, second, () -> {
                if (before.incrementAndGet() > 1) {
                    throw new AssertionError("the node is gone");
                }
                return false;
            });
        } catch (AssertionError e) {
            assertThat(e).hasMessage("the node is gone");
        }
        assertThat(count("sign_in")).isGreaterThan(stopped).isLessThan(5_000);
        assertThat(leases.due()).doesNotContain(tenant);
        execute("update import_run set leased_until = now() - interval '1 second'");

        runImports.workOff();

        get(id).body("state", equalTo("completed"))
                .body("rowsRead", equalTo(5_050))
                .body("kept", equalTo(5_000))
                .body("duplicates", equalTo(0))
                .body("malformed", equalTo(50));
        assertThat(count("sign_in")).isEqualTo(5_000);
        assertThat(count("import_malformed")).isEqualTo(50);
        assertThat(count("source_window")).isPositive();
    }

    @Test
    void a_cancelled_run_keeps_what_it_had_and_no_node_goes_on_with_it() {
        String id = announced("{}");
        send(id, bytes(String.join("\n", ordinary(4_000)))).statusCode(202);
        UUID node = UUID.randomUUID();
        ImportRun run = leases.take(tenant, node, clock.instant()).orElseThrow();
        workOnRun.work(tenant, run, node, () -> {
            if (count("sign_in") > 0) {
                as(sender(tenant)).post("/v1/imports/{id}/cancel", id).then().statusCode(200);
            }
            return false;
        });

        get(id).body("state", equalTo("cancelled")).body("endedDateTime", notNullValue());
        assertThat(count("sign_in")).isEqualTo(1_000);
        assertThat(count("import_chunk")).isZero();
        assertThat(leases.due()).doesNotContain(tenant);
        as(sender(tenant))
                .post("/v1/imports/{id}/cancel", id)
                .then()
                .statusCode(200)
                .body("state", equalTo("cancelled"));
    }

    @Test
    void shuffling_and_doubling_a_file_leaves_the_very_same_state() {
        TenantId other = house.tenant();
        String name = "rui-" + UUID.randomUUID() + "@x.example";
        for (TenantId each : List.of(tenant, other)) {
            house.person(each, name);
        }
        Instant begun = Instant.now().minusSeconds(40L * 86_400);
        List<String> signIns = IntStream.range(0, 3_000)
                .mapToObj(nth -> SignInText.of(nth % 10 == 0 ? name : "user" + nth % 37 + "@x.example")
                        .id("s" + nth)
                        .at(begun.plusSeconds(nth * 1_000L))
                        .from("198.51.100." + (1 + nth % 5))
                        .code(nth % 7 == 3 ? 50126 : 0)
                        .json())
                .collect(Collectors.toCollection(ArrayList::new));
        var shuffled = new ArrayList<String>();
        var random = new Random(5);
        for (int window = 0; window < signIns.size(); window += 300) {
            var some = new ArrayList<>(signIns.subList(window, window + 300));
            for (int copies = 0; copies < 60; copies++) {
                some.add(some.get(random.nextInt(300)));
            }
            Collections.shuffle(some, random);
            shuffled.addAll(some);
        }
        sameKey(other);
        taken(tenant, signIns).body("kept", equalTo(3_000)).body("duplicates", equalTo(0));
        taken(other, shuffled).body("kept", equalTo(3_000)).body("duplicates", equalTo(600));

        for (String state : List.of(
                "select event_id || ts || level || learned || coalesce(reasons::text, '') || coalesce(encode(lesson, 'hex'), '') from sign_in order by 1",
                "select accepted || ' ' || version || ' ' || first_at || ring || encode(habits, 'hex') from person_profile order by 1",
                "select ip || ' ' || bucket || name_key || failed || ' ' || succeeded from source_window order by 1",
                "select source || kind from source_alert order by 1")) {
            assertThat(rows(other, state)).as(state).isEqualTo(rows(tenant, state));
        }
        assertThat(rows(tenant, "select version::text from person_profile")).containsExactly("257");
    }

    @Test
    void what_no_database_keeps_as_text_spoils_a_row_and_no_run() {
        String odd = announced("""
                {"format":"csv","mapping":{"columns":{"createdDateTime":"W\\u0000","userPrincipalName":"L\\ud800","status.errorCode":"R"}}}""");
        send(odd, bytes("When,Login\n1,2\n")).statusCode(400).body("detail", containsString("no column"));
        String id = announced("""
                {"format":"csv","mapping":{"columns":{"createdDateTime":"When","userPrincipalName":"Login","status.errorCode":"Result"}}}""");
        Instant now = Instant.now().minusSeconds(600);
        send(id, bytes("When,Login,Result,N\0\n" + now + ",rui,0,\n" + now + ",rui,go\0od,\n"))
                .statusCode(202);

        runImports.workOff();

        get(id).body("state", equalTo("completed")).body("kept", equalTo(1)).body("malformedKept", equalTo(1));
    }

    @Test
    void another_tenants_runs_are_no_runs() {
        String id = announced("{}");
        var stranger = sender(house.tenant());

        for (String path : List.of(
                "/v1/imports/" + id, "/v1/imports/" + id + "/malformed", "/v1/imports/" + id + "/malformed/rows")) {
            as(stranger).accept("*/*").get(path).then().statusCode(404).body("title", containsString("No import"));
        }
        as(stranger)
                .contentType("text/plain")
                .body("x")
                .put("/v1/imports/{id}/file", id)
                .then()
                .statusCode(404);
        as(stranger).post("/v1/imports/{id}/cancel", id).then().statusCode(404);
        as(stranger).get("/v1/imports").then().statusCode(200).body("value", hasSize(0));
        as(House.reader(tenant)).get("/v1/imports/{id}", id).then().statusCode(403);
        as(sender(tenant)).get("/v1/imports").then().body("value.id", equalTo(List.of(id)));
    }

    @Test
    void one_file_a_run_and_not_too_many_runs() {
        String id = announced("{}");
        send(id, bytes("hello")).statusCode(400).body("detail", containsString("say format"));
        get(id).body("state", equalTo("awaitingFile"));
        send(id, bytes(SignInText.of("rui").json())).statusCode(202);
        send(id, bytes(SignInText.of("rui").json())).statusCode(409).body("detail", containsString("waiting"));
        for (int nth = 1; nth < 10; nth++) {
            announced("{}");
        }
        as(sender(tenant))
                .body("{}")
                .post("/v1/imports")
                .then()
                .statusCode(409)
                .body("detail", containsString("at most"));
        runImports.workOff();
        announced("{}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                  | no JSON
            []                                 | no JSON object
            {"formt":"okta"}                   | formt is not known
            {"format":"xls"}                   | format is none of
            {"format":"csv"}                   | needs a mapping
            {"mapping":{"columns":{"createdDateTime":"a","userPrincipalName":"b","status.errorCode":"c"}}} | no other has one
            {"format":"csv","mapping":{}}      | mapping.columns.createdDateTime
            {"timeZone":"Mars"}                | timeZone
            {"year":12}                        | year
            {"dateOrder":"x"}                  | dateOrder
            {"fileName":5}                     | fileName
            {"live":"yes"}                     | live
            """)
    void what_is_wrong_with_an_announcement_is_named(String body, String detail) {
        as(sender(tenant)).body(body).post("/v1/imports").then().statusCode(400).body("detail", containsString(detail));
    }

    /** His profile cannot be read any more; that ended a run before. */
    @Test
    void a_sign_in_that_cannot_be_taken_in_is_put_with_the_malformed_rows_and_the_run_goes_on() {
        String name = spoilt();
        List<String> signIns = ordinary(2_500);
        signIns.add(1_200, SignInText.of(name).id("poison-1").json());
        signIns.add(1_700, "nonsense");
        signIns.add(2_300, SignInText.of(name).id("poison-2").json());
        String id = announced("{}");
        send(id, bytes(String.join("\n", signIns))).statusCode(202);

        runImports.workOff();

        get(id).body("state", equalTo("completed"))
                .body("rowsRead", equalTo(2_503))
                .body("kept", equalTo(2_500))
                .body("duplicates", equalTo(0))
                .body("malformed", equalTo(3))
                .body("malformedKept", equalTo(3));
        as(sender(tenant))
                .get("/v1/imports/{id}/malformed", id)
                .then()
                .body("value.nth", equalTo(List.of(1_201, 1_701, 2_301)))
                .body("value.line", equalTo(List.of(1_201, 1_701, 2_301)))
                .body("value[0].reason", containsString("It cannot be taken in"))
                .body("value[0].row", containsString("poison-1"))
                .body("value[2].row", containsString("poison-2"));
    }

    @Test
    void where_too_many_cannot_be_taken_in_it_is_no_accident_and_the_run_does_not_go_on() {
        String name = spoilt();
        String id = announced("{}");
        send(
                        id,
                        bytes(IntStream.range(0, 150)
                                .mapToObj(each ->
                                        SignInText.of(name).id("p" + each).json())
                                .collect(Collectors.joining("\n"))))
                .statusCode(202);

        runImports.workOff();

        get(id).body("state", equalTo("running")).body("rowsRead", equalTo(0)).body("malformed", equalTo(0));
        execute("update import_run set attempts = 5, leased_until = now() - interval '1 second'");
        runImports.workOff();
        get(id).body("state", equalTo("failed"));
    }

    private String spoilt() {
        String name = "spoilt-" + UUID.randomUUID() + "@x.example";
        house.person(tenant, name);
        taken(tenant, List.of(SignInText.of(name).json()));
        execute("update person_profile set habits = decode('ff', 'hex')");
        return name;
    }

    @Test
    void runs_are_listed_in_pages_newest_first_and_filtered_by_state() {
        var ids = new ArrayList<String>();
        for (int nth = 0; nth < 5; nth++) {
            ids.addFirst(announced("{}"));
        }
        as(sender(tenant)).post("/v1/imports/{id}/cancel", ids.get(1)).then().statusCode(200);

        var first = as(sender(tenant)).get("/v1/imports?$top=3").then().statusCode(200);
        first.body("value.id", equalTo(ids.subList(0, 3)))
                .body("value[0].state", equalTo("awaitingFile"))
                .body("value[0].bytes", equalTo(0));
        String next = first.extract().path("'@odata.nextLink'");
        as(sender(tenant))
                .urlEncodingEnabled(false)
                .get(next.substring(next.indexOf("/v1/imports")))
                .then()
                .statusCode(200)
                .body("value.id", equalTo(ids.subList(3, 5)))
                .body("'@odata.nextLink'", nullValue());
        as(sender(tenant))
                .queryParam("$filter", "state eq 'cancelled'")
                .get("/v1/imports")
                .then()
                .body("value.id", equalTo(List.of(ids.get(1))));
        as(sender(tenant)).get("/v1/imports?$top=501").then().statusCode(400);
    }

    @Test
    void a_piece_that_arrives_while_another_upload_takes_its_place_is_not_kept() {
        RunId run = new RunId(UUID.fromString(announced("{}")));
        UUID broken = UUID.randomUUID();
        uploading(run, broken, () -> {});

        CompletableFuture<Long> late = new CompletableFuture<>();
        uploading(run, UUID.randomUUID(), () -> {
            new Thread(() -> keep(run, broken, late)).start();
            while (!late.isDone() && !somebodyWaits()) {
                Thread.onSpinWait();
            }
        });

        assertThatThrownBy(late::join).hasCauseInstanceOf(Spool.Superseded.class);
        assertThat(count("import_chunk")).isZero();
    }

    private void uploading(RunId run, UUID upload, Runnable meanwhile) {
        house.database().in(tenant, handle -> {
            runs.uploading(handle, tenant, run, upload);
            meanwhile.run();
            return upload;
        });
    }

    /** By the locks themselves: what sessions are doing is told once a transaction, and this is asked within one. */
    private boolean somebodyWaits() {
        return house.database()
                .in(tenant, handle -> handle.createQuery("select exists (select from pg_locks where not granted)")
                        .mapTo(Boolean.class)
                        .one());
    }

    private void keep(RunId run, UUID upload, CompletableFuture<Long> kept) {
        try {
            kept.complete(spool.keep(tenant, run, upload, new ByteArrayInputStream(bytes("{}"))));
        } catch (IOException e) {
            kept.completeExceptionally(e);
        }
    }

    @Test
    void a_run_said_to_be_history_raises_nobody() {
        String name = "rui-" + UUID.randomUUID() + "@x.example";
        var rui = house.person(tenant, name);
        String signIn = SignInText.of(name).from(PublishedFeeds.ANONYMOUS).json();
        String id = announced("{\"live\":false}");
        send(id, bytes(signIn)).statusCode(202);

        runImports.workOff();

        get(id).body("kept", equalTo(1)).body("detections", equalTo(1));
        assertThat(house.risk(tenant, rui).open()).isFalse();
    }

    @Test
    void a_run_that_never_comes_further_has_failed() {
        String id = announced("{}");
        send(id, bytes(SignInText.of("rui").json())).statusCode(202);
        execute("update import_run set attempts = 5, started_at = now()");

        runImports.workOff();

        get(id).body("state", equalTo("failed")).body("reason", containsString("Row 1 and those after it"));
    }

    @Test
    void runs_are_forgotten_after_their_time_and_files_that_never_came_after_a_day() {
        String over = announced("{}");
        send(over, bytes("{\"id\":\n")).statusCode(400);
        execute("update import_run set created_at = now() - interval '25 hours'");
        String kept = announced("{}");
        send(kept, bytes(SignInText.of("rui").json() + "\nnonsense")).statusCode(202);
        runImports.workOff();

        leases.forget(clock.instant().plusSeconds(86_400));
        assertThat(rows(tenant, "select run_id::text from import_run")).containsExactly(kept);
        execute("update import_run set ended_at = now() - interval '31 days'");
        leases.forget(clock.instant().minusSeconds(30L * 86_400));

        assertThat(count("import_run")).isZero();
        assertThat(count("import_malformed")).isZero();
        assertThat(count("sign_in")).isEqualTo(1);
    }

    private ValidatableResponse taken(TenantId whose, List<String> signIns) {
        String id = as(sender(whose)).body("{}").post("/v1/imports").path("id");
        as(sender(whose))
                .contentType("application/x-ndjson")
                .body(bytes(String.join("\n", signIns)))
                .put("/v1/imports/{id}/file", id)
                .then()
                .statusCode(202);
        runImports.workOff();
        return as(sender(whose)).get("/v1/imports/{id}", id).then().body("state", equalTo("completed"));
    }

    /** What two tenants have in common cannot be seen in their profiles, unless they share the key. */
    private void sameKey(TenantId other) {
        byte[] key = new byte[io.homeward.risk.familiarity.ValueKey.BYTES];
        for (TenantId each : List.of(tenant, other)) {
            house.database().in(each, handle -> handle.createUpdate(
                            "insert into tenant_model (tenant_id, value_key) values (:tenant, :key)")
                    .bind("tenant", each.value())
                    .bind("key", key)
                    .execute());
        }
    }

    private static List<String> ordinary(int size) {
        Instant begun = Instant.now().minusSeconds(86_400);
        return IntStream.range(0, size)
                .mapToObj(each -> SignInText.of("user" + each % 50 + "@x.example")
                        .id("o" + each)
                        .at(begun.plusSeconds(each * 10L))
                        .json())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private String announced(String body) {
        return as(sender(tenant))
                .body(body)
                .post("/v1/imports")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private ValidatableResponse send(String id, byte[] file) {
        return as(sender(tenant))
                .contentType("application/octet-stream")
                .body(file)
                .put("/v1/imports/{id}/file", id)
                .then();
    }

    private ValidatableResponse get(String id) {
        return as(sender(tenant)).get("/v1/imports/{id}", id).then().statusCode(200);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private long count(String table) {
        return house.database().in(tenant, handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(Long.class)
                .one());
    }

    private List<String> rows(TenantId whose, String sql) {
        return house.database()
                .in(whose, handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    private void execute(String sql) {
        house.database().in(tenant, handle -> handle.execute(sql));
    }
}
