package io.homeward.gateway.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.feed.FeedJson;
import io.homeward.tenancy.InternalTokens;
import io.homeward.tenancy.OtherService;
import io.homeward.tenancy.OtherService.Unanswered;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;

/** risk-service, as far as it keeps the decision log. */
final class RiskService {
    private static final String PATH = "/internal/decisions";
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** A request of half a thousand decisions is one transaction there. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final OtherService service;

    RiskService(URI url, InternalTokens tokens) {
        this.service = new OtherService("risk-service", url, tokens, CONNECT);
    }

    /** What became of a request. Closed on purpose. */
    sealed interface Answer {
        /** @param setAside lines it could not read and will not read the next time either */
        record Taken(long setAside) implements Answer {}

        /** It will not take this, however often it is sent. */
        record Refused(String why) implements Answer {}

        /** Not now. */
        record Away(String why) implements Answer {}
    }

    Answer take(String lines) {
        try {
            HttpResponse<String> answer =
                    service.postCompressed(PATH, "application/x-ndjson", compressed(lines), PATIENCE);
            return switch (answer.statusCode()) {
                case 200 -> new Answer.Taken(setAside(answer.body()));
                case 400, 413, 415, 422 -> new Answer.Refused(answer.statusCode() + " " + answer.body());
                default -> new Answer.Away("status " + answer.statusCode());
            };
        } catch (Unanswered e) {
            return new Answer.Away(String.valueOf(e.getMessage()));
        }
    }

    private static long setAside(String body) {
        try {
            JsonNode read = FeedJson.mapper().readTree(body);
            return read.path("setAside").asLong();
        } catch (JsonProcessingException e) {
            return 0;
        }
    }

    private static byte[] compressed(String lines) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(lines.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
