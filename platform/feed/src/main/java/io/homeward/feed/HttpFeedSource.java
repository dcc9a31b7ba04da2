package io.homeward.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;

/** A feed served by another service under {@code /internal/feeds/{feed}}. */
public final class HttpFeedSource implements FeedSource {

    /** How much longer than the long poll an answer may take. With the poll's wait it stays below the lease. */
    private static final Duration ANSWER = Duration.ofMillis(1000);

    /** A snapshot's head waits for one sequencing pass, and its stream may pause while a page is read. */
    private static final Duration SNAPSHOT_STALL = Duration.ofSeconds(10);

    private static final int PAGE = 500;
    private static final ObjectReader LINES = FeedJson.mapper().readerFor(JsonNode.class);

    private final URI feed;
    private final Supplier<String> bearer;
    private final HttpClient client;

    /**
     * @param base the serving service, e.g. {@code http://localhost:8081}
     * @param bearer an internal token for that service, asked for with every request
     */
    public HttpFeedSource(URI base, FeedName feed, Supplier<String> bearer) {
        this.feed = URI.create(base.toString().replaceAll("/+$", "") + "/internal/feeds/" + feed);
        this.bearer = bearer;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(1))
                .build();
    }

    @Override
    public TailAnswer tail(FeedCursor after, Duration wait) throws IOException, FeedExpired, InterruptedException {
        String query = "?epoch=%s&after=%d&wait=%dms"
                .formatted(URLEncoder.encode(after.epoch(), UTF_8), after.position(), wait.toMillis());
        HttpRequest request = request(URI.create(feed + query)).build();
        // The client's own timeout ends with the headers; a body that stalls must not hold the reader either.
        HttpResponse<byte[]> response =
                within(wait.plus(ANSWER), client.sendAsync(request, BodyHandlers.ofByteArray()));
        return switch (response.statusCode()) {
            case 200 -> FeedJson.mapper().readValue(response.body(), TailAnswer.class);
            case 410 -> throw new FeedExpired("no longer served after " + after);
            default -> throw new IOException("%s answered %d".formatted(feed, response.statusCode()));
        };
    }

    @Override
    public Snapshot snapshot() throws IOException, InterruptedException {
        HttpRequest request = request(URI.create(feed + "/snapshot"))
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<InputStream> response =
                within(SNAPSHOT_STALL, client.sendAsync(request, BodyHandlers.ofInputStream()));
        if (response.statusCode() != 200) {
            response.body().close();
            throw new IOException("%s/snapshot answered %d".formatted(feed, response.statusCode()));
        }
        var guarded = new StallGuard(response.body(), SNAPSHOT_STALL);
        try {
            boolean gzip =
                    response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
            return new Lines(guarded, gzip ? new GZIPInputStream(guarded) : guarded);
        } catch (IOException | RuntimeException e) {
            guarded.close();
            throw e;
        }
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + bearer.get())
                .GET();
    }

    private static <T> T within(Duration limit, CompletableFuture<T> answer) throws IOException, InterruptedException {
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException("No answer", e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("No answer within " + limit, e);
        } finally {
            answer.cancel(true);
        }
    }

    /** One JSON value per line: the start, the rows, the end. */
    private static final class Lines implements Snapshot {
        private final StallGuard stream;
        private final MappingIterator<JsonNode> lines;
        private final FeedCursor start;
        private long head = -1;

        Lines(StallGuard stream, InputStream text) throws IOException {
            this.stream = stream;
            this.lines = LINES.readValues(text);
            this.start = FeedJson.mapper().treeToValue(line(), FeedCursor.class);
        }

        @Override
        public FeedCursor start() {
            return start;
        }

        @Override
        public List<Change> next() throws IOException {
            var rows = new ArrayList<Change>();
            while (head < 0 && rows.size() < PAGE) {
                JsonNode line = line();
                if (line.has("head")) {
                    head = FeedJson.mapper()
                            .treeToValue(line, SnapshotEnd.class)
                            .head();
                } else {
                    rows.add(row(line));
                }
            }
            return rows;
        }

        @Override
        public long headAtEnd() {
            if (head < 0) {
                throw new IllegalStateException("The snapshot has not been read to its end");
            }
            return head;
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }

        private Change row(JsonNode line) throws JsonProcessingException {
            return FeedJson.mapper().treeToValue(line, SnapshotRow.class).change(start.position());
        }

        private JsonNode line() throws IOException {
            try {
                if (!lines.hasNextValue()) {
                    throw new IOException("The snapshot ended before its end");
                }
                return lines.nextValue();
            } catch (RuntimeJsonMappingException e) {
                throw new IOException(e);
            }
        }
    }
}
