package io.homeward.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.feed.FeedReader;
import io.homeward.feed.HttpFeedSource;
import io.homeward.feed.Replica;
import io.homeward.outbox.Things.Thing;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.testsupport.Callers;
import io.homeward.testsupport.RealDatabase;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The feed as a service serves it: found by the container, guarded, and read by the real reader. */
@QuarkusTest
@WithTestResource(value = RealDatabase.class, initArgs = @ResourceArg(name = "service", value = "things"))
class FeedResourceTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String SERVICE = "risk-service";

    private final HttpClient client = HttpClient.newHttpClient();
    private final TenantId tenant = new TenantId(UUID.randomUUID());

    @TestHTTPResource("/")
    URI base;

    @Inject
    TenantDatabase database;

    @Inject
    Outbox outbox;

    @Inject
    Sequencing sequencing;

    @Inject
    TableReplicas replicas;

    @Test
    void a_change_reaches_a_replica_in_memory_and_one_in_tables() throws Exception {
        UUID before = UUID.randomUUID();
        UUID after = UUID.randomUUID();
        Things.put(database, outbox, tenant, before, "before the readers");
        var watched = new WatchedReplica();
        var copied = replicas.of(Things.FEED, new Things.Copy());

        try (var inMemory = reader(watched);
                var inTables = reader(copied)) {
            assertThat(inMemory.awaitFresh(SOON)).isTrue();
            Things.put(database, outbox, tenant, after, "after");
            assertThat(inMemory.awaitFresh(SOON)).isTrue();
            assertThat(inTables.awaitFresh(SOON)).isTrue();
        }

        assertThat(watched.memory.get(tenant, before.toString())).contains(new Thing(before, 1, "before the readers"));
        assertThat(watched.memory.get(tenant, after.toString())).contains(new Thing(after, 1, "after"));
        List<String> notes =
                database.in(tenant, handle -> handle.createQuery("select note from thing_copy order by version")
                        .mapTo(String.class)
                        .list());
        assertThat(notes).containsExactly("before the readers", "after");
        assertThat(copied.cursor()).isEqualTo(watched.cursor());
        assertThat(sequencing.sinceLastPass()).isPresent();
        assertThat(sequencing.head(Things.FEED).orElseThrow())
                .isEqualTo(watched.cursor().orElseThrow().position());
    }

    @Test
    void a_snapshot_is_compressed_lines_with_a_start_and_an_end() throws Exception {
        Things.put(database, outbox, tenant, UUID.randomUUID(), "a line");

        HttpResponse<InputStream> answer =
                client.send(request("/internal/feeds/things/snapshot", service()), BodyHandlers.ofInputStream());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/x-ndjson");
        List<String> lines = new String(new GZIPInputStream(answer.body()).readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(lines.getFirst()).contains("\"epoch\":", "\"position\":");
        assertThat(lines).anyMatch(line -> line.contains(tenant.toString()) && line.contains("a line"));
        assertThat(lines.getLast()).matches("\\{\"head\":[0-9]+}");
    }

    @ParameterizedTest(name = "{0} -> {1} {2}")
    @CsvSource({
        "nosuchfeed?epoch=e&after=0&wait=0ms, 404, unknown-feed",
        "No_Such?epoch=e&after=0&wait=0ms, 404, unknown-feed",
        "nosuchfeed/snapshot, 404, unknown-feed",
        "things?after=0&wait=0ms, 400, bad-parameter",
        "things?epoch=e&wait=0ms, 400, bad-parameter",
        "things?epoch=e&after=-1&wait=0ms, 400, bad-parameter",
        "things?epoch=e&after=x&wait=0ms, 400, bad-parameter",
        "things?epoch=e&after=99999999999999999999&wait=0ms, 400, bad-parameter",
        "things?epoch=e&after=0, 400, bad-parameter",
        "things?epoch=e&after=0&wait=1s, 400, bad-parameter",
        "things?epoch=e&after=0&wait=10001ms, 400, bad-parameter",
        "things?epoch=e&after=0&wait=500ms, 410, feed-expired",
    })
    void every_refusal_has_one_shape(String path, int status, String type) throws Exception {
        HttpResponse<String> answer = get("/internal/feeds/" + path, service());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = FeedJson.mapper().readTree(answer.body());
        assertThat(problem.path("type").asText()).isEqualTo("urn:homeward:problem:" + type);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"things?epoch=e&after=0&wait=0ms", "things/snapshot", "nosuchfeed/snapshot"})
    void only_services_of_the_suite_are_answered(String path) throws Exception {
        String person = Callers.token(SERVICE, Callers.member(tenant, new PersonId(UUID.randomUUID())));
        String anonymous = Callers.token(SERVICE, Callers.anonymous());
        String anothers = Callers.token("tenant-service", Callers.service("gateway"));

        assertThat(get("/internal/feeds/" + path, person).statusCode()).isEqualTo(403);
        assertThat(get("/internal/feeds/" + path, anonymous).statusCode()).isEqualTo(403);
        assertThat(get("/internal/feeds/" + path, anothers).statusCode()).isEqualTo(401);
        assertThat(get("/internal/feeds/" + path, "").statusCode()).isEqualTo(401);
    }

    private FeedReader reader(Replica replica) {
        var source = new HttpFeedSource(base, Things.FEED, FeedResourceTest::service);
        var reader = new FeedReader(Things.FEED, source, replica);
        reader.start();
        return reader;
    }

    private static String service() {
        return Callers.token(SERVICE, Callers.service("gateway"));
    }

    private HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return client.send(request(path, token), BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String token) {
        var request = HttpRequest.newBuilder(base.resolve(path)).GET();
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }
}
