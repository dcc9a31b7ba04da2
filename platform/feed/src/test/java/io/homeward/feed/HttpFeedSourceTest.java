package io.homeward.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.homeward.accessrules.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The wire as the reader meets it, also when it breaks. The real server is read in the outbox module. */
class HttpFeedSourceTest {
    private static final Duration WAIT = Duration.ofMillis(300);
    private static final FeedCursor AFTER = new FeedCursor("epoch 1/2", 41);
    private static final String TENANT = "11f0c2aa-2222-4c3d-8e9f-0a1b2c3d4e5f";

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private HttpFeedSource source;
    private volatile Handler handler;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                handler.handle(exchange);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        server.start();
        var base = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
        source = new HttpFeedSource(base, new FeedName("things"), () -> "a-token");
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void a_tail_is_asked_for_with_its_cursor_and_the_callers_token() throws Exception {
        handler = exchange -> {
            assertThat(exchange.getRequestURI())
                    .hasToString("/internal/feeds/things?epoch=epoch+1%2F2&after=41&wait=300ms");
            assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer a-token");
            answer(exchange, """
                    {"epoch":"e","head":43,"certified":true,"changes":[
                     {"position":42,"tenant":"%s","key":"k","version":7,"body":{"n":1}},
                     {"position":43,"tenant":"%s","key":"k","version":8}], "later": "addition"}""".formatted(TENANT, TENANT));
        };

        TailAnswer answer = source.tail(AFTER, WAIT);

        assertThat(answer.certified()).isTrue();
        assertThat(answer.head()).isEqualTo(43);
        assertThat(answer.changes()).extracting(Change::isGone).containsExactly(false, true);
        assertThat(answer.changes().getFirst().tenant()).isEqualTo(TenantId.of(TENANT));
    }

    @Test
    void gone_means_expired_and_everything_else_is_worth_another_try() {
        handler = exchange -> exchange.sendResponseHeaders(410, -1);
        assertThatThrownBy(() -> source.tail(AFTER, WAIT)).isInstanceOf(FeedExpired.class);

        for (int status : new int[] {400, 401, 403, 404, 500, 503, 302, 204}) {
            handler = exchange -> exchange.sendResponseHeaders(status, -1);
            assertThatThrownBy(() -> source.tail(AFTER, WAIT))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(String.valueOf(status));
            assertThatThrownBy(() -> source.snapshot())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(String.valueOf(status));
        }
    }

    @Test
    void an_answer_that_is_cut_broken_or_late_is_no_answer() {
        handler = exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{\"epoch\":\"e\",".getBytes(UTF_8));
        };
        assertThatThrownBy(() -> source.tail(AFTER, WAIT)).isInstanceOf(IOException.class);

        handler = exchange -> answer(exchange, "<html>not what you think");
        assertThatThrownBy(() -> source.tail(AFTER, WAIT)).isInstanceOf(IOException.class);

        handler = exchange -> answer(exchange, "{\"epoch\":\"e\",\"changes\":[]}");
        assertThatThrownBy(() -> source.tail(AFTER, WAIT)).as("no head").isInstanceOf(IOException.class);

        // Headers come, the rest never does: only a limit of our own ends that.
        handler = exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            over.await();
        };
        long begun = System.nanoTime();
        assertThatThrownBy(() -> source.tail(AFTER, WAIT)).isInstanceOf(IOException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("below the lease")
                .isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void a_snapshot_is_read_line_by_line_compressed_or_not() throws Exception {
        String lines = """
                {"epoch":"e","position":5}
                {"tenant":"%s","key":"a","version":1,"body":{"n":1}}
                {"tenant":"%s","key":"b","version":2,"body":"text"}
                {"head":9}
                """.formatted(TENANT, TENANT);
        for (boolean gzip : new boolean[] {true, false}) {
            handler = exchange -> {
                assertThat(exchange.getRequestURI()).hasToString("/internal/feeds/things/snapshot");
                if (gzip) {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                }
                answer(exchange, gzip ? compressed(lines) : lines.getBytes(UTF_8));
            };
            try (FeedSource.Snapshot snapshot = source.snapshot()) {
                assertThat(snapshot.start()).isEqualTo(new FeedCursor("e", 5));
                assertThatThrownBy(snapshot::headAtEnd).isInstanceOf(IllegalStateException.class);
                assertThat(snapshot.next()).extracting(Change::key).containsExactly("a", "b");
                assertThat(snapshot.next()).isEmpty();
                assertThat(snapshot.headAtEnd()).isEqualTo(9);
            }
        }
    }

    @Test
    void a_snapshot_without_its_last_line_is_none() throws Exception {
        handler = exchange -> answer(exchange, """
                {"epoch":"e","position":5}
                {"tenant":"%s","key":"a","version":1,"body":{"n":1}}
                """.formatted(TENANT));
        assertThatThrownBy(this::readAll).isInstanceOf(IOException.class);

        handler = exchange -> answer(exchange, "{\"epoch\":\"e\",\"position\":5}\n{\"tenant\":\"" + TENANT + "\",\"ke");
        assertThatThrownBy(this::readAll).isInstanceOf(IOException.class);

        handler = exchange -> answer(exchange, "");
        assertThatThrownBy(this::readAll).isInstanceOf(IOException.class);
    }

    @Test
    void a_read_that_stalls_is_ended_from_outside() throws Exception {
        handler = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"epoch\"".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            over.await();
        };
        var client = java.net.http.HttpClient.newHttpClient();
        var request = java.net.http.HttpRequest.newBuilder(
                        URI.create("http://localhost:" + server.getAddress().getPort()))
                .build();
        var body = client.send(request, java.net.http.HttpResponse.BodyHandlers.ofInputStream())
                .body();

        try (var guarded = new StallGuard(body, Duration.ofMillis(200))) {
            assertThatThrownBy(guarded::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    private void readAll() throws Exception {
        try (FeedSource.Snapshot snapshot = source.snapshot()) {
            while (!snapshot.next().isEmpty()) {
                assertThat(snapshot.start().epoch()).isEqualTo("e");
            }
        }
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        answer(exchange, body.getBytes(UTF_8));
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] compressed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
