package io.homeward.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.homeward.testsupport.Callers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** What a reader gets from this service's feeds. */
public final class Feeds {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EXAMPLES = Path.of("src/main/contract/examples");

    private Feeds() {}

    /** The state of this key as a new reader gets it; nothing where it is gone or was never there. */
    public static Optional<JsonNode> snapshot(String feed, Object key) {
        String lines = Organisation.as(Callers.service("gateway"))
                .get("/internal/feeds/" + feed + "/snapshot")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return lines.lines()
                .map(Feeds::read)
                .filter(line -> line.path("key").asText().equals(key.toString()))
                .map(line -> line.get("body"))
                .findFirst();
    }

    /** The last change of this key that the feed's tail has told; its body is null where the thing is gone. */
    public static JsonNode lastChange(String feed, Object key) {
        String begin = Organisation.as(Callers.service("gateway"))
                .get("/internal/feeds/" + feed + "/snapshot")
                .asString();
        String epoch =
                read(begin.lines().findFirst().orElseThrow()).path("epoch").asText();
        long after = 0;
        JsonNode last = null;
        while (true) {
            JsonNode answer = read(Organisation.as(Callers.service("gateway"))
                    .queryParam("epoch", epoch)
                    .queryParam("after", after)
                    .queryParam("wait", "500ms")
                    .get("/internal/feeds/" + feed)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString());
            JsonNode changes = answer.path("changes");
            if (changes.isEmpty()) {
                if (last == null) {
                    throw new AssertionError("The feed " + feed + " never spoke of " + key);
                }
                return last;
            }
            for (JsonNode change : changes) {
                after = change.path("position").asLong();
                if (change.path("key").asText().equals(key.toString())) {
                    last = change;
                }
            }
        }
    }

    public static JsonNode example(String name) {
        try {
            return JSON.readTree(EXAMPLES.resolve(name).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
