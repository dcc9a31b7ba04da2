package io.homeward.local.door;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The only way to the suite: its edge, and the door of the customers' applications. */
public final class PublicDoor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PATIENCE_WITH_FILES = Duration.ofMinutes(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI edge;
    private final URI apps;

    public PublicDoor(URI edge, URI apps) {
        this.edge = edge;
        this.apps = apps;
    }

    public URI edge() {
        return edge;
    }

    public URI apps() {
        return apps;
    }

    public Answer get(@Nullable String token, String path) {
        return send("GET", edge, path, token, Map.of(), Optional.empty());
    }

    public Answer post(@Nullable String token, String path, JsonNode body) {
        return send("POST", edge, path, token, Map.of(), Optional.of(body));
    }

    public Answer put(@Nullable String token, String path, JsonNode body) {
        return send("PUT", edge, path, token, Map.of(), Optional.of(body));
    }

    public Answer delete(@Nullable String token, String path) {
        return send("DELETE", edge, path, token, Map.of(), Optional.empty());
    }

    /** A call with headers of its own, for what has an ETag or a continuation. */
    public Answer send(
            String method, @Nullable String token, String path, Map<String, String> headers, Optional<JsonNode> body) {
        return send(method, edge, path, token, headers, body);
    }

    /** A form, as OAuth wants it. */
    public Answer form(String path, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return raw("POST", path, null, "application/x-www-form-urlencoded", form);
    }

    /** A body that is sent as it is, also where it is nonsense. */
    public Answer raw(String method, String path, @Nullable String token, String contentType, String body) {
        HttpRequest.Builder request = request(edge, path, token, PATIENCE)
                .header("Content-Type", contentType)
                .method(method, BodyPublishers.ofString(body));
        return exchange(method + " " + path, request);
    }

    public Answer upload(String token, String path, String contentType, Path file) {
        try {
            HttpRequest.Builder request = request(edge, path, token, PATIENCE_WITH_FILES)
                    .header("Content-Type", contentType)
                    .POST(BodyPublishers.ofFile(file));
            return exchange("POST " + path, request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A call at the apps door. */
    public Answer app(@Nullable String token, String path, Map<String, String> headers) {
        return send("GET", apps, path, token, headers, Optional.empty());
    }

    private Answer send(
            String method,
            URI door,
            String path,
            @Nullable String token,
            Map<String, String> headers,
            Optional<JsonNode> body) {
        HttpRequest.Builder request = request(door, path, token, PATIENCE);
        headers.forEach(request::header);
        BodyPublisher content = body.map(json -> {
                    request.header("Content-Type", "application/json");
                    return BodyPublishers.ofString(json.toString());
                })
                .orElseGet(BodyPublishers::noBody);
        return exchange(method + " " + path, request.method(method, content));
    }

    private static HttpRequest.Builder request(URI door, String path, @Nullable String token, Duration patience) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(door.resolve(path)).timeout(patience).header("User-Agent", "homeward-local");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private Answer exchange(String call, HttpRequest.Builder request) {
        long start = System.nanoTime();
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            JsonNode body = Json.parseIfPossible(response.body());
            return new Answer(call, response.statusCode(), response.headers(), body, response.body(), took);
        } catch (IOException e) {
            throw new UncheckedIOException("No answer to " + call, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted at " + call, e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
